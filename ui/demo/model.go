package demo

import (
	"context"
	"iter"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/ui/terminal"
	"winkterm/ui/tick"
	"winkterm/ui/widget"
)

// Model is the root model of a demo on a terminal. Make it with New.
type Model struct {
	config Config
	ctx    context.Context //nolint:containedctx // of the whole screen
	keys   keys
	window window
	// number is the index of the scenario, stage where it is played: next has it go on to
	// its next pause, stop leaves it.
	number int
	stage  *stage
	next   func() (pause, bool)
	stop   func()
	// going is held while next or stop runs.
	going sync.Mutex
	timer tick.Timer
	// busy says that the stage goes on, and is not to be touched; then is done after that.
	busy bool
	then func() tea.Cmd
	// pause is the last one. paused holds everything; hurry is how many steps are gone
	// through without waiting.
	pause  pause
	paused bool
	hurry  int
	// over says that the play has come to its end, or to what stops it.
	over bool
	view tea.View
}

// wentOn says that the stage has come to a pause, or to its end.
type wentOn struct {
	pause pause
	any   bool
}

// New makes a demo that is not begun.
func New(ctx context.Context, c Config) *Model {
	m := &Model{config: c, ctx: ctx, keys: newKeys()}
	m.open(0)
	return m
}

// Show plays a demo on the terminal until the user leaves it or ctx ends. The terminal is
// restored in every case.
func Show(ctx context.Context, c Config) error {
	playing, end := context.WithCancel(ctx)
	m := New(playing, c)
	err := terminal.Run(ctx, m, c.In, c.Out)
	end()
	m.leave()
	return err
}

// leave ends the play, once it has paused.
func (m *Model) leave() {
	m.going.Lock()
	defer m.going.Unlock()
	m.stop()
}

// open makes the play of a scenario.
func (m *Model) open(number int) {
	m.number = number
	m.stage = &stage{config: m.config, scenario: m.config.Scenarios[number], strip: strip{silent: m.config.Silent}, window: m.window}
	m.next, m.stop = iter.Pull(iter.Seq[pause](m.stage.run(m.ctx)))
	m.pause, m.paused, m.hurry, m.over, m.then = pause{}, false, 0, false, nil
}

// Init begins.
func (m *Model) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, m.goOn()) }

// Update takes the keys of who presents; once the user has taken over, the wizard has them.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.take(msg)
	m.draw()
	return m, cmd
}

func (m *Model) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.window.size = msg
		return m.resized(msg)
	case tea.BackgroundColorMsg:
		m.window.dark = &msg
		return m.resized(msg)
	case tea.ColorProfileMsg:
		m.window.colours = &msg
		return m.resized(msg)
	case tea.KeyPressMsg:
		return m.press(msg)
	case wentOn:
		return m.rest(msg)
	case tick.Msg:
		if due, live := m.timer.Pending(); live && due == msg {
			m.timer.Over(msg)
			return m.goOn()
		}
	}
	if m.stage.free {
		return m.stage.app.Update(msg)
	}
	return nil
}

// resized gives the stage what is known of the terminal, at once or when it has paused.
func (m *Model) resized(msg tea.Msg) tea.Cmd {
	if m.busy || m.stage.app == nil {
		return nil
	}
	m.stage.window = m.window
	if m.stage.free {
		m.draw()
		return m.stage.app.Update(msg)
	}
	m.stage.resize()
	return nil
}

// goOn has the stage go on to its next pause, beside the screen.
func (m *Model) goOn() tea.Cmd {
	switch {
	case m.busy || m.paused || m.over || m.stage.free:
		return nil
	case m.pause.end:
		return m.begin((m.number + 1) % len(m.config.Scenarios))
	}
	m.busy = true
	next := m.next
	return func() tea.Msg {
		m.going.Lock()
		defer m.going.Unlock()
		p, any := next()
		return wentOn{p, any}
	}
}

// rest waits as long as the stage says.
func (m *Model) rest(w wentOn) tea.Cmd {
	m.busy, m.pause = false, w.pause
	if m.stage.window != m.window {
		m.resized(nil)
	}
	if then := m.then; then != nil {
		m.then = nil
		return then()
	}
	switch {
	case !w.any:
		m.over = true
		return nil
	case w.pause.end && !m.more():
		m.over = true
		return nil
	case w.pause.step || w.pause.end:
		m.hurry = max(m.hurry-1, 0)
		m.paused = m.config.Steps && m.hurry == 0
	}
	return m.wait(w.pause.length)
}

// more says that something is played after this scenario.
func (m *Model) more() bool { return m.config.Loop || m.number+1 < len(m.config.Scenarios) }

// wait sets the timer to go on.
func (m *Model) wait(d time.Duration) tea.Cmd {
	if m.paused {
		return nil
	}
	d = time.Duration(float64(d) / m.config.Speed)
	if m.hurry > 0 || d <= 0 {
		d = time.Millisecond
	}
	return m.timer.Set(m.config.Now(), d)
}

// View draws the window.
func (m *Model) View() tea.View { return m.view }

// draw draws the window anew, unless the stage goes on: then it will have paused in a
// moment.
func (m *Model) draw() {
	if m.busy {
		return
	}
	if m.stage.app == nil {
		m.view = widget.Window("winkterm demo", "", false)
		return
	}
	m.view = m.stage.draw(m.status())
}
