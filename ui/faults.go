package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/ui/keymap"
	"winkterm/ui/palette"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// faults is the palette with what the app knows of the sandbox's faults. The
// sandbox is asked when the palette opens, and while something is armed after
// every call of the session, so that the header follows what has triggered.
type faults struct {
	// open says that the palette shows; showing counts its openings, so that the
	// answer to an earlier one closes no later one.
	open    bool
	showing int
	palette palette.Model
	// drawn is the palette as it was drawn after the last message.
	drawn string
	// list is what the sandbox said last.
	list wire.SandboxFaults

	// asking says that a call to the sandbox is under way; there is one at a time.
	// next is what the user chose meanwhile, again says that the list is to be
	// read once more.
	asking bool
	next   palette.Choice
	again  bool
}

// faultsMsg is what a call to the sandbox brought: of a choice, or of reading the
// list alone.
type faultsMsg struct {
	showing int
	choice  palette.Choice
	// done says what came of the choice, err why nothing did; the error of a
	// reading stands there too.
	done string
	err  error
	// list is what the sandbox says after it, if read.
	list wire.SandboxFaults
	read bool
}

// faultHost is whom faults are asked of, and the session's user there.
type faultHost struct {
	Faults
	user string
}

// toggle opens the palette over whatever shows, or closes it. Where there is no
// sandbox the palette says why.
func (f *faults) toggle(s faultHost, why string, keys keymap.Keys) tea.Cmd {
	if f.open {
		f.open = false
		return nil
	}
	f.open, f.showing, f.palette = true, f.showing+1, palette.New(keys)
	if s.Faults == nil {
		f.palette.Off(why)
		return nil
	}
	if len(f.list.Offered) > 0 {
		f.palette.Show(f.list)
	}
	return f.ask(s, nil)
}

// choose does what the user chose in the palette.
func (f *faults) choose(s faultHost, c palette.Choice) tea.Cmd {
	switch c.(type) {
	case palette.Set, palette.Disarm:
		return f.ask(s, c)
	case palette.Close:
		f.open = false
	}
	return nil
}

// ask makes a command of a choice and of reading the list, nil for reading alone.
// While a call is under way it waits.
func (f *faults) ask(s faultHost, c palette.Choice) tea.Cmd {
	if f.asking {
		if f.again = true; c != nil {
			f.next = c
		}
		return nil
	}
	f.asking, f.again, f.next = true, false, nil
	showing := f.showing
	return func() tea.Msg {
		m := faultsMsg{showing: showing, choice: c}
		if m.done, m.err = s.carryOut(c); m.err != nil {
			return m
		}
		list, err := s.List()
		m.list, m.read = list, err == nil
		if c == nil {
			m.err = err
		}
		return m
	}
}

// carryOut does a choice; nil is nothing.
func (s faultHost) carryOut(c palette.Choice) (string, error) {
	switch c := c.(type) {
	case palette.Set:
		c.Fault.When.UserID = s.of(c.Fault)
		return s.Set(c.Fault)
	case palette.Disarm:
		return "", s.Disarm(c.ID)
	case palette.Close:
	}
	return "", nil
}

// of narrows a fault to the session's user, for others may use the same sandbox.
// Requests are not narrowed: not every one tells whose it is.
func (s faultHost) of(f wire.Fault) string {
	if !f.Now && strings.HasPrefix(string(f.Name), "http.") {
		return ""
	}
	return s.user
}

// answered takes what a call brought, and makes the next one that waits. What came of
// the call shows in the palette that it is for, else it is to be said in the footer;
// what was set is seen in the header, so the palette closes.
func (f *faults) answered(s faultHost, m faultsMsg) (say string, cmd tea.Cmd) {
	f.asking = false
	if m.read {
		f.list = m.list
	}
	mine := f.open && (m.choice == nil || m.showing == f.showing)
	if mine && m.choice != nil {
		f.palette.Done()
	}
	switch _, isSet := m.choice.(palette.Set); {
	case m.err != nil && mine:
		f.palette.Refuse(m.err.Error())
	case m.err != nil && m.choice != nil:
		say = m.err.Error()
	case m.err != nil: // nobody looks; the next call asks again
	case isSet:
		f.open = f.open && !mine
		say = m.done
	case mine && m.read:
		cmd = f.choose(s, f.palette.Show(m.list))
	}
	if !f.asking && (f.again || f.next != nil) {
		cmd = tea.Batch(cmd, f.ask(s, f.next))
	}
	return say, cmd
}

// shows says that what was set did something at once, which shows when the page is
// refreshed; after a reset there is nothing left to refresh.
func (m faultsMsg) shows() bool {
	set, ok := m.choice.(palette.Set)
	return ok && m.err == nil && set.Fault.Now && set.Fault.Name != wire.FaultReset
}

// reread reads the list again when a call of the session may have met what is armed.
func (f *faults) reread(s faultHost, fresh []journal.Record) tea.Cmd {
	called := func(r journal.Record) bool { return r.Lane == journal.LaneHTTP }
	if len(f.list.Armed) == 0 || !slices.ContainsFunc(fresh, called) {
		return nil
	}
	return f.ask(s, nil)
}

// armed is the header's mark of what is armed, empty for nothing: its name where that
// fits the width, else how many.
func (f *faults) armed(th theme.Theme, width int) string {
	armed := f.list.Armed
	if len(armed) == 0 {
		return ""
	}
	text := fmt.Sprintf("%d armed", len(armed))
	if name := palette.Called(armed[0].Name); len(armed) == 1 && widget.Width(name)+2 <= width {
		text = widget.Clean(name)
	}
	return th.Warning.Render(th.Symbols.Fault + " " + text)
}

// faultHost is whom the app asks for faults.
func (a *App) faultHost() faultHost { return faultHost{a.Faults, a.state.Session.UserID} }

// answered shows what a call to the sandbox brought.
func (a *App) answered(m faultsMsg) tea.Cmd {
	say, cmd := a.faults.answered(a.faultHost(), m)
	if say != "" {
		level := widget.Success
		if m.err != nil {
			level = widget.Error
		}
		a.say(say, level)
	}
	if m.shows() {
		cmd = tea.Batch(cmd, a.intend(flow.Refreshed{}))
	}
	return cmd
}
