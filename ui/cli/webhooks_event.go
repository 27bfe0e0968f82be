package cli

import (
	"crypto/rand"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/tidwall/gjson"
	"github.com/tidwall/sjson"

	"winkterm/api/sandbox"
	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/flow/webhook/example"
)

const secretEnvUsage = "the variable of the environment that has the webhook's secret: its `NAME`; without it the secret is that of the sandbox in the binary"

// webhookSecret is the secret in a variable of the environment, or that of the sandbox in
// the binary where no name is given. What was given is not repeated, for it may be the
// secret itself.
func webhookSecret(s Streams, name string) (wire.Secret, error) {
	if name == "" {
		return sandbox.ReceiveSecret, nil
	}
	if s.env(name) == "" {
		return "", usage("--secret-env names a variable of the environment, and there is none of that name, or it is empty: set it, and give its name, not the secret")
	}
	return wire.Secret(s.env(name)), nil
}

// eventType is the type of a name, in capital letters or not, among those that there are.
func eventType(name string, types []wire.WebhookEventType) (wire.WebhookEventType, error) {
	nearest, changes := fault.Nearest(name, texts(types))
	if changes > 0 {
		return "", usage("there is no event type %q; the nearest is %s", name, nearest)
	}
	return wire.WebhookEventType(nearest), nil
}

// newEventID is an id that no other event has.
func newEventID() string { return "et-" + strings.ToLower(rand.Text()) }

// fieldPath is the path of a field: sjson leaves the event as it is for some of the others.
var fieldPath = regexp.MustCompile(`^\w+(\.(\w+|-1))*$`)

// eventBody is the body of an event in which fields have other values: path=value.
func eventBody(e wire.Event, assignments []string) ([]byte, error) {
	body, err := json.Marshal(e)
	for _, assignment := range assignments {
		path, value, found := strings.Cut(assignment, "=")
		switch {
		case !found:
			return nil, usage("--set wants a path and a value, such as data.accountId=a-1")
		case !fieldPath.MatchString(path):
			err = strconv.ErrSyntax
		case json.Valid([]byte(value)) && gjson.GetBytes(body, path).Type != gjson.String:
			body, err = sjson.SetRawBytes(body, path, []byte(value))
		default:
			body, err = sjson.SetBytes(body, path, value)
		}
		if err != nil {
			return nil, usage("--set: %q is no path in the event; write one such as data.accountId or data.providers.0", path)
		}
	}
	return body, err
}

// completeEventTypes completes a type of webhooks.
func completeEventTypes(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return texts(wire.WebhookEventTypes()), cobra.ShellCompDirectiveNoFileComp
}

// completeSend completes the type; the address is the user's own.
func completeSend(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return texts(example.Types()), cobra.ShellCompDirectiveNoFileComp
}
