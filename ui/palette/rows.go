package palette

import (
	"fmt"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/ui/widget"
)

// rowKind says what a row of the list is.
type rowKind uint8

const (
	headingRow rowKind = iota // cannot be chosen
	armedRow
	offeredRow
)

// row is one line of the list.
type row struct {
	kind rowKind
	// text is a heading.
	text string
	// fault is armed, on offer is what it is of or what can be armed.
	fault   wire.Fault
	offered wire.FaultKind
}

// arrange makes the rows anew: what is armed, then what is on offer, as far as
// it fits the query.
func (m *Model) arrange() {
	m.rows = nil
	for _, f := range m.faults.Armed {
		k := m.kindOf(f.Name)
		if len(find([]wire.FaultKind{k}, m.input.Value())) > 0 {
			m.rows = append(m.rows, row{kind: armedRow, fault: f, offered: k})
		}
	}
	if len(m.rows) > 0 {
		m.rows = slices.Insert(m.rows, 0, row{text: "armed"})
	}
	found := find(m.faults.Offered, m.input.Value())
	m.found = len(found)
	for i, k := range found {
		if i == 0 || k.Group != found[i-1].Group {
			m.rows = append(m.rows, row{text: k.Group})
		}
		m.rows = append(m.rows, row{kind: offeredRow, offered: k.FaultKind})
	}
	m.move(0)
}

// kindOf describes an armed fault, also one that is not on offer any more.
func (m *Model) kindOf(name wire.FaultName) wire.FaultKind {
	if i := slices.IndexFunc(m.faults.Offered, func(k wire.FaultKind) bool { return k.Name == name }); i >= 0 {
		return m.faults.Offered[i]
	}
	group, _, _ := strings.Cut(string(name), ".")
	return wire.FaultKind{Name: name, Group: group}
}

// home chooses the first row on offer; what stands above it shows as far as there
// is room.
func (m *Model) home() {
	m.list = widget.List{}
	m.move(slices.IndexFunc(m.rows, func(r row) bool { return r.kind == offeredRow }))
}

// move goes through the rows.
func (m *Model) move(delta int) {
	m.list.Move(delta, len(m.rows), m.height)
	m.leaveHeading(delta)
}

// leaveHeading passes over headings, in the direction that one moves.
func (m *Model) leaveHeading(delta int) {
	m.list.Pass(delta, len(m.rows), m.height, func(at int) bool { return m.rows[at].kind == headingRow })
}

// chosen is the row that enter takes, a heading when there is none.
func (m *Model) chosen() row {
	if at := m.list.Cursor(); at < len(m.rows) {
		return m.rows[at]
	}
	return row{}
}

// state says how long an armed fault will stay and what it waits for.
func (r row) state() string {
	times, triggered := fmt.Sprintf("%d times", r.fault.Times), ""
	for _, f := range frequencies {
		if f.times == r.fault.Times {
			times = f.label
		}
	}
	if r.fault.Triggered > 0 {
		triggered = fmt.Sprintf("triggered %d×", r.fault.Triggered)
	}
	facts := []string{r.offered.Moment, times, triggered, r.fault.When.Operation, r.fault.When.ProviderID}
	return strings.Join(slices.DeleteFunc(facts, func(fact string) bool { return fact == "" }), ", ")
}
