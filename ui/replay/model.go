package replay

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"winkterm/flow/replay"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Model is the root model. Make it with New.
type Model struct {
	Config
	// end ends what runs in the background.
	end      context.Context //nolint:containedctx // of the whole screen
	timeline *replay.Timeline
	view     *view
	theme    theme.Theme
	keys     keys
	// wizard are the keys of the parts that the wizard has as well.
	wizard        keymap.Keys
	at            int
	width, height int
	marks         []int // in order
	playing       playing
	search        seeker
	follow        follow
	help          keymap.Overlay
	notice        notice
}

// notice is a word in the place of the help line, until the next key.
type notice struct {
	text  string
	level widget.Level
}

// New makes the screen of a recording. What runs in the background ends with ctx.
func New(ctx context.Context, c Config) *Model {
	t := replay.New(c.File)
	m := &Model{
		Config: c, end: ctx, timeline: t, view: newView(t, c.Term, c.Theme), theme: theme.New(c.Theme, true),
		keys: newKeys(c), wizard: keymap.For(c.Term), follow: follow{on: c.Follow, grown: make(chan struct{}, 1)},
	}
	m.view.still.Under("replay", footLines)
	m.at = t.Clamp(c.At)
	if c.Follow {
		m.at = t.Clamp(t.Len() - 1)
	}
	m.view.show(m.at)
	if damage := c.File.Damage(); damage != nil {
		m.notice = notice{damage.Error(), widget.Warning}
	}
	return m
}

// Init asks the terminal for its background, and follows the file if it is to.
func (m *Model) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, m.followFile()) }

// Update routes a message to whom it belongs.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.view.still.Size(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.theme = theme.New(m.Theme, msg.IsDark())
		m.view.theme = m.theme
		m.view.still.SetTheme(m.theme)
		m.view.show(m.at)
	case tea.ColorProfileMsg:
		m.view.still.SetColours(msg.Profile >= colorprofile.ANSI256)
	case tea.ModeReportMsg:
		widget.CountAs(msg)
	case tea.KeyPressMsg:
		m.notice = notice{}
		cmd = m.press(msg)
	case tea.PasteMsg:
		cmd = m.give(msg)
	case tea.MouseMsg:
		m.mouse(msg)
	case playMsg:
		cmd = msg.tick(m)
	case progressMsg:
		cmd = m.search.progressed(msg)
	case foundMsg:
		msg.show(m)
	case grownMsg:
		cmd = m.grew()
	case endedMsg:
		msg.tell(m)
	case copiedMsg:
		cmd = msg.tell(m)
	case savedMsg:
		cmd = msg.tell(m)
	}
	return m, cmd
}

// goTo shows the moment of a record, the nearest one that there is.
func (m *Model) goTo(i int) {
	if i = m.timeline.Clamp(i); i != m.at {
		m.at = i
		m.view.show(i)
		if _, err := m.File.At(i); err != nil {
			m.say(err.Error(), widget.Error)
		}
	}
}

// moment is the session's time of the moment, and since its beginning.
func (m *Model) moment() (at time.Time, since time.Duration) {
	start := m.timeline.Start()
	if m.timeline.Len() == 0 {
		return start, 0
	}
	at = m.File.Meta(m.at).At
	return at, at.Sub(start)
}

// say puts a word into the place of the help line.
func (m *Model) say(text string, level widget.Level) { m.notice = notice{text, level} }
