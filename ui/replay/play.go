package replay

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow/replay"
	"winkterm/ui/widget"
)

// frame is the least time between two moments while playing.
const frame = 40 * time.Millisecond

// playing goes from record to record by the clock.
type playing struct {
	on     bool
	player replay.Player
	// id tells the tick that counts, which is set since a moment.
	id    int
	since time.Time
}

// playMsg says that the next moment is due.
type playMsg struct{ id int }

// play plays on from the moment, or pauses. At the end it begins anew.
func (m *Model) play() tea.Cmd {
	p := &m.playing
	if p.on = !p.on; !p.on {
		return nil
	}
	if m.at == m.timeline.Len()-1 {
		m.goTo(0)
	}
	p.player.Start()
	return m.tick()
}

// speed plays faster or slower.
func (m *Model) speed(by int) tea.Cmd {
	m.playing.player.Faster(by)
	m.say("plays "+m.speedText(), widget.Info)
	if !m.playing.on {
		return nil
	}
	return m.tick()
}

// tick waits for the next record; none is waited for at the end.
func (m *Model) tick() tea.Cmd {
	p := &m.playing
	if m.at >= m.timeline.Len()-1 {
		p.on = false
		return nil
	}
	p.id++
	p.since = m.Now()
	id := p.id
	return tea.Tick(max(p.player.Wait(m.timeline, m.at), frame), func(time.Time) tea.Msg { return playMsg{id} })
}

// tick goes to where playing is by now.
func (msg playMsg) tick(m *Model) tea.Cmd {
	p := &m.playing
	if !p.on || msg.id != p.id {
		return nil
	}
	m.goTo(p.player.Advance(m.timeline, m.at, m.Now().Sub(p.since)))
	return m.tick()
}

func (m *Model) speedText() string {
	switch p := m.playing.player; {
	case p.Unpaused():
		return "without pauses"
	case p.Speed == 0:
		return "at real speed"
	default:
		return fmt.Sprintf("%s%g", m.theme.Symbols.Times, replay.Speeds[p.Speed])
	}
}
