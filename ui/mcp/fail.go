package mcp

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"winkterm/api"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	"winkterm/flow/scenario/derive"
	"winkterm/flow/scenario/spec"
)

// The kinds of failures.
const (
	kindArguments = "invalid_arguments"
	kindStep      = "invalid_step"
	kindUnmet     = "unmet"
	kindNotFound  = "not_found"
	kindHost      = "host"
	kindConfig    = "configuration"
	kindWithheld  = "withheld"
	kindCancelled = "cancelled"
	kindTimedOut  = "timed_out"
	kindFailed    = "failed"
)

// failure is how a tool says what went wrong. It is an error.
type failure struct {
	Kind     string `json:"kind"`
	Message  string `json:"message"`
	WhatToDo string `json:"what_to_do"`
	// Standing is where the session stands whose step failed.
	Standing *standing `json:"standing,omitempty"`
}

func (f *failure) Error() string { return f.Message }

func fail(kind, whatToDo, format string, args ...any) error {
	return &failure{Kind: kind, Message: fmt.Sprintf(format, args...), WhatToDo: whatToDo}
}

// failed is what the client gets of an error.
func (s *server) failed(ctx context.Context, err error) *sdk.CallToolResult {
	f := failureOf(ctx, err)
	r := s.result(answer{text: f.Kind + ": " + f.Message + "\nWhat to do: " + f.WhatToDo, data: f})
	r.IsError = true
	return r
}

func failureOf(ctx context.Context, err error) *failure {
	own, asked := new(failure), new(api.Error)
	link, leak, step := new(derive.LinkError), new(report.LeakError), new(spec.Error)
	kind, what := kindFailed, "try once more; where it stays so, this is for a person"
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		err = fmt.Errorf("the call took more than %s and was ended", callMost)
		kind, what = kindTimedOut, "ask for less at once, such as a shorter time of the clock"
	case ctx.Err() != nil:
		kind, what = kindCancelled, "nothing; a session stands where it was then"
	case errors.As(err, &asked) && asked.Kind == api.KindMissing:
		kind, what = kindNotFound, "check the id, and whether it is of this host; in the sandbox only what a session has made is known"
	case errors.As(err, &asked):
		kind, what = kindHost, asked.Advice()
	case errors.As(err, &link):
		kind, what = kindArguments, "change the argument "+link.Field
	case errors.As(err, &step):
		kind, what = kindStep, "the description of act lists the actions with their arguments, faults the names of faults"
	case errors.As(err, &leak):
		kind, what = kindWithheld, "leave that record alone; records has the others"
	case errors.Is(err, recording.ErrNone), errors.Is(err, fs.ErrNotExist):
		kind, what = kindNotFound, "sessions lists those that there are"
	}
	return &failure{Kind: kind, Message: err.Error(), WhatToDo: what}
}
