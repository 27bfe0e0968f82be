package ui

import (
	"context"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"winkterm/flow"
	"winkterm/flow/search"
	"winkterm/ui/inspector"
	"winkterm/ui/keymap"
	"winkterm/ui/screen"
	"winkterm/ui/theme"
	"winkterm/ui/tick"
	"winkterm/ui/widget"
)

// pane is the half of the window that takes the keys.
type pane uint8

const (
	wizard pane = iota
	records
)

// App is the root model.
type App struct {
	Config
	env *screen.Env
	// base is the theme without the colours of the session's Wink template.
	base theme.Theme
	// colourful says that the terminal has enough colours for those.
	colourful bool
	state     flow.State
	page      page
	inspector inspector.Model
	// fed is the last record that the inspector has.
	fed           int
	width, height int
	// name is the program's in the header, foot how many lines are below the halves, below
	// those under the help line; their zero values are those of the wizard.
	name  string
	foot  int
	below []string
	// stepped says that somebody else moves the session and its clock, see Stepped.
	stepped bool
	focus   pane
	// help is the overlay with all keys.
	help   keymap.Overlay
	faults faults
	guard  guard
	toast  toast
	tick   tick.Timer
	// saving says that the session is being written down.
	saving bool
}

// New makes the app at the start of its session.
func New(c Config) *App {
	state, _ := c.Session.Watch()
	return newApp(c, state, c.Session.Catalogue(), c.Journal, c.Journal.Start())
}

// newApp makes the app of a state; the lanes show these records.
func newApp(c Config, state flow.State, index *search.Index, records inspector.Records, start time.Time) *App {
	th, keys := theme.New(c.Theme, true), keymap.For(c.Term)
	a := &App{
		Config: c, state: state, base: th,
		env: &screen.Env{Theme: th, Keys: keys, Index: index, Data: c.Data, People: c.People, Host: c.Host, Now: c.Now, Forward: c.Forward, QR: c.QR},
	}
	if c.QR != nil && theme.PlainTerm(c.Term) {
		a.env.QR = func(string) []string { return []string{"This terminal draws no QR code."} }
	}
	a.inspector = inspector.New(records, start, th, keys)
	a.page.Page = screen.For(a.state, a.env)
	return a
}

// Init begins the session, unless it is under way, and asks the terminal for its background.
func (a *App) Init() tea.Cmd {
	begin := func() tea.Msg { return beginMsg{} }
	if a.Begun {
		begin = func() tea.Msg { return changedMsg{} }
	}
	return tea.Batch(a.wait(), nextNotice(a.Notices, a.Session.Done()), tea.RequestBackgroundColor, begin)
}

type (
	// beginMsg sets the session going.
	beginMsg struct{}
	// changedMsg says that the session has a newer state, or the journal has grown.
	changedMsg struct{}
	// noticeMsg is what is to be said once.
	noticeMsg string
)

// listGap is the least time between two frames for records alone while the list of
// providers is read: 1,000 pages are as many records.
const listGap = 250 * time.Millisecond

// wait waits for a newer state than the present one, and for records.
func (a *App) wait() tea.Cmd {
	if a.stepped {
		return nil
	}
	_, changed := a.Session.Watch()
	gap := time.Duration(0)
	if a.state.Calls.Listing() {
		gap = listGap
	}
	return func() tea.Msg {
		var records <-chan struct{}
		rest, cancel := context.WithTimeout(context.Background(), gap)
		defer cancel()
		over := rest.Done()
		for {
			select {
			case <-over:
				over, records = nil, a.Journal.Changed()
			case <-changed:
				return changedMsg{}
			case <-records:
				return changedMsg{}
			case <-a.Session.Done():
				return nil
			}
		}
	}
}

