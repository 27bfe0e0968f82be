package inspector

import (
	"time"

	"charm.land/bubbles/v2/key"

	"winkterm/flow/journal"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
)

// Action is what a key or click asks the app to do: put a text on the clipboard.
// The zero Action is nothing.
type Action struct {
	Copy string
	What string // names the text for the message that it was copied
}

// Clip gives the text and its name.
func (a Action) Clip() (text, what string) { return a.Copy, a.What }

// action copies a text, or nothing when there is none.
func action(text, what string) Action {
	if text == "" {
		return Action{}
	}
	return Action{text, what}
}

// Records is what the inspector reads: a journal.
type Records interface {
	// At gives the record of a Seq, and whether it is still kept.
	At(seq int) (journal.Record, bool)
	// First is the Seq of the oldest record kept.
	First() int
	// Since gives the kept records after a Seq, oldest first.
	Since(seq int) []journal.Record
}

// common is what all parts of an inspector share.
type common struct {
	theme   theme.Theme
	keys    keymap.Keys
	start   time.Time
	records Records
	// fed is the Seq of the last record that is to be seen, now its time or a later one.
	fed    int
	now    time.Time
	filter filter
	// unfold gives every poll a row of its own.
	unfold bool
	// width is the block's and height that of the rows, as drawn last.
	width, height int
}

// Model is the inspector. Make it with New. View remembers the size that it
// drew, so that pages and clicks mean what is seen.
type Model struct {
	*common
	tabs   []*tab
	shown  int // which of the tabs
	detail detail
	// chosen is what is under the cursor, where there is room for it beside the rows.
	chosen detail
	// across is the width of the whole block, panes where its parts are.
	across int
	panes  panes
	drawn  drawn
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
	c := &common{theme: th, keys: keys, start: start, records: records}
	m := Model{common: c}
	for _, what := range []content{
		&recordList{common: c, title: "Timeline"},
		&recordList{common: c, title: "Callbacks", lane: journal.LaneCallback},
		&recordList{common: c, title: "HTTP", lane: journal.LaneHTTP},
		&deliveries{common: c},
		newItemList(c),
		&difference{common: c},
	} {
		m.tabs = append(m.tabs, &tab{common: c, content: what, follow: true})
	}
	return m
}

// SetTheme changes the colours.
func (m *Model) SetTheme(th theme.Theme) {
	m.theme, m.drawn = th, drawn{}
	m.detail.width, m.chosen.width = 0, 0 // their lines are drawn anew
}

// Feed lists records that follow those it has. Rows whose records are not kept any
// more go.
func (m *Model) Feed(fresh []journal.Record) {
	m.drawn = drawn{}
	if len(fresh) > 0 {
		last := fresh[len(fresh)-1]
		m.fed = last.Seq
		if last.At.After(m.now) {
			m.now = last.At
		}
	}
	for i, t := range m.tabs {
		t.feed(fresh, i == m.shown)
	}
}

// Typing says that letters go to the filter.
func (m *Model) Typing() bool { return m.filter.Focused() }

// Boxed says that a record is shown in a box that has its keys.
func (m *Model) Boxed() bool { return m.Open() && m.detail.box.Boxed() }

// Open says that a record is shown whole; the back key closes it.
func (m *Model) Open() bool { return m.detail.subject != nil }

// tab is the one that shows.
func (m *Model) tab() *tab { return m.tabs[m.shown] }

// Help lists the keys that do something now, the most important first.
func (m *Model) Help() []key.Binding {
	k := m.offered()
	if m.filter.Value() == "" {
		k.Disable(&k.NextHit, &k.PrevHit)
	}
	switch {
	case m.Typing():
		k.Enter.SetHelp("enter", "keep filter")
		k.Back.SetHelp("esc", "drop filter")
		return []key.Binding{k.Enter, k.Back}
	case m.Open():
		k.Back.SetHelp("esc", "close record")
		return []key.Binding{k.Back, k.CopyLetter, k.CopyCurl, k.CopyBody, k.CopyID, k.Search, k.NextHit, k.PrevHit, k.CopyLane, k.Down, k.Up, k.PageDown, k.PageUp}
	case m.Marking():
		return []key.Binding{k.CopyLetter, k.Back, k.Down, k.Up, k.PageDown, k.PageUp, k.Follow}
	}
	if _, ok := m.tab().content.(*recordList); !ok {
		k.Disable(&k.Fold)
	}
	return []key.Binding{k.Open, k.NextLane, k.CopyLetter, k.CopyCurl, k.CopyBody, k.CopyID, k.Search, k.NextHit, k.PrevHit, k.MarkRange, k.CopyLane, k.Fold, k.Follow, k.Back}
}
