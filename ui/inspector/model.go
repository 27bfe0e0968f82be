package inspector

import (
	"time"

	"charm.land/bubbles/v2/key"

	"winkterm/flow/journal"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Action is what a key or click asks the app to do: put a text on the clipboard.
// The zero Action is nothing.
type Action struct {
	Copy string
	What string // names the text for the message that it was copied
}

// Clip gives the text and its name.
func (a Action) Clip() (text, what string) { return a.Copy, a.What }

// Records is what the inspector reads: a journal or its ring.
type Records interface {
	// At gives the record of a Seq, and whether it is still kept.
	At(seq int) (journal.Record, bool)
	// First is the Seq of the oldest record kept.
	First() int
	// Since gives the kept records after a Seq, oldest first.
	Since(seq int) []journal.Record
}

// Model is the inspector. Make it with New. View remembers the size that it
// drew, so that pages and clicks mean what is seen.
type Model struct {
	theme theme.Theme
	keys  keymap.Keys
	start time.Time
	// records keeps the records; rows have their Seqs, up to fed.
	records Records
	fed     int
	// launches are what widgets sent, pairs the rows of it beside the flow's.
	launches launches
	pairs    []pair

	tabs   [tabCount]tab
	shown  tabID
	unfold bool         // every poll has a row of its own
	filter widget.Input // focused while it is typed into
	detail detail
	// width is the block's and height that of the rows, as drawn last.
	width, height int
	drawn         drawn
}

// drawn is the block as drawn last; it holds until something changes, so that
// the lanes cost nothing while one types beside them.
type drawn struct {
	valid, focused bool
	width, height  int
	block          string
}

// New makes an inspector of these records, which shows none until it is fed; times
// are shown as since start.
func New(records Records, start time.Time, th theme.Theme, keys keymap.Keys) Model {
	m := Model{theme: th, keys: keys, start: start, records: records}
	for i := range m.tabs {
		m.tabs[i].follow = true
	}
	return m
}

// SetTheme changes the colours.
func (m *Model) SetTheme(th theme.Theme) {
	m.theme, m.drawn = th, drawn{}
	m.detail.width = 0 // its lines are drawn anew
}

// Feed lists records that follow those it has. Rows whose records are not kept any
// more go.
func (m *Model) Feed(fresh []journal.Record) {
	m.drawn = drawn{}
	told := false
	for _, r := range fresh {
		m.append(r)
		m.fed = r.Seq
		told = m.launches.take(&r) || told
	}
	m.dropGone()
	if told {
		m.layout()
	}
	m.follow()
}

// Typing says that letters go to the filter.
func (m *Model) Typing() bool { return m.filter.Focused() }

// Open says that a record is shown whole; the back key closes it.
func (m *Model) Open() bool { return m.detail.open }

// Help lists the keys that do something now, the most important first.
func (m *Model) Help() []key.Binding {
	k := m.keys
	switch {
	case m.Typing():
		k.Enter.SetHelp("enter", "keep filter")
		k.Back.SetHelp("esc", "drop filter")
		return []key.Binding{k.Enter, k.Back}
	case m.Open():
		k.Back.SetHelp("esc", "close record")
		return []key.Binding{k.Back, k.CopyLetter, k.CopyID, k.Down, k.Up, k.PageDown, k.PageUp}
	}
	if m.shown == difference {
		return []key.Binding{k.Open, k.NextLane, k.CopyLetter, k.CopyID, k.Search, k.Follow, k.Back}
	}
	return []key.Binding{k.Open, k.NextLane, k.CopyLetter, k.CopyID, k.Search, k.Fold, k.Follow, k.Back}
}