// Update routes a message to whom it belongs.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	before := a.release()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		a.base = theme.New(a.Theme, msg.IsDark())
		a.colour()
	case tea.ColorProfileMsg:
		a.colourful = msg.Profile >= colorprofile.ANSI256
		a.env.Colours = a.colourful
		a.colour()
	case tea.ModeReportMsg:
		widget.CountAs(msg)
	case tea.KeyPressMsg:
		cmd = a.press(msg)
	case tea.PasteMsg:
		cmd = a.give(msg)
	case tea.MouseClickMsg:
		cmd = a.click(msg)
	case tea.MouseWheelMsg:
		a.wheel(msg)
	case beginMsg:
		cmd = a.intend(flow.Begin{})
	case changedMsg:
		cmd = tea.Batch(a.wait(), a.sync(), a.feed())
	case resultMsg:
		cmd = a.deliver(msg)
	case faultsMsg:
		cmd = a.answered(msg)
	case noticeMsg:
		a.toast = toast{text: string(msg), level: widget.Warning, until: a.Now().Add(noticeTime)}
		cmd = nextNotice(a.Notices, a.Session.Done())
	case copiedMsg:
		cmd = msg.tell(a)
	case openedMsg:
		msg.tell(a)
	case savedMsg:
		cmd = msg.tell(a)
	case tick.Msg:
		a.tick.Over(msg)
		a.inspector.Tick(a.Now())
	}
	after := a.release()
	a.render()
	return a, tea.Batch(before, cmd, after, a.nextTick())
}

// tidy gives back the memory that reading a long list took.
func tidy() tea.Msg {
	debug.FreeOSMemory()
	return nil
}

// intend gives the session an intent, and shows what comes of it. One that does not
// fit changes nothing.
func (a *App) intend(i flow.Intent) tea.Cmd {
	_ = a.Session.Do(i)
	return a.sync()
}

// sync takes over where the session stands.
func (a *App) sync() tea.Cmd {
	before := a.state
	a.state, _ = a.Session.Watch()
	var cmds []tea.Cmd
	if a.state.Session.Template.Colours != before.Session.Template.Colours {
		a.colour()
	}
	if a.state.Catalogue.Complete && !before.Catalogue.Complete {
		cmds = append(cmds, tidy)
	}
	if url := a.state.Browser.URL; url != before.Browser.URL {
		cmds = append(cmds, a.copy(url, "the address"))
	}
	if a.state.ViewCount != a.page.views {
		cmds = append(cmds, a.show())
	}
	return tea.Batch(cmds...)
}

// colour gives everything the colours of the session's Wink template, where it has some and
// the terminal enough.
func (a *App) colour() {
	th := a.base
	if c := a.state.Session.Template.Colours; c != nil && a.colourful {
		th = th.With(theme.Colours{Primary: c.Primary, Accent: c.Accent})
	}
	a.env.Theme = th
	a.inspector.SetTheme(th)
}

// show makes the screen of a page that has come.
func (a *App) show() tea.Cmd {
	a.page = page{Page: screen.For(a.state, a.env), views: a.state.ViewCount}
	if a.state.Unasked {
		a.guard.until = a.Now().Add(guardTime)
	}
	return a.do(a.page.Update(screen.Arrived{}, a.state))
}

// feed hands the inspector what the journal has got since.
func (a *App) feed() tea.Cmd {
	fresh := a.Journal.Since(a.fed)
	if len(fresh) == 0 {
		return nil
	}
	a.fed = fresh[len(fresh)-1].Seq
	a.inspector.Feed(fresh)
	return a.reread(fresh)
}

// toast is a word that stands in the footer for a moment.
type toast struct {
	text  string
	level widget.Level
	until time.Time
}

// say puts a word into the footer.
func (a *App) say(text string, level widget.Level) {
	a.toast = toast{text: text, level: level, until: a.Now().Add(toastTime)}
}

// How long a word stands; one with the path of a file is read out, or typed elsewhere,
// and a notice comes unasked.
const (
	toastTime  = 3 * time.Second
	pathTime   = 20 * time.Second
	noticeTime = 10 * time.Second
)

// nextNotice waits for what is to be said, until the session is closed.
func nextNotice(notices <-chan string, done <-chan struct{}) tea.Cmd {
	if notices == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case text := <-notices:
			return noticeMsg(text)
		case <-done:
			return nil
		}
	}
}
