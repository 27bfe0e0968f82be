package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/ui/palette"
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

// toggleFaults opens the palette over whatever shows, or closes it.
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

// askFaults makes a command of a choice and of reading the list, nil for reading
// alone. While a call is under way it waits.
func (a *App) askFaults(c palette.Choice) tea.Cmd {
	f := &a.faults
	if f.asking {
		if f.again = true; c != nil {
			f.next = c
		}
		return nil
	}
	f.asking, f.again, f.next = true, false, nil
	showing, sandbox, user := f.showing, a.Faults, a.state.Session.UserID
	return func() tea.Msg {
		m := faultsMsg{showing: showing, choice: c}
		if m.done, m.err = carryOut(sandbox, c, user); m.err != nil {
			return m
		}
		list, err := sandbox.List()
		m.list, m.read = list, err == nil
		if c == nil {
			m.err = err
		}
		return m
	}
}

// carryOut does a choice at the sandbox; nil is nothing.
func carryOut(sandbox Faults, c palette.Choice, user string) (string, error) {
	switch c := c.(type) {
	case palette.Set:
		c.Fault.When.UserID = of(c.Fault, user)
		return sandbox.Set(c.Fault)
	case palette.Disarm:
		return "", sandbox.Disarm(c.ID)
	case palette.Close:
	}
	return "", nil
}

// of narrows a fault to the session's user, for others may use the same sandbox.
// Requests are not narrowed: not every one tells whose it is.
func of(f wire.Fault, user string) string {
	if !f.Now && strings.HasPrefix(string(f.Name), "http.") {
		return ""
	}
	return user
}

// answered takes what a call brought, and makes the next one that waits.
func (a *App) answered(m faultsMsg) tea.Cmd {
	f := &a.faults
	f.asking = false
	if m.read {
		f.list = m.list
	}
	cmd := a.tell(m)
	if !f.asking && (f.again || f.next != nil) {
		cmd = tea.Batch(cmd, a.askFaults(f.next))
	}
	return cmd
}

// tell shows what came of a call: in the palette that it is for, else in the
// footer. What was set is seen in the header, so the palette closes.
func (a *App) tell(m faultsMsg) tea.Cmd {
	f := &a.faults
	mine := f.open && (m.choice == nil || m.showing == f.showing)
	set, isSet := m.choice.(palette.Set)
	if mine && m.choice != nil {
		f.palette.Done()
	}
	switch {
	case m.err != nil && mine:
		f.palette.Refuse(m.err.Error())
	case m.err != nil && m.choice != nil:
		a.say(m.err.Error(), true)
	case m.err != nil: // nobody looks; the next call asks again
	case isSet:
		f.open = f.open && !mine
		a.say(m.done, false)
		return a.follows(set.Fault)
	case mine && m.read:
		return a.choose(f.palette.Show(m.list))
	}
	return nil
}

// follows goes on after a fault was set: what it did at once shows when the page is
// refreshed, as the user could do; after a reset there is nothing left to refresh.
func (a *App) follows(f wire.Fault) tea.Cmd {
	if f.Now && f.Name != wire.FaultReset {
		return a.intend(flow.Refreshed{})
	}
	return nil
}

// rereadFaults reads the list again when a call of the session may have met what is
// armed.
func (a *App) rereadFaults(fresh []journal.Record) tea.Cmd {
	if len(a.faults.list.Armed) == 0 {
		return nil
	}
	for _, r := range fresh {
		if r.Lane == journal.LaneHTTP {
			return a.askFaults(nil)
		}
	}
	return nil
}

// armed is the header's mark of what is armed, empty for nothing: its name where
// that fits the width, else how many.
func (a *App) armed(width int) string {
	armed, th := a.faults.list.Armed, a.env.Theme
	if len(armed) == 0 {
		return ""
	}
	text := fmt.Sprintf("%d armed", len(armed))
	if name := palette.Called(armed[0].Name); len(armed) == 1 && widget.Width(name)+2 <= width {
		text = widget.Clean(name)
	}
	return th.Warning.Render(th.Symbols.Fault + " " + text)
}
