package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
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
	box     widget.Dialog
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
	// list is what the sandbox says after it, nil if it was not read.
	list *wire.SandboxFaults
}

// toggleFaults opens the palette over whatever shows, or closes it. Where there is no
// sandbox the palette says why.
func (a *App) toggleFaults() tea.Cmd {
	f := &a.faults
	if f.open {
		f.open = false
		return nil
	}
	f.open, f.showing, f.palette = true, f.showing+1, palette.New(a.env.Keys)
	if a.Faults == nil {
		f.palette.Off(a.NoFaults)
		return nil
	}
	if len(f.list.Offered) > 0 {
		f.palette.Show(f.list)
	}
	return a.askFaults(nil)
}

// choose does what the user chose in the palette.
func (a *App) choose(c palette.Choice) tea.Cmd {
	switch c.(type) {
	case palette.Set, palette.Disarm:
		return a.askFaults(c)
	case palette.Close:
		a.faults.open = false
	}
	return nil
}

// askFaults makes a command of a choice and of reading the list, nil for reading alone.
// While a call is under way it waits.
func (a *App) askFaults(c palette.Choice) tea.Cmd {
	f := &a.faults
	if f.asking {
		if f.again = true; c != nil {
			f.next = c
		}
		return nil
	}
	f.asking, f.again, f.next = true, false, nil
	m, host, user := faultsMsg{showing: f.showing, choice: c}, a.Faults, a.state.Session.UserID
	return func() tea.Msg {
		if m.done, m.err = carryOut(host, c, user); m.err != nil {
			return m
		}
		if list, err := host.List(); err == nil {
			m.list = &list
		} else if c == nil {
			m.err = err
		}
		return m
	}
}

// carryOut does a choice; nil is nothing. A fault is for the session's user, as others
// may use the same sandbox, but one of requests is for all: not every request says
// whose it is.
func carryOut(host Faults, c palette.Choice, user string) (string, error) {
	switch c := c.(type) {
	case palette.Set:
		if c.Fault.Now || !strings.HasPrefix(string(c.Fault.Name), "http.") {
			c.Fault.When.UserID = user
		}
		return host.Set(c.Fault)
	case palette.Disarm:
		return "", host.Disarm(c.ID)
	case palette.Close:
	}
	return "", nil
}

// answered takes what a call brought, and makes the next one that waits. What came of
// the call shows in the palette that it is for, else in the footer; what was set is
// seen in the header, so the palette closes.
func (a *App) answered(m faultsMsg) (cmd tea.Cmd) {
	f := &a.faults
	f.asking = false
	if m.list != nil {
		f.list = *m.list
	}
	mine := f.open && (m.choice == nil || m.showing == f.showing)
	if mine && m.choice != nil {
		f.palette.Done()
	}
	switch set, isSet := m.choice.(palette.Set); {
	case m.err != nil && mine:
		f.palette.Refuse(m.err.Error())
	case m.err != nil && m.choice != nil:
		a.say(m.err.Error(), widget.Error)
	case m.err != nil: // nobody looks; the next call asks again
	case isSet:
		f.open = f.open && !mine
		a.say(m.done, widget.Success)
		if set.Fault.Now && set.Fault.Name != wire.FaultReset {
			cmd = a.intend(flow.Refreshed{}) // so that it shows
		}
	case mine && m.list != nil:
		cmd = a.choose(f.palette.Show(*m.list))
	}
	if f.again && !f.asking {
		cmd = tea.Batch(cmd, a.askFaults(f.next))
	}
	return cmd
}

// reread reads the list again when a call of the session may have met what is armed.
func (a *App) reread(fresh []journal.Record) tea.Cmd {
	called := func(r journal.Record) bool { return r.Lane == journal.LaneHTTP }
	if len(a.faults.list.Armed) == 0 || !slices.ContainsFunc(fresh, called) {
		return nil
	}
	return a.askFaults(nil)
}

// The cells that the palette has at most.
const paletteWidth, paletteHeight = 100, 30

// armed is the badge of what is armed, empty for nothing: its name where that fits the
// width, else how many.
func (f *faults) armed(th theme.Theme, width int) widget.Badge {
	armed := f.list.Armed
	if len(armed) == 0 {
		return widget.Badge{}
	}
	text := fmt.Sprintf("%d armed", len(armed))
	if name := palette.Called(armed[0].Name); len(armed) == 1 && widget.Width(name)+armedMargin <= width {
		text = widget.Clean(name)
	}
	return widget.Badge{Role: th.BadgeFault, Text: th.Symbols.Fault + " " + text}
}

// armedMargin is how many cells a badge of a fault has beside its name: the gap before it,
// its ends, its sign with a blank.
const armedMargin = 5
