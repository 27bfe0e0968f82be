package webhooks

import (
	"context"
	"io"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/webhook"
	"winkterm/flow/journal"
	"winkterm/ui"
	"winkterm/ui/inspector"
	"winkterm/ui/keymap"
	"winkterm/ui/terminal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Config is what the screen works with.
type Config struct {
	// Journal has what was received and forwarded.
	Journal *journal.Journal
	// Forward is where deliveries are sent on to, Until what is awaited; both may be empty.
	Forward, Until string
	// Production draws the header in alarm colours, and asks before anything is shown in full.
	Production bool
	// Resend sends the delivery of a record on once more, and Full gives it as it came; they
	// say whether it is still kept.
	Resend func(seq int) bool
	Full   func(seq int) (webhook.Post, bool)
	// Copy and Leak are those of ui.Clipboard.
	Copy  func(text string) (where string)
	Leak  func(text string) (what string, found bool)
	Term  string
	Theme theme.Name
	In    io.Reader
	Out   io.Writer
}

// Run shows the screen until the user leaves it or ctx ends. The terminal is restored in
// every case.
func Run(ctx context.Context, c Config) error { return terminal.Run(ctx, New(c), c.In, c.Out) }

// Model is the root model.
type Model struct {
	Config
	theme         theme.Theme
	keys          keymap.Keys
	inFull        key.Binding
	lanes         inspector.Model
	seen          int // the Seq of the newest record that is listed
	width, height int
	full          full
	// asked is the record that the user was asked about before it is shown in full.
	asked  int
	help   keymap.Overlay
	notice notice
}

// notice is a word in the place of the help line, until the next key.
type notice struct {
	text  string
	level widget.Level
}

// New makes the screen.
func New(c Config) *Model {
	keys, th := keymap.For(c.Term), theme.New(c.Theme, true)
	keys.Close.SetHelp("ctrl+c", "quit")
	keys.Retry.SetHelp("r", "send again")
	keys.Retry.SetEnabled(c.Forward != "")
	m := &Model{Config: c, theme: th, keys: keys, inFull: key.NewBinding(key.WithKeys("f"), key.WithHelp("f", "in full"))}
	m.lanes = inspector.NewReceiving(c.Journal, c.Journal.Start(), th, keys, c.Forward != "")
	m.feed()
	return m
}

type (
	changedMsg struct{} // the journal has more
	copiedMsg  struct{ ui.Copied }
)

func (m *Model) wait() tea.Msg {
	<-m.Journal.Changed()
	return changedMsg{}
}

// Init waits for records and asks the terminal for its background.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.wait, tea.RequestBackgroundColor) }

// feed lists what the journal has more.
func (m *Model) feed() {
	if fresh := m.Journal.Since(m.seen); len(fresh) > 0 {
		m.seen = fresh[len(fresh)-1].Seq
		m.lanes.Feed(fresh)
	}
}

// Update routes a message to whom it belongs.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.theme = theme.New(m.Theme, msg.IsDark())
		m.lanes.SetTheme(m.theme)
	case tea.ModeReportMsg:
		widget.CountAs(msg)
	case changedMsg:
		m.feed()
		return m, m.wait
	case copiedMsg:
		text, level, cmd := msg.Outcome()
		m.notice = notice{text, level}
		return m, cmd
	case tea.KeyPressMsg:
		m.notice = notice{}
		return m, m.press(msg)
	case tea.PasteMsg:
		return m, m.give(msg)
	case tea.MouseClickMsg:
		msg.X, msg.Y = msg.X-marginX, msg.Y-1
		return m, m.click(msg)
	case tea.MouseWheelMsg:
		msg.X, msg.Y = msg.X-marginX, msg.Y-1
		return m, m.give(msg)
	}
	return m, nil
}

// press answers a key.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	k, typing := m.keys, m.lanes.Typing() || m.help.Typing()
	asked := m.asked
	m.asked = 0
	switch {
	case key.Matches(msg, k.Close), key.Matches(msg, k.Quit) && !typing:
		return tea.Quit
	case m.help.Open:
		m.help.Update(k, msg)
	case key.Matches(msg, k.Help), key.Matches(msg, k.HelpLetter) && !typing:
		m.help.Open = true
	case m.full.open():
		m.full.press(m, msg)
	case key.Matches(msg, k.Retry) && !typing:
		m.sendAgain()
	case key.Matches(msg, m.inFull) && !typing:
		m.showFull(asked)
	default:
		return m.give(msg)
	}
	return nil
}

// click gives a click to what lies above.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	switch {
	case m.help.Open:
		m.help.Click(msg.X, msg.Y)
	case m.full.open() && m.full.box.Outside(msg.X, msg.Y):
		m.full = full{}
	default:
		return m.give(msg)
	}
	return nil
}

// give gives a message to what takes it.
func (m *Model) give(msg tea.Msg) tea.Cmd {
	if wheel, ok := msg.(tea.MouseWheelMsg); ok && m.full.open() {
		m.full.wheel(wheel)
	}
	if m.help.Open || m.full.open() {
		return nil
	}
	text, what := m.lanes.Update(msg).Clip()
	if text == "" {
		return nil
	}
	return func() tea.Msg { return copiedMsg{ui.Clipboard{Copy: m.Copy, Leak: m.Leak}.Put(text, what)} }
}

// gone is what is said of a delivery that is not kept any more.
var gone = notice{"this delivery is not kept any more: the newest are", widget.Warning}

// sendAgain sends the chosen delivery on once more.
func (m *Model) sendAgain() {
	switch seq := m.lanes.Seq(); {
	case seq == 0:
	case m.Resend(seq):
		m.notice = notice{"sent again; what comes of it stands under Forwarded", widget.Info}
	default:
		m.notice = gone
	}
}

// showFull shows the chosen delivery as it came. In production it asks first.
func (m *Model) showFull(asked int) {
	seq := m.lanes.Seq()
	p, ok := m.Full(seq)
	switch {
	case seq == 0:
	case !ok:
		m.notice = gone
	case m.Production && asked != seq:
		m.asked = seq
		m.notice = notice{"these are the data of a real person: f again shows them", widget.Warning}
	default:
		m.full = full{post: &p}
	}
}
