package replay

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow/journal"
	"winkterm/flow/replay"
	"winkterm/ui/widget"
)

// press gives a key to what is typed into, the help, the lanes or the timeline, in that
// order.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	k, lanes := m.keys, m.view.still.Lanes()
	typing := m.search.Focused() || m.help.Typing() || m.view.still.Focus() && lanes.Typing()
	switch {
	case msg.String() == "ctrl+c", !typing && key.Matches(msg, k.quit):
		return tea.Quit
	case m.search.Focused(), m.help.Open:
		return m.give(msg)
	case !typing && key.Matches(msg, k.help), key.Matches(msg, m.wizard.Help):
		m.help.Open = true
	case key.Matches(msg, k.save):
		return m.save()
	case m.view.still.Focus():
		return m.pressLanes(msg)
	default:
		return m.pressTimeline(msg)
	}
	return nil
}

// give gives a key or a paste to the one part that takes it.
func (m *Model) give(msg tea.Msg) tea.Cmd {
	switch {
	case m.help.Open:
		m.help.Update(m.wizard, msg)
	case m.search.Focused():
		return m.typed(msg)
	case m.view.still.Focus():
		return m.copy(m.view.still.Lanes().Update(msg).Clip())
	}
	return nil
}

// pressLanes gives a key to the lanes, but for those that leave them.
func (m *Model) pressLanes(msg tea.KeyPressMsg) tea.Cmd {
	lanes := m.view.still.Lanes()
	back := key.Matches(msg, m.wizard.Back) && !lanes.Open() && !lanes.Typing() && !lanes.Marking()
	if back || key.Matches(msg, m.wizard.Pane) || msg.Code == tea.KeyTab && !lanes.Typing() {
		m.view.still.ToLanes(false)
		return nil
	}
	return m.give(msg)
}

// pressTimeline answers a key where the moment is moved. A move pauses playing.
func (m *Model) pressTimeline(msg tea.KeyPressMsg) tea.Cmd {
	k := m.keys
	if to, ok := m.moves(msg); ok {
		m.playing.on = false
		m.goTo(to)
		return nil
	}
	switch {
	case m.jumped(msg):
	case key.Matches(msg, k.play):
		return m.play()
	case key.Matches(msg, k.faster):
		return m.speed(1)
	case key.Matches(msg, k.slower):
		return m.speed(-1)
	case key.Matches(msg, k.search):
		m.search.Focus()
	case key.Matches(msg, k.nextHit):
		return m.seek(1)
	case key.Matches(msg, k.previousHit):
		return m.seek(-1)
	case key.Matches(msg, k.give):
		m.giveUp()
	case key.Matches(msg, k.mark):
		m.toggleMark()
	case key.Matches(msg, k.toMark):
		m.toMark()
	case key.Matches(msg, k.lanes, m.wizard.Pane):
		m.view.still.ToLanes(true)
	case key.Matches(msg, k.copyRecord, k.copyID):
		return m.copyRecord(msg)
	case key.Matches(msg, k.branch):
		if err := m.Branch(m.at); err != nil {
			m.say(err.Error(), widget.Warning)
			return nil
		}
		return tea.Quit
	}
	return nil
}

// moves gives where a key goes that steps.
func (m *Model) moves(msg tea.KeyPressMsg) (to int, ok bool) {
	k := m.keys
	switch {
	case key.Matches(msg, k.next):
		return m.at + 1, true
	case key.Matches(msg, k.previous):
		return m.at - 1, true
	case key.Matches(msg, k.nextPage):
		if to, ok := m.timeline.Next(replay.Page, m.at); ok {
			return to, true
		}
		return m.timeline.Len() - 1, true
	case key.Matches(msg, k.previousPage):
		if to, ok := m.timeline.Previous(replay.Page, m.at); ok {
			return to, true
		}
		return 0, true
	case key.Matches(msg, k.first):
		return 0, true
	case key.Matches(msg, k.last):
		return m.timeline.Len() - 1, true
	}
	return m.at, false
}

// jumped jumps by a key, and says whether it is one for that.
func (m *Model) jumped(msg tea.KeyPressMsg) bool {
	for _, j := range m.keys.jumps {
		to, there, where := 0, false, "after"
		switch {
		case key.Matches(msg, j.next):
			to, there = m.timeline.Next(j.mark, m.at)
		case key.Matches(msg, j.previous):
			to, there = m.timeline.Previous(j.mark, m.at)
			where = "before"
		default:
			continue
		}
		m.playing.on = false
		if !there {
			m.say("there is no "+j.name+" "+where+" this record", widget.Info)
		}
		m.goTo(to)
		return true
	}
	return false
}

// toggleMark marks the moment, or takes its mark back.
func (m *Model) toggleMark() {
	if i, ok := slices.BinarySearch(m.marks, m.at); ok {
		m.marks = slices.Delete(m.marks, i, i+1)
	} else {
		m.marks = slices.Insert(m.marks, i, m.at)
	}
}

// toMark goes to the next mark; the first follows the last.
func (m *Model) toMark() {
	if len(m.marks) == 0 {
		m.say("nothing is marked: m marks a moment", widget.Info)
		return
	}
	i, _ := slices.BinarySearch(m.marks, m.at+1)
	m.playing.on = false
	m.goTo(m.marks[i%len(m.marks)])
}

// copyRecord copies the record of the moment, which is the newest in the lanes.
func (m *Model) copyRecord(msg tea.KeyPressMsg) tea.Cmd {
	if m.timeline.Len() == 0 {
		return nil
	}
	if lane := m.File.Meta(m.at).Lane; lane == journal.LaneState || lane == journal.LaneIntent {
		m.say("this record is in no lane, and nothing is copied", widget.Info)
		return nil
	}
	return m.copy(m.view.still.Lanes().Update(msg).Clip())
}

// mouse gives a click on the scrubber to the timeline, all else to the window.
func (m *Model) mouse(msg tea.MouseMsg) {
	at := msg.Mouse()
	_, click := msg.(tea.MouseClickMsg)
	switch {
	case click && m.help.Open:
		m.help.Click(at.X-marginX, at.Y-1)
	case m.help.Open:
	case click && at.Y == m.height-1-footLines+scrubberLine:
		m.playing.on = false
		m.goTo(m.cellRecord(at.X - marginX))
	default:
		m.view.still.Mouse(msg)
	}
}
