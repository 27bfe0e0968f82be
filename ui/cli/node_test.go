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
	node, err := exec.LookPath("node")
	switch {
	case err != nil && os.Getenv("CI") != "":
		t.Fatal("node is missing, and CI may not leave this out")
	case err != nil:
		t.Skip("left out: this needs node, which is not on this machine")
	}
	at, end := served(t, nil, "--speed", "0")
	cmd := exec.CommandContext(t.Context(), node, "testdata/backend.mjs")
	cmd.Env = []string{"OPEN_API_HOST=" + at.OpenAPI, "LINK_API_HOST=" + at.LinkAPI, "API_KEY=" + at.Key, "API_SECRET=" + at.Secret}
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
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
