package watch

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow/follow"
	"winkterm/ui/format"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/tick"
	"winkterm/ui/widget"
)

// half is a part of the window that scrolls.
type half uint8

const (
	upper half = iota // whom it follows
	lower             // the transitions
)

// Model is the root model.
type Model struct {
	Config
	theme   theme.Theme
	keys    keymap.Keys
	history history
	// rows is the history as the upper half lists it.
	rows          []row
	width, height int
	focus         half
	scroll        [2]widget.Scroll
	// parted says that the user has left the newest transition.
	parted bool
	// halted is set while the host is left alone.
	halted *follow.Halted
	// said is a notice that the user has not answered with a key yet.
	said string
	// help is the overlay with all keys.
	help keymap.Overlay
	tick tick.Timer
}

// New makes the screen before anything is known.
func New(c Config) *Model {
	keys := keymap.For(c.Term)
	keys.NextField.SetHelp("tab", "other half")
	keys.Close.SetHelp("ctrl+c", "quit")
	return &Model{Config: c, theme: theme.New(c.Theme, true), keys: keys, history: newHistory()}
}

// Init waits for what the follower reports and asks the terminal for its background.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.wait, m.nextNotice, tea.RequestBackgroundColor) }

// eventMsg is what the follower reported; endedMsg says that it has ended; noticeMsg is
// what is to be said once.
type (
	eventMsg  struct{ event follow.Event }
	endedMsg  struct{}
	noticeMsg string
)

// nextNotice waits for what is to be said. It may wait until the program ends.
func (m *Model) nextNotice() tea.Msg {
	if m.Notices == nil {
		return nil
	}
	return noticeMsg(<-m.Notices)
}

func (m *Model) wait() tea.Msg {
	e, ok := <-m.Events
	if !ok {
		return endedMsg{}
	}
	return eventMsg{e}
}

// Update routes a message to whom it belongs.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.move(upper, 0)
		m.move(lower, 0)
	case tea.BackgroundColorMsg:
		m.theme = theme.New(m.Theme, msg.IsDark())
	case tea.ModeReportMsg:
		widget.CountAs(msg)
	case tea.KeyPressMsg:
		m.said = ""
		cmd = m.press(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.MouseClickMsg:
		m.help.Click(msg.X-marginX, msg.Y-frameTop)
	case eventMsg:
		m.handle(msg.event)
		cmd = m.wait
	case noticeMsg:
		m.said = string(msg)
		cmd = m.nextNotice
	case endedMsg:
		return m, tea.Quit
	case tick.Msg:
		m.tick.Over(msg)
	}
	return m, tea.Batch(cmd, m.nextTick())
}

// handle takes in what the follower reported.
func (m *Model) handle(e follow.Event) {
	switch e := e.(type) {
	case follow.Listed:
		m.history.list(e)
	case follow.Polled:
		m.history.polled(e)
	case follow.Failing:
		if m.history.failing[e.UserID] = e.Err; e.Err == nil {
			delete(m.history.failing, e.UserID)
		}
	case follow.Halted:
		m.halted = &e
	case follow.Resumed:
		m.halted = nil
	}
	m.rows = m.history.rows()
	m.move(upper, 0)
	m.move(lower, 0)
}

// nextTick sets the timer to when the screen next changes by itself.
func (m *Model) nextTick() tea.Cmd {
	now := m.Now()
	return m.tick.Set(now, m.staleIn(now))
}

// staleIn is how long what the screen shows stays true, 0 for ever.
func (m *Model) staleIn(now time.Time) time.Duration {
	var soonest time.Duration
	if !m.history.listed { // the sign turns
		_, soonest = widget.Spinner(now, false)
	}
	for _, r := range m.rows {
		if !r.item.Open() {
			continue
		}
		if d := format.NextAge(now.Sub(m.history.since[r.item.Key()])); soonest == 0 || d < soonest {
			soonest = d
		}
	}
	return soonest
}
