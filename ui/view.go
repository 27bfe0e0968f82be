package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/format"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// View draws the whole window.
func (a *App) View() tea.View {
	return widget.Window("winkterm", a.draw(), theme.PlainTerm(a.Term))
}

func (a *App) draw() string {
	if text, small := widget.TooSmall(a.width, a.height); small {
		return text
	}
	w, h := a.inner()
	body := over(a, rail(a.env.Theme, a.state, w)+"\n"+a.halves(), w, h)
	// What has to be said takes the last lines of what is above it.
	lines, foot := widget.Lines(body), widget.Lines(a.footer(w))
	lines = append(append(lines[:max(len(lines)+1-len(foot), 0)], foot...), a.below...)
	return widget.Frame(a.env.Theme, a.header(), " "+strings.Join(lines, "\n "), a.width, a.height)
}

// over draws the help or the palette over the halves, where one of them is open.
func over(a *App, halves string, w, h int) string {
	th := a.env.Theme
	switch {
	case a.help.Open:
		return a.help.View(th, halves, a.groups(), a.env.Keys, w, h)
	case a.faults.open:
		f := &a.faults
		return f.box.Draw(th, halves, "Faults", keymap.Hints(th, w, f.palette.Help()...), w, h, paletteWidth, paletteHeight,
			func(w, h int) string { return f.palette.View(th, w, h) })
	}
	return halves
}

// boxed says that a box with keys of its own lies over the halves.
func boxed(a *App) bool { return a.help.Boxed() || a.faults.open && a.faults.box.Boxed() }

// halves draws the page and the lanes, or the one that shows.
func (a *App) halves() string {
	l := a.layout()
	page := a.page.scroll.View(a.env.Theme, a.page.drawn.Lines, l.page.width, l.page.height)
	lanes := a.inspector.View(l.records.width, l.records.height, a.focus == records)
	if a.focus == records {
		page = widget.WithoutCursor(page)
	} else {
		lanes = widget.WithoutCursor(lanes)
	}
	switch {
	case l.wide:
		return widget.Join(" "+a.env.Theme.Border.Render(a.env.Theme.Symbols.Side)+" ", page, lanes)
	case a.focus == records:
		return lanes
	}
	return page
}

// header names the mode, what is armed, the host, where logins happen, the user and the
// token's life. In a narrow window the program's own name goes first.
func (a *App) header() string {
	th, width := a.env.Theme, a.width-4
	badges := widget.Mode(th, widget.Clean(a.mode()), a.Production || a.state.Session.Production())
	if armed := a.faults.armed(th, width-widget.Width(widget.Header(th, "", badges, nil, width))); armed.Text != "" {
		badges = append(badges, armed)
	}
	login := "login here"
	if !a.state.Options.Native {
		login = "login in browser"
	}
	facts := []string{widget.Clean(a.Host), login}
	if a.state.Session.UserID != "" {
		facts = append(facts, "user "+widget.Middle(widget.Clean(a.state.Session.UserID), shortID))
	}
	if !a.state.Session.ExpiresAt.IsZero() {
		facts = append(facts, "token "+format.Countdown(a.state.Session.ExpiresAt.Sub(a.Now())))
	}
	name := cmp.Or(a.name, "winkterm")
	if a.width < narrow && a.name == "" {
		name = ""
	}
	return widget.Header(th, name, badges, facts, width)
}

func (a *App) mode() string {
	if mode := a.state.Session.Mode; mode != "" || !a.Production {
		return string(mode)
	}
	return string(wire.ModeProduction)
}

// shortID is how many cells a user's id takes in the header.
const shortID = 15

// rails are the stages of the two paths.
var rails = map[flow.Path][]string{
	flow.PathAccount:   {"Consent", "Provider", "Log in", "Verify", "Connected"},
	flow.PathDocuments: {"Consent", "Documents", "Files", "Analysis", "Done"},
}

