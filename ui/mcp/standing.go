package mcp

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// standing is where a session stands, and what has happened since the last answer.
type standing struct {
	// Reached says of a link that it is as wanted.
	Reached *bool  `json:"reached,omitempty"`
	Session string `json:"session"`
	Page    string `json:"page"`
	Notice  string `json:"notice,omitempty"`
	// Invalid says what is wrong with fields of the page.
	Invalid    []string `json:"invalid,omitempty"`
	UserID     string   `json:"user_id,omitempty"`
	ProviderID string   `json:"provider_id,omitempty"`
	AccountID  string   `json:"account_id,omitempty"`
	ArchiveID  string   `json:"archive_id,omitempty"`
	// Status is the last one of the account or archive, WhoActs what to do about its error.
	Status    string `json:"status,omitempty"`
	ErrorCode string `json:"error_code,omitempty"`
	WhoActs   string `json:"who_acts,omitempty"`
	// AsksFor is what the page wants, Actions are those that belong to it.
	AsksFor  string   `json:"asks_for,omitempty"`
	Actions  []string `json:"actions"`
	Clock    string   `json:"clock"`
	Happened []string `json:"happened"`
	more
}

// happenedMost is how many records an answer has of what has happened.
const happenedMost = 40

// stands says where a session stands.
func (l *live) stands() *standing {
	state, out := l.play.Session().State(), l.play.Outcome()
	facts := recording.FactsOf(out.Header, sinceReset(out.Records)...)
	last, actions := facts.Last("").Status(), []string{}
	for _, a := range spec.Actions() {
		if slices.Contains(a.Pages, spec.Page(state.Page.String())) {
			actions = append(actions, a.Name)
		}
	}
	s := &standing{
		Session: l.id, Page: state.Page.String(), Notice: state.Notice.Text,
		UserID: latest(facts.IDs(recording.KindUser)), ProviderID: facts.Provider,
		AccountID: latest(facts.IDs(recording.KindAccount)), ArchiveID: latest(facts.IDs(recording.KindArchive)),
		Status: last.To, ErrorCode: last.ErrorCode, AsksFor: asksFor(state), Actions: actions,
		Clock: since(l.play.Session().Clock().Now().Sub(out.Began)), Happened: []string{},
	}
	for _, field := range slices.Sorted(maps.Keys(state.Linking.Invalid)) {
		s.Invalid = append(s.Invalid, "the field "+field+" is refused, "+state.Linking.Invalid[field])
	}
	if state.Page == flow.Problem {
		s.Notice = state.Calls.Failed.Failure.Summary() + ". " + state.Calls.Failed.Failure.Advice
	}
	if e, ok := assets.Explain(cmp.Or(s.ErrorCode, "-")); ok {
		s.WhoActs = e.Title + ". " + e.WhoActs
	}
	for _, r := range out.Records[l.seen:] {
		if happened(r) {
			s.Happened = append(s.Happened, fmt.Sprintf("%d %s %s %s", r.Seq, since(r.At.Sub(out.Began)), r.Lane, r.Line()))
		}
	}
	if n := len(s.Happened) - happenedMost; n > 0 {
		s.Happened, s.more = s.Happened[n:], more{true, "records has what happened before"}
	}
	l.seen = len(out.Records)
	return s
}

// since is a time since the start, with so few digits that it is taken for no telephone
// number.
func since(d time.Duration) string { return "+" + d.Round(time.Millisecond).String() }

// sinceReset are the records since the sandbox was started over: what was before is gone.
func sinceReset(records []journal.Record) []journal.Record {
	for i, r := range slices.Backward(records) {
		if n, ok := r.Data.(journal.Note); ok && n.Fault != nil && n.Fault.Did == journal.Triggered && n.Fault.Name == wire.FaultReset {
			return records[i:]
		}
	}
	return records
}

// happened says of a record that it is no call and no snapshot.
func happened(r journal.Record) bool { return r.Lane != journal.LaneHTTP && r.Line() != "" }

func latest(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[len(ids)-1]
}

// asksFor says what the page wants to have typed or chosen.
func asksFor(s flow.State) string {
	c := s.Linking.Challenge
	switch options, fields := s.Linking.Form.Options, s.Fields(); {
	case s.Page == flow.LoginOptions:
		return "option: " + strings.Join(named(options, func(o wire.LoginOption) string { return o.ID }), ", ")
	case s.Page == flow.MFA && c.Kind == wire.MFAChoice:
		return "channel: " + strings.Join(named(c.Choices, func(o wire.ChannelChoice) string { return o.ID }), ", ")
	case s.Page == flow.MFA && c.Kind == wire.MFAQuestions:
		return "answers: " + strings.Join(named(c.Questions, func(q wire.Question) string { return q.ID }), ", ")
	case s.Page == flow.MFA:
		return fmt.Sprintf("code of %d digits, %d attempts left", c.Length, c.AttemptsLeft)
	case len(fields) > 0:
		return "fields: " + strings.Join(named(fields, func(f wire.Field) string { return f.Name }), ", ")
	}
	return ""
}

// answer is where a session stands as the answer of a tool.
func (l *live) answer() answer {
	s := l.stands()
	return answer{text: s.text(), data: s}
}

// text is a standing in a few words.
func (s *standing) text() string {
	text := fmt.Sprintf("session %s on %s", s.Session, s.Page)
	for _, p := range [][2]string{{"account", s.AccountID}, {"archive", s.ArchiveID}, {"at", s.ProviderID}, {"status", s.Status}, {"error", s.ErrorCode}} {
		if p[1] != "" {
			text += ", " + p[0] + " " + p[1]
		}
	}
	for _, why := range s.Invalid {
		text += "\n" + why
	}
	return strings.TrimRight(text+"\n"+strings.TrimSpace(s.Notice+"\n"+s.WhoActs), "\n")
}

// rests says that nothing more comes by itself soon: the user is asked for something, or it
// is over.
func rests(s flow.State) bool {
	return s.Page != flow.Start && s.Page != flow.Connecting && !s.Calls.Busy() && !s.Calls.Sending() &&
		(s.Page != flow.ArchiveStatus || !s.Documents.Analysing())
}

// do does steps, each as a scenario does, and lets time pass until something is so, or not
// at all where that is nil.
func (l *live) do(c *call, until func(flow.State) bool, steps ...spec.Step) error {
	for _, step := range steps {
		if err := l.play.Step(c.ctx, step); err != nil {
			return l.unmet(c, err)
		}
	}
	if until == nil {
		return nil
	}
	return l.until(c, play.WaitDefault, until)
}

// until lets time pass until something is so, at most so much.
func (l *live) until(c *call, most time.Duration, is func(flow.State) bool) error {
	_, err := l.play.Until(c.ctx, most, is)
	if gone := c.gone(l.id); err != nil && gone != nil { // meanwhile
		return gone
	}
	return err
}

// unmet says why a step was not done, and where the session stands.
func (l *live) unmet(c *call, err error) error {
	if c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	if gone := c.gone(l.id); gone != nil { // meanwhile
		return gone
	}
	_, f := l.play.Failure(err)
	now := l.stands()
	return &failure{
		Kind: kindUnmet, Message: strings.TrimPrefix(f.Step+": "+f.Why(), ": "), Standing: now,
		WhatToDo: fmt.Sprintf("the session stands on %s; its actions are %s, and those that every page has; screen shows it", now.Page, strings.Join(now.Actions, ", ")),
	}
}
