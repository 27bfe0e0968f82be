package accessible

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui"
	"winkterm/ui/files"
	"winkterm/ui/files/query"
	"winkterm/ui/keymap"
	"winkterm/ui/screen"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Config is that of the wizard, whose Out takes the lines.
type Config struct {
	ui.Config
	// Read gives the next line of the answers; its error says that no more comes.
	Read func() (string, error)
	// Hide has the terminal show nothing of what is typed from now on, or show it again; it
	// may be nil.
	Hide func(hidden bool)
	// Person says that somebody types at a terminal: a question ends without a line break,
	// and an answer to a question that is over by then is not used.
	Person bool
	// After gives the time once so much is over; where it is nil, what the time brings is said
	// with the next thing that happens.
	After func(time.Duration) <-chan time.Time
	// Flush waits until what was decided is recorded; it may be nil.
	Flush func()
}

// Talk is the wizard as lines. Nothing goes on in it by itself: Refresh says what is new,
// Answer takes a line. Make it with New.
type Talk struct {
	Config
	env   *screen.Env
	plain func(string) string
	state flow.State
	page  *screen.Page
	// views is the state's count when the page came, fed the last record that was said.
	views, fed int
	outline    []screen.Entry
	// named are the ids that were said in full.
	named map[string]bool
	// said are the entries of the page that were said, mode the host's that was said.
	said map[string]bool
	mode string
	// at is the field that is asked for, first the first row of a list that is read.
	at, first int
	// asked is the question as it was put last, listed the choices that were read last.
	asked, listed string
	// pending says that a question was put to a person, and nothing was said since.
	pending bool
	// hidden says that what is typed is not shown.
	hidden bool
	// limits are the times that were said, with how often.
	limits map[string]int
	// over says that the user has left, failed why nothing can be said any more.
	over   bool
	failed error
}

// New makes the talk about a session. It says nothing yet.
func New(c Config) *Talk {
	th := theme.New(theme.Standard, true)
	return &Talk{
		Config: c, plain: screen.Spoken(th.Symbols), views: -1, limits: map[string]int{}, named: map[string]bool{},
		env: &screen.Env{
			Theme: th, Keys: keymap.New(), Index: c.Session.Catalogue(), Data: c.Data, People: c.People,
			Host: c.Host, Now: c.Now, Forward: c.Forward,
		},
	}
}

// line says one line, or those of a text. Nothing that a terminal acts on is in it.
func (t *Talk) line(format string, args ...any) { t.write(fmt.Sprintf(format, args...) + "\n") }

func (t *Talk) write(text string) {
	if t.pending { // what comes meanwhile has lines of its own, and the question comes again
		text, t.pending, t.asked = "\n"+strings.TrimPrefix(text, "\n"), false, ""
	}
	if _, err := io.WriteString(t.Out, widget.CleanLines(text)); err != nil && t.failed == nil {
		t.failed = err
	}
}

// The size of a page that nobody sees: wide and long enough that nothing is left out.
const width, height = 400, 1000

// Refresh says what is new: records, the page, what has come to it, and what is asked.
func (t *Talk) Refresh() {
	if t.Flush != nil {
		t.Flush()
	}
	t.state, _ = t.Session.Watch()
	t.records()
	if t.page == nil || t.state.ViewCount != t.views {
		t.page, t.views = screen.For(t.state, t.env), t.state.ViewCount
		t.said, t.first, t.asked, t.listed = nil, 0, "", ""
		t.do(t.page.Update(screen.Arrived{}, t.state))
		t.read()
		t.at = t.nextEmpty()
	}
	t.read()
	t.news()
	t.times()
	t.ask()
}

// read reads the outline of the page as it is now.
func (t *Talk) read() { t.outline = t.page.View(t.state, width, height).Outline() }

// of are the entries of a kind.
func (t *Talk) of(kind screen.Kind) (found []screen.Entry) {
	for _, e := range t.outline {
		if e.Kind == kind {
			found = append(found, e)
		}
	}
	return found
}

// waits says that the page goes on by itself, and asks nothing before.
func (t *Talk) waits() bool { return t.state.Calls.Busy() || len(t.of(screen.Waiting)) > 0 }

// news says of the page what was not said yet.
func (t *Talk) news() {
	before := t.said
	t.said = map[string]bool{}
	for _, e := range append(t.outline[:len(t.outline):len(t.outline)], t.besides()) {
		text, key := "", ""
		switch e.Kind {
		case screen.Heading:
			text = "\n" + e.Text
		case screen.Sentence, screen.Notice:
			text = e.Text
		case screen.Waiting:
			text = capital(strings.TrimRight(e.Text, ":.")) + ". Please wait."
		case screen.Fact:
			text = e.Label + ": " + e.Text
		case screen.Field, screen.Choice, screen.Send, screen.Action, screen.List:
			continue // they are asked
		}
		if key = text; e.Timed {
			key = fmt.Sprint(e.Kind)
		}
		if e.Timed && e.Kind != screen.Waiting {
			continue // how the time goes on is for who looks; limits are said by times
		}
		if !before[key] && !t.said[key] {
			t.line("%s", t.briefly(text))
		}
		t.said[key] = true
	}
}

// besides says what can be answered beside what is asked for; where there are no choices,
// that is what is asked for. The word for the test person says itself.
func (t *Talk) besides() screen.Entry {
	var labels []string
	for _, e := range t.of(screen.Action) {
		if e.Key != t.env.Keys.Fill.Help().Key {
			labels = append(labels, e.Label)
		}
	}
	if asked := len(t.of(screen.Choice))+len(t.of(screen.Field))+len(t.of(screen.List)) > 0; !asked || len(labels) == 0 {
		return screen.Entry{Kind: screen.Action}
	}
	return screen.Entry{Kind: screen.Fact, Label: "You can also answer", Text: strings.Join(labels, ", ")}
}

// do performs what the page wants.
func (t *Talk) do(out screen.Out) {
	for _, q := range out.Queries {
		find := t.Disk
		if find == nil {
			find = files.Answer
		}
		t.do(t.page.Update(query.Answer{ID: q.ID, What: find(q.What)}, t.state))
	}
	for _, i := range out.Intents {
		t.want(i)
	}
	if out.Copy != "" {
		t.line("The %s: %s", strings.TrimPrefix(out.What, "the "), out.Copy)
	}
	if out.Open != "" {
		t.open(out.Open)
	}
	t.over = t.over || out.Quit
}

// want gives the session an intent, and says why where it does not fit.
func (t *Talk) want(i flow.Intent) {
	err := t.Session.Do(i)
	_, typed := i.(flow.Typed) // what stands there already may be typed again
	if refused := new(flow.Refused); errors.As(err, &refused) && !typed {
		t.line("Not now: %s.", strings.TrimSuffix(refused.Error(), "."))
	}
	t.state, _ = t.Session.Watch()
}

// open opens an address in the user's browser, where there is one.
func (t *Talk) open(address string) {
	if t.Open == nil {
		t.line("Open this address in a browser: %s", address)
		return
	}
	if err := t.Open(address); err != nil {
		t.line("No browser was opened: %v. The address is %s", err, address)
		return
	}
	t.line("Opened in a browser: %s", address)
}

// press gives the page a key.
func (t *Talk) press(k tea.KeyPressMsg) { t.do(t.page.Update(k, t.state)) }
