package ui

import (
	"maps"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/flow"
)

// A terminal that draws ASCII alone gets nothing else on any page, and every line is
// as long as elsewhere.
func TestEveryPageInASCII(t *testing.T) {
	t.Parallel()
	all := maps.Clone(pages)
	maps.Copy(all, faultPages)
	for name, lead := range all {
		for _, size := range sizes {
			b := lead(newBench(t, native, size.width, size.height))
			b.records()
			b.app.Term = "linux"
			for i, line := range strings.Split(ansi.Strip(b.app.View().Content), "\n") {
				if strings.IndexFunc(line, func(r rune) bool { return r > '~' }) >= 0 || len(line) != size.width {
					t.Errorf("%s: line %d is %q, %d bytes", name, i, line, len(line))
				}
			}
		}
	}
}

// The terminal's cursor stands behind what was typed, in whichever field takes the keys,
// and nowhere else.
func TestTheCursorStandsInTheField(t *testing.T) {
	t.Parallel()
	production := func(b *bench) {
		b.toAccount().host.state.Session.Mode = wire.ModeProduction
		b.app.state = b.host.state
		b.press("x")
	}
	for name, c := range map[string]struct {
		lead   func(*bench)
		behind string
	}{
		"the search":           {func(b *bench) { b.toProviders().press("grab") }, "Search  grab"},
		"wide letters":         {func(b *bench) { b.toProviders().press("日本") }, "Search  日本"},
		"a login":              {func(b *bench) { b.toLogin().press("33") }, "SS number  33"},
		"a password":           {func(b *bench) { b.toLogin().press("33", "tab", "abc") }, "Password   •••"},
		"in the middle":        {func(b *bench) { b.toLogin().press("33", "left") }, "SS number  3"},
		"a code":               {func(b *bench) { b.toMFA(otp(4)).press("12") }, "Verification code  12"},
		"an answer":            {func(b *bench) { pages["mfa-questions"](b).press("M") }, "City of birth  M"},
		"a path":               {func(b *bench) { b.toPicker(0).press("/tmp") }, "Path  /tmp"},
		"an id":                {func(b *bench) { production(b); b.press("a-1") }, "Account id  a-1"},
		"the filter":           {func(b *bench) { b.toLogin().press("ctrl+n", "/", "http") }, "http"},
		"the palette":          {func(b *bench) { b.faulty(); b.toLogin().does("ctrl+f", "al") }, "Fault  al"},
		"a page of buttons":    {func(b *bench) { b.toConsent() }, ""},
		"the lanes":            {func(b *bench) { b.toLogin().press("ctrl+n") }, ""},
		"the help":             {func(b *bench) { b.toLogin().press("f1") }, ""},
		"a list to choose":     {func(b *bench) { pages["mfa-choice"](b) }, ""},
		"a window too small":   {func(b *bench) { b.toLogin(); b.send(tea.WindowSizeMsg{Width: 20, Height: 5}) }, ""},
		"a login in a browser": {func(b *bench) { pages["login-browser"](b) }, ""},
	} {
		b := newBench(t, native, 120, 40)
		c.lead(b)
		v := b.app.View()
		if (v.Cursor != nil) != (c.behind != "") {
			t.Errorf("%s: the cursor is %v", name, v.Cursor)
			continue
		}
		if v.Cursor == nil {
			continue
		}
		lines, behind := strings.Split(ansi.Strip(v.Content), "\n"), c.behind
		label, typed, _ := strings.Cut(behind, "  ")
		if strings.Contains(lines[v.Cursor.Y-1], "╭ › "+label+" ─") { // in a box with its label
			behind = "│ " + strings.TrimSpace(typed)
		}
		if before := ansi.Truncate(lines[v.Cursor.Y], v.Cursor.X, ""); !strings.HasSuffix(before, behind) {
			t.Errorf("%s: the cursor stands behind %q", name, before)
		}
	}
}

// A wide window shows two fields at once; the cursor is in the one that takes the keys.
func TestTheCursorGoesWithTheFocus(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.press("33", "ctrl+n", "/", "http")
	if x := b.app.View().Cursor.X; x < b.app.layout().records.left {
		t.Errorf("the cursor is at %d, in the page", x)
	}
	b.press("ctrl+n")
	if x := b.app.View().Cursor.X; x >= b.app.layout().records.left {
		t.Errorf("the cursor is at %d, in the lanes", x)
	}
	b.on(flow.Login)
}

// Where both halves show, the one that does not take the keys has no sign of the focus.
func TestThePageRestsWhileTheLanesTakeTheKeys(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toLogin()
	b.shows("╭ › ")
	b.press("ctrl+n")
	for _, line := range strings.Split(b.screen(), "\n") {
		if page, _, _ := strings.Cut(line, " │ "); strings.Contains(page, "›") {
			t.Errorf("the page shows the focus: %q", page)
		}
	}
	b.press("ctrl+n")
	b.shows("╭ › ")
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	b.press("ctrl+n", "ctrl+n")
	b.shows("╭ › ")
}
