package palette

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/ui/keymap"
	"winkterm/ui/widget"
)

// Model is the palette, from when it is opened until it is closed.
type Model struct {
	keys  keymap.Keys
	input widget.Input
	list  widget.List
	// height is how many rows showed last, from the line first on.
	height, first int
	rows          []row
	// found is how many of the rows are on offer.
	found int

	faults wire.SandboxFaults
	// off says why there are none.
	off string
	// loaded says that the list has come, or cannot come.
	loaded bool
	// busy says that what was chosen is being done.
	busy bool
	// refusal is what the sandbox said no with, or the palette itself.
	refusal string
	// frequency is which of the frequencies is chosen.
	frequency int
	// pending is an enter that came before the list, to be answered with it.
	pending tea.KeyPressMsg
}

// New makes a palette that waits to be shown what is on offer.
func New(keys keymap.Keys) Model {
	m := Model{keys: keys, input: widget.Input{Label: "Fault", Limit: queryLimit}, height: undrawn}
	m.input.Focus()
	return m
}

// queryLimit is the longest query in characters, undrawn the height before there is one.
const (
	queryLimit = 60
	undrawn    = 1000
)

// Off says why there are no faults.
func (m *Model) Off(why string) { m.off, m.loaded = why, true }

// Show takes what is on offer and armed now. An enter that was waiting for it is
// answered.
func (m *Model) Show(f wire.SandboxFaults) Choice {
	first := len(m.rows) == 0
	m.faults, m.loaded = f, true
	m.arrange()
	if first {
		m.home()
	}
	if m.pending.Code == 0 {
		return nil
	}
	press := m.pending
	m.pending = tea.KeyPressMsg{}
	return m.press(press)
}

// Done says that what the user chose was done, or refused.
func (m *Model) Done() { m.busy = false }

// Refuse says why the sandbox did not do what was asked of it.
func (m *Model) Refuse(why string) {
	m.refusal, m.loaded, m.pending = why, true, tea.KeyPressMsg{}
}

// waiting says what the palette waits for, if it does.
func (m *Model) waiting() bool { return !m.loaded || m.busy }
