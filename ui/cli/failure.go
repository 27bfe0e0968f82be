package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"winkterm/api"
)

// failureKinds name the exit codes for programs, and say what to do where the error itself
// does not.
var failureKinds = map[int]struct{ kind, todo string }{
	ExitFailed:      {"failed", "the message says what failed; winkterm doctor checks what winkterm needs"},
	ExitUsage:       {"usage", "correct the command line or the configuration as the message says; --help has the flags"},
	ExitAssertion:   {"unmet", "something came that was not awaited: winkterm explain CODE says what a code means"},
	ExitNetwork:     {"host", "check OPEN_API_HOST and the network, then try again; winkterm doctor looks for the cause"},
	ExitRefused:     {"key", "set API_KEY and API_SECRET to a pair of that host's mode; winkterm doctor checks them"},
	ExitTimedOut:    {"time", "try again, with a longer --timeout where the command has one"},
	ExitInterrupted: {"interrupted", "run it again"},
}

// failureLine is the error of a command as programs read it.
type failureLine struct {
	// Kind is one of failureKinds, or "command" where a command of the user's own failed.
	Kind    string `json:"kind"`
	Message string `json:"message"`
	// ToDo says what to do.
	ToDo     string `json:"whatToDo"`
	ExitCode int    `json:"exitCode"`
	// RequestID is the host's, which its support asks for.
	RequestID string `json:"requestId,omitempty"`
}

func failureOf(err error) failureLine {
	code := exitCode(err)
	named, ok := failureKinds[code]
	if command := new(commandError); errors.As(err, &command) || !ok {
		named.kind, named.todo = "command", "the command that was run ended with this exit code: look at what it wrote"
	}
	line := failureLine{Kind: named.kind, Message: err.Error(), ToDo: named.todo, ExitCode: code}
	if answered := new(api.Error); errors.As(err, &answered) {
		line.ToDo, line.RequestID = answered.Advice(), answered.RequestID
	}
	if unfit := new(setupError); errors.As(err, &unfit) {
		line.ToDo = unfit.mends()
	}
	return line
}

// printFailure writes the error that ends a command: a line of text, or where JSON is wanted
// one object.
func printFailure(to io.Writer, cmd *cobra.Command, args []string, err error) {
	if wantsJSON(cmd, args) {
		_ = json.NewEncoder(to).Encode(failureOf(err)) // texts and a number
		return
	}
	fmt.Fprintf(to, "winkterm: %v\n", err)
}

// wantsJSON says whether a command line asks for JSON, also one that is wrong otherwise.
func wantsJSON(cmd *cobra.Command, args []string) bool {
	if own := cmd.Flags().Lookup("json"); own != nil && own.Value.Type() != "bool" {
		return false // the name of a file
	}
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--json") || slices.Contains(args, "--json=true")
}
