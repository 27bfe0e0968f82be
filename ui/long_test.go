package ui

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// long makes the values of a page longer than they usually are.
var long = strings.NewReplacer(
	"a-17bb4c02", "a-17bb4c02-95cd-4a71-8f00-c01dd0e5a1f3-a17bb4c0",
	"ar-5c1d90e2", "ar-5c1d90e2-11ee-4b62-9a01-77aa01b2c3d4-ar5c1d90",
	"tenant-9f2c7a60", "tenant-9f2c7a60aa11bb22cc33dd44ee55ff66-9f2c7a60",
	"req-77", "req-77aa8b9c0d1e2f30415263748596a7b8c9d0e1f2a3b4-77",
	"payslip-george.pdf", "payslip-of-george-for-the-second-half-of-march-2026-george.pdf",
	"SERVER_UNAVAILABLE", "SERVER_UNAVAILABLE_FOR_LONGER_THAN_ANYBODY_THOUGHT",
	"ACCOUNT_LOCKED", "ACCOUNT_LOCKED_BY_WHOEVER_LOCKS_ACCOUNTS_THESE_DAYS",
	"EXPIRED_CREDENTIALS", "EXPIRED_CREDENTIALS_WHICH_WERE_GOOD_FOR_A_YEAR_NOW",
	"the server is in trouble", "the server is in trouble, and so is whoever waits for what it has to say about this user",
	"POST /users", "POST /users/of-a-tenant-with-a-long-name/and-more-of-them/users",
)

// values are what must not be cut: ids, codes, statuses, keys.
var values = regexp.MustCompile(`\b(?:a-17bb|ar-5c|tenant-9f|req-77)[-0-9a-f]+|[A-Z]{3,}_[A-Z_]+[A-Z]|\b(?:CONNECTED|ERROR|ANALYZED|UNSUPPORTED|PENDING|STARTED|DISCONNECTED|REVOKED)\b|ctrl\+[a-z]|\btrouble\b|\bthis user\b|right now|for this key|choose from the list|PNG or JPEG|by the API|\b[0-9]+ left\b`)

// said is what the page says in so many columns, however far one has to scroll for it.
func (b *bench) said(width int) string {
	return ansi.Strip(strings.Join(b.app.page.View(b.app.state, width, 100).Lines, "\n"))
}

// whole says whether a page has a value: an id may lack its middle.
func whole(page, value string) bool {
	page, value = strings.Join(strings.Fields(page), ""), strings.ReplaceAll(value, " ", "")
	if strings.Contains(page, value) {
		return true
	}
	_, rest, ok := strings.Cut(page, value[:min(8, len(value))])
	return ok && strings.Contains(value, "-") && strings.Contains(rest, "…") && strings.Contains(rest, value[len(value)-4:])
}

// In a small window as well, no id, code, status or key of a page is cut: it wraps, or
// an id lacks its middle.
func TestNothingThatMattersIsCut(t *testing.T) {
	t.Parallel()
	for name, lead := range pages {
		b := lead(newBench(t, native, 120, 40))
		text, err := json.Marshal(b.host.state)
		if err != nil {
			t.Fatal(err)
		}
		var state flow.State
		if err := json.Unmarshal([]byte(long.Replace(string(text))), &state); err != nil {
			t.Fatal(err)
		}
		b.host.state = state
		b.send(changedMsg{})
		for _, size := range sizes {
			b.send(tea.WindowSizeMsg{Width: size.width, Height: size.height})
			narrow := b.said(b.app.layout().page.width)
			for _, value := range values.FindAllString(b.said(400), -1) {
				if !whole(narrow, value) {
					t.Errorf("%s at %dx%d: %q is cut:\n%s", name, size.width, size.height, value, narrow)
				}
			}
		}
	}
}

// What the footer has to say is whole, over the lines above it.
func TestWhatTheFooterSaysIsWhole(t *testing.T) {
	t.Parallel()
	for _, size := range sizes {
		b := newBench(t, native, size.width, size.height).toConsent()
		b.app.say("the sandbox refuses: "+strings.Repeat("nobody has logged in yet, ", 4)+"so there is none to lock", widget.Error)
		lines := strings.Split(b.screen(), "\n")
		if len(lines) != size.height || !whole(strings.ReplaceAll(b.screen(), "│", ""), "so there is none to lock") {
			t.Errorf("%d lines:\n%s", len(lines), b.screen())
		}
	}
}
