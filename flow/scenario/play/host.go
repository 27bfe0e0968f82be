package play

import (
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
)

// Unplayable are the steps of a scenario that cannot be done at a host, each with the
// reason: what belongs to the widget in a browser where the host does not speak the Link
// contract, and what only a sandbox does.
func Unplayable(s *spec.Scenario, at session.Host) (all []Impossible) {
	if at.OpenAPI == "" {
		return nil
	}
	for _, step := range s.Steps {
		if why := impossible(step.Do, at); why != "" {
			all = append(all, Impossible{Pos: step.Pos, What: spec.Text(step.Do), Why: why})
		}
		all = append(all, webhooks(step.Expect)...)
	}
	return append(all, webhooks(s.Expect)...)
}

// webhooks are the expectations of events, which no other host delivers here.
func webhooks(list []spec.Expect) (all []Impossible) {
	for _, e := range list {
		if never, ok := e.Check.(spec.Never); ok {
			all = append(all, webhooks([]spec.Expect{never.Expect})...)
		}
		if hook, ok := e.Check.(spec.Webhook); ok {
			all = append(all, Impossible{Pos: e.Pos, What: "webhook " + hook.Type, Why: "only the sandbox in the binary delivers its events to a scenario"})
		}
	}
	return all
}

// Impossible is a step or an expectation that cannot be met at a host.
type Impossible struct {
	Pos spec.Pos
	// What is what it is in a few words, Why the reason.
	What, Why string
}

// impossible says why an action cannot be done at a host, nothing where it can.
func impossible(a spec.Action, at session.Host) string {
	switch a.(type) {
	case spec.Login, spec.Submit, spec.Code, spec.Channel, spec.Answers, spec.Resend:
		if at.Link == "" {
			return "it happens in the widget in a browser, for the host does not speak the Link contract (LINK_API_HOST)"
		}
	case spec.Fault, spec.Disarm, spec.Clock, spec.RestartHost:
		if at.Control == "" {
			return "only a sandbox of winkterm on this machine can do it"
		}
	}
	return ""
}
