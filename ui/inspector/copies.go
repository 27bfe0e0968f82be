package inspector

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/format"
	"winkterm/ui/keymap"
)

// copyMax is how many bytes of records are copied at once; the newest are kept.
const copyMax = 1 << 20

// Marking says that a range of rows is marked; the back key takes it back.
func (m *Model) Marking() bool {
	_, _, ok := m.tab().list.Marked()
	return ok && !m.Open()
}

// subject is what is open, else what is chosen.
func (m *Model) subject() (subject, bool) {
	if m.Open() {
		return *m.detail.subject, true
	}
	return m.tab().chosen()
}

// offered are the keys, those to copy with only where there is something to copy.
func (m *Model) offered() keymap.Keys {
	k := m.keys
	s, ok := m.subject()
	if !ok {
		k.Disable(&k.CopyLetter, &k.CopyID)
	} else if s.id == nil || s.id() == (Action{}) {
		k.Disable(&k.CopyID)
	}
	if s.curl == nil {
		k.Disable(&k.CopyCurl)
	}
	if s.body == nil {
		k.Disable(&k.CopyBody)
	}
	if m.tab().total() == 0 {
		k.Disable(&k.CopyLane)
	}
	if m.tab().total() == 0 || m.Open() || m.Marking() {
		k.Disable(&k.MarkRange)
	}
	if m.Marking() {
		from, to, _ := m.tab().list.Marked()
		k.CopyLetter.SetHelp("y", "copy "+m.tab().count(to-from+1))
		k.Back.SetHelp("esc", "unmark")
	}
	return k
}

// copied is what a key copies. A range is marked no more once it is copied.
func (m *Model) copied(msg tea.KeyPressMsg, k keymap.Keys) Action {
	s, _ := m.subject()
	switch {
	case key.Matches(msg, k.CopyLane):
		return m.tab().texts(0, m.tab().total()-1)
	case key.Matches(msg, k.CopyCurl):
		return s.curl()
	case key.Matches(msg, k.CopyBody):
		return s.body()
	case key.Matches(msg, k.CopyID):
		return s.id()
	case m.Marking():
		from, to, _ := m.tab().list.Marked()
		m.tab().list.Unmark()
		return m.tab().texts(from, to)
	case s.text == nil: // ctrl+y without a row
		return Action{}
	}
	return s.text()
}

// mark begins a range at the chosen row, where the cursor stays from now on.
func (t *tab) mark() {
	t.follow = false
	t.list.Mark()
}

// count is so many of what the tab lists.
func (t *tab) count(n int) string {
	noun := "row"
	if _, ok := t.content.(*recordList); ok {
		noun = "record"
	}
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// texts are rows as one would paste them, in their order. Of what is too long the
// newest are kept, and it is said how many are left out.
func (t *tab) texts(from, to int) Action {
	var texts []string
	wanted, size := 0, 0
	for at := to; at >= from; at-- {
		s, ok := t.subject(at)
		if !ok {
			continue
		}
		if wanted++; size > copyMax {
			continue
		}
		text := s.text().Copy
		if size += len(text); size <= copyMax || len(texts) == 0 {
			texts = append(texts, text)
		}
	}
	what, left := t.count(len(texts)), wanted-len(texts)
	if left > 0 {
		what = fmt.Sprintf("the newest %d of %s", len(texts), t.count(wanted))
		texts = append(texts, fmt.Sprintf("(%s before these left out, for at most %s are copied)", t.count(left), format.Size(copyMax)))
	}
	slices.Reverse(texts)
	return action(strings.Join(texts, "\n\n"), what)
}
