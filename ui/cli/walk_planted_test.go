package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"winkterm/flow/redact/planted"
)

// TestNoPlantedValueIsInTheTerminalsBytes walks the program at a hostile host, looks at
// what it has recorded, writes a ticket and leaves, and looks for every planted value in
// the bytes that the program has written to its terminal, in the ticket, and in the file
// that the session is recorded in.
func TestNoPlantedValueIsInTheTerminalsBytes(t *testing.T) {
	t.Parallel()
	needTmux(t)
	host, folder := plantedHost(t), t.TempDir()
	program := fmt.Sprintf("env API_KEY='%s' API_SECRET='%s' OPEN_API_HOST=%s/v1 LINK_API_HOST=%[3]s/link/v1 %s", planted.Key, planted.Secret, host, build(t, "winkterm"))
	w := walkingIn(t, folder, program, 150, 45, "--record session.ndjson")
	bytes := filepath.Join(folder, "terminal")
	w.tmux("pipe-pane", "-o", "cat > "+bytes)
	w.keys("C-l")
	w.sees("uses Smile to link")
	w.keys("Enter")
	w.sees("Search")
	w.types("upwork")
	w.sees("Upwork Global")
	w.keys("Enter")
	w.sees("req-planted-1")
	w.keys("Enter")
	w.sees("Log in to Upwork")
	w.types("nobody@work.example")
	w.keys("Tab")
	w.types(planted.Password)
	w.keys("Enter")
	w.sees("INVALID_CREDENTIALS")
	w.rest()
	w.keys("C-n", "Home")
	for range 16 {
		w.keys("Enter", "NPage", "NPage", "Escape")
		w.rest() // for the escape that comes alone
		w.keys("Down")
	}
	w.keys("C-s")
	w.sees("saved winkterm-")
	w.keys("C-c", "C-c")
	w.sees("requestId", "left with 0")

	tickets, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(tickets) != 1 {
		t.Fatalf("the tickets are %q, %v", tickets, err)
	}
	for _, path := range []string{bytes, filepath.Join(folder, "session.ndjson"), tickets[0]} {
		text, err := os.ReadFile(path)
		if err != nil || len(text) < 4_000 {
			t.Fatalf("%s has %d bytes: %v", filepath.Base(path), len(text), err)
		}
		for _, found := range planted.Find(text, planted.Values()...) {
			t.Errorf("in %s: %s", filepath.Base(path), found)
		}
	}
}
