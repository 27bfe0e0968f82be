package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A ticket is written by ctrl+s, which no terminal keeps for itself; when the screen is
// closed the main one says how it ended and how to look again.
func TestACaseIsHandedOverFromTheWizard(t *testing.T) {
	t.Parallel()
	needTmux(t)
	dir := t.TempDir()
	program := "XDG_STATE_HOME=" + filepath.Join(dir, "state") + " sh -c 'cd " + dir + "; exec \"$@\"' sh " + build(t, "winkterm")
	w := walking(t, program, 80, 24, "--provider sss_ph --no-consent --speed 0")
	w.sees("try George")
	w.types("3300000008")
	w.keys("Tab")
	w.types("error_ACCOUNT_LOCKED")
	w.keys("C-s") // in a field, too
	w.sees("saved winkterm-", "-Login.md; ")
	w.keys("Enter")
	w.sees("ACCOUNT_LOCKED", "What happened")
	w.rest()
	w.keys("C-s")
	w.sees("-ACCOUNT_LOCKED.md; ")
	w.types("x")
	w.sees("The widget is closed")
	w.types("q")
	screen := w.sees("winkterm: ERROR ACCOUNT_LOCKED, closed at ConnectError", "user        tenant-", "ERROR ACCOUNT_LOCKED sss_ph", "look again  winkterm replay ", "left with 0")
	if strings.ContainsAny(screen, "╭│") {
		t.Errorf("the other screen is still there:\n%s", screen)
	}
	tickets, err := filepath.Glob(filepath.Join(dir, "winkterm-*-ACCOUNT_LOCKED.md"))
	if err != nil || len(tickets) != 1 {
		t.Fatal(tickets, err)
	}
	ticket, err := os.ReadFile(tickets[0])
	if err != nil || !strings.Contains(string(ticket), "`ACCOUNT_LOCKED`") || strings.Contains(string(ticket), "error_ACCOUNT") {
		t.Errorf("%v\n%s", err, ticket)
	}
}
