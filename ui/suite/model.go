package suite

import (
	"context"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/ui/format"
	"winkterm/ui/terminal"
	"winkterm/ui/theme"
	"winkterm/ui/tick"
	"winkterm/ui/widget"
)

// Config is what the table works with.
type Config struct {
	Board *Board
	// Facts are for the header: the target, the shard.
	Facts []string
	// Term is the TERM variable.
	Term  string
	Theme theme.Name
	// Stop is called at the first ctrl+c; at the second the table ends.
	Stop func()
	In   io.Reader
	Out  io.Writer
}

// Run shows the table until the board's run is over, ctx ends or the user asks a second
// time to stop, which is what it returns true for. The terminal is restored in every case.
func Run(ctx context.Context, c Config) (atOnce bool, err error) {
	m := newModel(c)
	err = terminal.Run(ctx, m, c.In, c.Out)
	return m.stopped > 1, err
}

// pause is how long the table stays as it is at least, however much happens.
const pause = 50 * time.Millisecond

type model struct {
	Config
	theme         theme.Theme
	known         known
	width, height int
	stopped       int // how often it was asked to stop
	tick          tick.Timer
}

func newModel(c Config) *model {
	return &model{Config: c, theme: theme.New(c.Theme, true), known: c.Board.snapshot()}
}

type (
	changedMsg struct{} // the board has changed
	pausedMsg  struct{} // it may be drawn again
)

func (m *model) Init() tea.Cmd { return tea.Batch(m.wait, tea.RequestBackgroundColor) }

func (m *model) wait() tea.Msg {
	<-m.Board.changed
	return changedMsg{}
}

// Update takes in what happened.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.theme = theme.New(m.Theme, msg.IsDark())
	case tea.ModeReportMsg:
		widget.CountAs(msg)
	case tea.KeyPressMsg:
		cmd = m.press(msg)
	case changedMsg:
		m.known = m.Board.snapshot()
		if m.known.over {
			return m, tea.Quit
		}
		cmd = tea.Tick(pause, func(time.Time) tea.Msg { return pausedMsg{} })
	case pausedMsg:
		cmd = m.wait
	case tick.Msg:
		m.tick.Over(msg)
	}
	return m, tea.Batch(cmd, m.nextTick())
}

// press answers a key: only ctrl+c does something.
func (m *model) press(msg tea.KeyPressMsg) tea.Cmd {
	if msg.String() != "ctrl+c" {
		return nil
	}
	if m.stopped++; m.stopped > 1 {
		return tea.Quit
	}
	m.Stop()
	return nil
}

// nextTick sets the timer to when the time of something that is played is another.
func (m *model) nextTick() tea.Cmd {
	now, soonest := m.Board.now(), time.Duration(0)
	for _, o := range m.known.running {
		if d := format.NextAge(now.Sub(o.began)); soonest == 0 || d < soonest {
			soonest = d
		}
	}
	return m.tick.Set(now, soonest)
}
