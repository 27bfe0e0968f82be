package demo

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// keys are those of who presents. restart works in the wizard as well, where letters are
// typed.
type keys struct {
	pause, goOn, next, restartLetter, restart, over, quit key.Binding
}

func newKeys() keys {
	return keys{
		pause: bind("space", "pause", "space"), goOn: bind("space", "go on", "space"),
		next: bind("n", "next", "n", "right", "enter"), restartLetter: bind("r", "start over", "r"),
		restart: bind("f6", "start over", "f6"), over: bind("t", "take over", "t", "tab"),
		quit: bind("q", "end", "q", "esc", "ctrl+c"),
	}
}

func bind(shown, does string, names ...string) key.Binding {
	return key.NewBinding(key.WithKeys(names...), key.WithHelp(shown, does))
}

// afterwards does something with the stage, at once or when it has paused.
func (m *Model) afterwards(do func() tea.Cmd) tea.Cmd {
	if m.busy {
		m.then = do
		return nil
	}
	return do()
}

// press answers a key.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	switch k := m.keys; {
	case key.Matches(msg, k.restart), !m.stage.free && key.Matches(msg, k.restartLetter):
		return m.afterwards(func() tea.Cmd { return m.begin(m.number) })
	case m.stage.free:
		return m.stage.app.Update(msg)
	case key.Matches(msg, k.quit):
		return tea.Quit
	case key.Matches(msg, k.over):
		return m.afterwards(m.handOver)
	case key.Matches(msg, k.pause):
		m.paused = !m.paused && !m.over
		return m.wait(0)
	case key.Matches(msg, k.next):
		m.paused = false
		if !m.over {
			m.hurry++
		}
		return m.wait(0)
	}
	return nil
}

func (m *Model) begin(number int) tea.Cmd {
	m.leave()
	m.open(number)
	return m.goOn()
}

// handOver gives the session to the user: from now on its time is real.
func (m *Model) handOver() tea.Cmd {
	if !m.running() {
		return nil
	}
	m.stage.free = true
	m.stage.clock.Release()
	return m.stage.app.Free()
}

// running says that the session is open.
func (m *Model) running() bool { return m.stage.app != nil && m.stage.outcome.Verdict == "" }

// status says how the show stands.
func (m *Model) status() status {
	k := m.keys
	switch f := m.stage.outcome.Failure; {
	case f != nil && !m.stage.left:
		return status{"stopped: " + f.Why(), true, []key.Binding{k.restartLetter, k.quit}}
	case m.stage.free:
		return status{"the keys are yours", false, []key.Binding{k.restart}}
	case m.over:
		return status{"the end", false, []key.Binding{k.restartLetter, k.over, k.quit}}
	case m.paused:
		return status{"paused", false, []key.Binding{k.goOn, k.next, k.restartLetter, k.over, k.quit}}
	}
	return status{"", false, []key.Binding{k.pause, k.next, k.restartLetter, k.over, k.quit}}
}
