package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/flow"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
	"winkterm/ui/files"
	"winkterm/ui/files/query"
	"winkterm/ui/widget"
)

// embedded is the target that is the sandbox in the binary.
const embedded = "embedded"

// player gives how scenarios are played at the target, or says which of them cannot be.
func (f *runFlags) player(ctx context.Context, s Streams, list []*spec.Scenario) (player, error) {
	if s.player != nil {
		return s.player, nil
	}
	at, err := f.host(ctx, s)
	if err != nil {
		return nil, err
	}
	if at.OpenAPI != "" {
		if err := impossible(at, list); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, sc *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome {
		return plays.Run(ctx, sc, plays.Config{
			Host: at, File: ownFile, OpenFile: files.Open, Step: step, Timeout: f.suite.Each, Attempt: attempt,
			NoSnapshots: f.record == "" && f.reports.require == "" && len(f.reports.outputs()) == 0, // the coverage is read off them too
		})
	}, nil
}

// host is the target, the zero value for the sandbox in the binary. Production is none.
func (f *runFlags) host(ctx context.Context, s Streams) (session.Host, error) {
	switch f.target {
	case embedded:
		return session.Host{}, nil
	case "":
		return session.Host{}, usage("--target is empty: give the URL of a host, or %s", embedded)
	}
	values, err := settings(ctx, s, false)
	if err != nil {
		return session.Host{}, err
	}
	values.values[envOpenHost], values.fromFile[envOpenHost] = f.target, false
	if host.Production(f.target) {
		return session.Host{}, usage("--target is Smile's production, where calls may be billed and people are real: scenarios are not played there")
	}
	if values.values[envKey] == "" || values.values[envSecret] == "" {
		return session.Host{}, usage("--target wants both %s and %s in the environment or .env; without it, scenarios are played on the sandbox in the binary", envKey, envSecret)
	}
	at, err := chooseHost(values, flags{hostFromFile: f.hostFromFile, login: "auto"})
	if err != nil {
		return at, err
	}
	at.OpenAPIName = "--target"
	if _, err := api.New(api.Config{BaseURL: at.OpenAPI, BaseURLName: at.OpenAPIName, Key: at.Key, Secret: at.Secret}); err != nil {
		return at, usageError{err}
	}
	return at, nil
}

// impossible names what cannot be played at a host: steps of the browser or of a sandbox,
// and what only the sandbox in the binary takes.
func impossible(at session.Host, list []*spec.Scenario) error {
	var all []error
	add := func(pos spec.Pos, format string, args ...any) {
		all = append(all, &spec.Error{Pos: pos, Text: fmt.Sprintf(format, args...)})
	}
	for _, s := range list {
		if len(s.People) > 0 || len(s.Data.Kinds) > 0 || s.Data.Gap.Months > 0 {
			add(s.Pos, "%q brings people or data of its own, which only the sandbox in the binary takes", s.Name)
		}
		if at.Control == "" && len(s.Faults) > 0 {
			add(s.Pos, "%q arms faults, which only a sandbox of winkterm on this machine has", s.Name)
		}
		for _, no := range plays.Unplayable(s, at) {
			add(no.Pos, "%s cannot be done there: %s", no.What, no.Why)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return cleanLines(usage("nothing was played at %s:\n%w", at.OpenAPI, errors.Join(all...)))
}

// ownFile is a file of the user's, whose path is seen from the scenario's.
func ownFile(scenario, path string) (flow.File, error) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(scenario), path)
	}
	checked, ok := files.Answer(query.Check{Path: path}).(query.Checked)
	if !ok || len(checked.Found) == 0 {
		return flow.File{}, fmt.Errorf("%s is a folder", path)
	}
	return checked.Found[0].File, checked.Found[0].Err
}

// cleanLines is an error of several lines whose text may hold what stands in files.
func cleanLines(err error) error { return cleanedLines{err} }

type cleanedLines struct{ error }

func (c cleanedLines) Error() string { return widget.CleanLines(c.error.Error()) }
func (c cleanedLines) Unwrap() error { return c.error }
