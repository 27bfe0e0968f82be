package cli

import (
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"testing"

	"winkterm/api/wire"
)

// A back end in Node links an account with nothing but what the sandbox prints.
func TestABackEndInNodeLinksAnAccount(t *testing.T) {
	t.Parallel()
	out, end := ranInNode(t, "testdata/backend.mjs")
	var got struct {
		Statuses []wire.ConnectionStatus
		Seen     wire.ConnectionStatus
		Listed   int
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	if n := len(got.Statuses); !slices.Contains(got.Statuses, wire.StatusAwaitingMFA) || got.Statuses[n-1] != wire.StatusConnected ||
		got.Seen != wire.StatusConnected || got.Listed != 1 {
		t.Errorf("the back end saw %s", out)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

// A handler in Node verifies every signature of a linking with faults armed: it finds what
// is signed wrongly, not at all or cut, and gets everything else, these too when they come
// again.
func TestAHandlerInNodeVerifiesEverySignature(t *testing.T) {
	t.Parallel()
	out, end := ranInNode(t, "testdata/webhooks.mjs")
	var got struct {
		Refused                     []string
		Verified, Doubles, Happened int
		Missing, States             []string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	slices.Sort(got.Refused)
	if !slices.Equal(got.Refused, []string{"unsigned", "wrong", "wrong"}) || got.Doubles != 1 || len(got.Missing) != 0 ||
		got.Happened < 10 || got.Verified != got.Happened+1 || !slices.Equal(got.States, []string{wire.DeliveryDelivered}) {
		t.Errorf("the handler saw %s", out)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

// ranInNode runs a script against a sandbox without waits, and gives what it prints.
func ranInNode(t *testing.T, script string) (out []byte, end func() error) {
	t.Helper()
	node, err := exec.LookPath("node")
	switch {
	case err != nil && os.Getenv("CI") != "":
		t.Fatal("node is missing, and CI may not leave this out")
	case err != nil:
		t.Skip("left out: this needs node, which is not on this machine")
	}
	at, end := served(t, nil, "--speed", "0")
	cmd := exec.CommandContext(t.Context(), node, script)
	cmd.Env = []string{
		"OPEN_API_HOST=" + at.OpenAPI, "LINK_API_HOST=" + at.LinkAPI, "SANDBOX_CONTROL=" + at.Control, "API_KEY=" + at.Key, "API_SECRET=" + at.Secret,
	}
	cmd.Stderr = os.Stderr
	out, err = cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out, end
}
