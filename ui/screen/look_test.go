package screen

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/flow"
)

// loginForm is the login page with so many fields.
func loginForm(fields int) flow.State {
	return with(at(flow.Login), func(s *flow.State) {
		s.Linking.Option = "email"
		o := wire.LoginOption{ID: "email"}
		for i := range fields {
			name := "field " + string(rune('a'+i))
			o.Fields = append(o.Fields, wire.Field{Name: name, Label: name, Hint: "a hint"})
		}
		s.Linking.Form.Options = []wire.LoginOption{o}
	})
}

// Fields have boxes where the page fits with them, and where it would not, none: nothing is
// pushed off the screen for its looks.
func TestBoxesGoBeforeAnythingIsPushedOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fields, height int
		boxed          bool
	}{{2, 19, true}, {2, 16, true}, {2, 13, false}, {4, 19, false}, {4, 40, true}} {
		s := loginForm(c.fields)
		page := For(s, env())
		v := page.View(s, 60, c.height)
		text := ansi.Strip(strings.Join(v.Lines, "\n"))
		if got := strings.Contains(text, "╭ › field a ─"); got != c.boxed || len(v.Lines) > c.height {
			t.Errorf("%d fields in %d lines: boxes %v, %d lines\n%s", c.fields, c.height, got, len(v.Lines), text)
		}
		// A click on any line of a field takes it.
		top := strings.Count(text[:strings.Index(text, "field b")], "\n")
		if v.Click(top + 1); page.form.at != 1 {
			t.Errorf("%d fields in %d lines: a click below the label takes field %d", c.fields, c.height, page.form.at)
		}
	}
}

// A page has one button, which is filled while it is chosen; the chosen one of the others is
// filled as a row. Each has a sign besides.
func TestThePageHasOneButton(t *testing.T) {
	t.Parallel()
	s := at(flow.Consent)
	page := For(s, env())
	th := page.Theme
	before := strings.Join(page.View(s, 60, 20).Lines, "\n")
	if n := strings.Count(before, "[ "); n != 1 || !strings.Contains(before, th.Button.Render("[ Continue ]")) || !strings.Contains(ansi.Strip(before), "› [ Continue ]") {
		t.Errorf("%d buttons:\n%s", n, ansi.Strip(before))
	}
	page.Update(press("down"), s)
	after := strings.Join(page.View(s, 60, 20).Lines, "\n")
	row, _, _ := strings.Cut(th.Selected.Render("› Decline"), "\x1b[m")
	if !strings.Contains(after, th.ButtonOff.Render("[ Continue ]")) || !strings.Contains(after, row) {
		t.Errorf("the button keeps its fill, or the chosen row has none: %q", after)
	}
}

// Where nothing should be done lightly, and where all choices are of one rank, no button
// leads there.
func TestNobodyIsLedToRevoke(t *testing.T) {
	t.Parallel()
	options := with(at(flow.LoginOptions), func(s *flow.State) { s.Linking.Form.Options = []wire.LoginOption{{ID: "email", Label: "Email"}} })
	for _, s := range []flow.State{at(flow.AccountRevoke), at(flow.Accounts), options} {
		if text := drawn(For(s, env()), s); strings.Contains(text, "[ ") {
			t.Errorf("a button:\n%s", text)
		}
	}
	asked := with(at(flow.AccountRevoke), func(s *flow.State) { s.Revocation.Stage = flow.RevokeAsked })
	if text := drawn(For(asked, env()), asked); !strings.Contains(text, "› [ Keep the account ]") {
		t.Errorf("to keep it is no button:\n%s", text)
	}
}

// A page of text is no wider than it can be read, and every line has the width of the page.
func TestATextIsNoWiderThanItCanBeRead(t *testing.T) {
	t.Parallel()
	s := at(flow.Consent)
	for width, margin := range map[int]int{49: 0, 72: 0, 76: 2, 78: 3, 200: 3} {
		for _, line := range For(s, env()).View(s, width, 20).Lines {
			plain := ansi.Strip(line)
			if ansi.StringWidthWc(plain) != width {
				t.Fatalf("in %d columns a line has %d", width, ansi.StringWidthWc(plain))
			}
			if text := strings.TrimRight(plain, " "); ansi.StringWidthWc(text) > margin+textMost || text != "" && !strings.HasPrefix(text, strings.Repeat(" ", margin)) {
				t.Errorf("in %d columns: %q", width, text)
			}
		}
	}
}

// The rows of accounts have their times below each other, and all of what else there is.
func TestEntriesStandInColumns(t *testing.T) {
	t.Parallel()
	s := with(at(flow.Accounts), func(s *flow.State) {
		code := wire.ErrInvalidCredentials
		a, b := linked, linked
		a.CreatedAt = env().Now().AddDate(56, 0, 0)
		b.CreatedAt, b.ProviderID = a.CreatedAt, "a_provider_with_a_long_id"
		b.Connection = wire.Connection{Status: wire.StatusError, ErrorCode: &code}
		s.Linking.Accounts = []wire.Account{a, b}
	})
	for width, want := range map[int]string{49: "\n                  INVALID_CREDENTIALS            \n                  2026-01-01 00:00:00", 60: "\n                  INVALID_CREDENTIALS"} {
		text := ansi.Strip(strings.Join(For(s, env()).View(s, width, 20).Lines, "\n"))
		if !strings.Contains(text, want) || !strings.Contains(text, " a_provider_with_a_long_id") || strings.Count(text, "2026-01-01 00:00:00") != 2 {
			t.Errorf("in %d columns:\n%s", width, text)
		}
	}
}
