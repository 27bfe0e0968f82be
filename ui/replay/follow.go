package replay

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

// follow is a file that is being written.
type follow struct {
	// on says that it is still written, as far as is known.
	on    bool
	grown chan struct{}
}

type (
	// grownMsg says that records have come.
	grownMsg struct{}
	// endedMsg says that nobody writes the file any more, or why it cannot be followed.
	endedMsg struct{ err error }
)

// followFile reads what comes to the file until nobody writes it.
func (m *Model) followFile() tea.Cmd {
	if !m.follow.on {
		return nil
	}
	grown := m.follow.grown
	return tea.Batch(m.nextGrowth(), func() tea.Msg {
		err := m.File.Follow(m.end, func() {
			select {
			case grown <- struct{}{}:
			default:
			}
		})
		close(grown)
		return endedMsg{err}
	})
}

func (m *Model) nextGrowth() tea.Cmd {
	grown := m.follow.grown
	return func() tea.Msg {
		if _, ok := <-grown; !ok {
			return nil
		}
		return grownMsg{}
	}
}

// grew takes in what has come. Who looks at the newest moment stays at the newest.
func (m *Model) grew() tea.Cmd {
	m.takeIn()
	return m.nextGrowth()
}

func (m *Model) takeIn() {
	newest := m.at >= m.timeline.Len()-1
	m.timeline.Grow()
	if newest {
		m.goTo(m.timeline.Len() - 1)
	}
}

// tell says that nothing more comes.
func (msg endedMsg) tell(m *Model) {
	m.follow.on = false
	m.takeIn()
	switch damage := m.File.Damage(); {
	case m.end.Err() != nil:
	case msg.err != nil:
		m.say("the file cannot be followed any more: "+msg.err.Error(), widget.Error)
	case damage != nil:
		m.say("the session has ended; "+damage.Error(), widget.Warning)
	default:
		m.say("the session has ended", widget.Info)
	}
}