// rail shows how far the user has come. Where one waits, the present stage turns.
func rail(th theme.Theme, s flow.State, width int) string {
	if waits(s) {
		th.Symbols.Current = th.Symbols.Wait
	}
	path, done := s.Progress()
	return widget.Rail(th, rails[path], done, width) + "\n" + widget.Fit("", width)
}

// waits says that somebody sits before the screen until something comes.
func waits(s flow.State) bool {
	page, c := s.Page, s.Calls
	return c.Busy() || page == flow.Connecting || page == flow.ArchiveStatus && c.Polling() ||
		page == flow.ProviderList && c.Listing() || page == flow.Data && c.Reading()
}

// footer is the help line, how much is held for the next page, or what was just done.
func (a *App) footer(width int) string {
	if n := a.guard.count(); n > 0 {
		text := fmt.Sprintf("keys typed ahead: %d (a code is kept, all else dropped)", n)
		return widget.Notice(a.env.Theme, widget.Warning, text, width)
	}
	marking := a.focus == records && a.inspector.Marking() // how many are marked stands there
	if a.toast.text != "" && a.Now().Before(a.toast.until) && !marking {
		return widget.Notice(a.env.Theme, a.toast.level, widget.Clean(a.toast.text), width)
	}
	keys := a.keys()
	if !a.lettersFree() {
		keys.Disable(&keys.HelpLetter)
	}
	if boxed(a) {
		return widget.Fit("", width)
	}
	return keys.Short(a.env.Theme, width, a.pageKeys()...)
}

// pageKeys are the keys that do something now.
func (a *App) pageKeys() []key.Binding {
	keys := a.keys()
	switch {
	case a.help.Open:
		return a.help.Help(keys)
	case a.faults.open:
		return a.faults.palette.Help()
	case a.focus == records && a.inspector.Boxed():
		return []key.Binding{keys.Pane, keys.Save, keys.Faults, keys.Close}
	case a.focus == records:
		return append(a.inspector.Help(), keys.Pane, keys.Save, keys.Faults, keys.Close)
	}
	return append(slices.Clone(a.page.drawn.Hints), keys.Pane, keys.Save, keys.Browser, keys.Faults)
}

// keys are those of the help: where there is no sandbox, without its own, and without
// the ticket where none can be written.
func (a *App) keys() keymap.Keys {
	keys := a.env.Keys
	if a.Save == nil {
		keys.Disable(&keys.Save)
	}
	if a.Faults == nil {
		keys.Disable(&keys.Faults, &keys.TriggerNow, &keys.MoreOften, &keys.LessOften, &keys.Disarm)
	}
	return keys
}

func (a *App) groups() []keymap.Group {
	help := a.page.drawn.Hints
	if a.faults.open {
		help = a.faults.palette.Help()
	}
	return a.keys().Groups(help...)
}

// nextTick sets the timer to when the screen next changes by itself.
func (a *App) nextTick() tea.Cmd {
	if a.stepped {
		return nil
	}
	now := a.Now()
	wait := a.staleIn(now)
	if turns(a) {
		_, stands := widget.Spinner(now, false)
		if wait == 0 || stands < wait {
			wait = stands
		}
	}
	return a.tick.Set(now, wait)
}

// turns says that the sign of what is under way turns.
func turns(a *App) bool { return waits(a.state) || a.faults.open && a.faults.asking }

// staleIn is how long what the screen shows stays true, 0 for ever.
func (a *App) staleIn(now time.Time) time.Duration {
	var soonest time.Duration
	consider := func(d time.Duration) {
		if d > 0 && (soonest == 0 || d < soonest) {
			soonest = d
		}
	}
	if !a.state.Session.ExpiresAt.IsZero() {
		consider(format.NextCountdown(a.state.Session.ExpiresAt.Sub(now)))
	}
	consider(a.page.drawn.StaleIn)
	consider(a.inspector.StaleIn(now))
	if a.guard.held != "" {
		consider(a.guard.until.Sub(now))
	}
	if a.toast.text != "" {
		consider(max(a.toast.until.Sub(now), time.Millisecond))
	}
	return soonest
}
