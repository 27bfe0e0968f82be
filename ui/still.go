package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/search"
	"winkterm/ui/inspector"
	"winkterm/ui/screen"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Moment is what the window showed at a time.
type Moment struct {
	State flow.State
	// Found is what the page shows of the provider list.
	Found *search.Index
	// At is the session's time, Since when the page came.
	At, Since time.Time
	// Typed is the name of the field that was typed into last, empty for none.
	Typed string
}

// Still draws the window of a session that is over, as the app drew it, from what was
// recorded. Nothing moves in it by itself, and nobody is asked. What a screen keeps for
// itself is as when its page came. Make it with NewStill.
type Still struct {
	app *App
	now time.Time
	// text is the page where there is none of the flow, and facts are the header's then.
	text  []string
	facts []string
}

// NewStill makes the window of a session that began at a time. Of the config it uses what
// is drawn: Host, Term, Production, People. The lanes show these records.
func NewStill(c Config, records inspector.Records, start time.Time) *Still {
	s := &Still{now: start}
	c.Now = func() time.Time { return s.now }
	s.app = newApp(c, flow.State{}, search.New(), records, start)
	return s
}

// Show draws the page of a moment from now on.
func (s *Still) Show(m Moment) {
	a := s.app
	s.text, s.facts = nil, nil
	a.state, a.env.Index = m.State, m.Found
	a.colour()
	s.now = m.Since
	a.page = page{Page: screen.For(a.state, a.env)}
	a.page.TypeInto(m.Typed)
	s.now = m.At
	s.render()
}

// ShowText draws these lines in the place of a page, and these facts in the header.
func (s *Still) ShowText(lines, facts []string) {
	s.text, s.facts = lines, facts
	s.render()
}

func (s *Still) render() {
	a := s.app
	if s.facts == nil {
		a.render()
		return
	}
	r := a.layout().page
	a.page.drawn = screen.View{Lines: s.text}
	a.page.scroll.Move(0, len(s.text), r.height)
}

// top is the header, and the line of the stages with a blank one, where the page is one
// of the flow.
func (s *Still) top(width int) (header, stages string) {
	a := s.app
	if s.facts == nil {
		return a.header(), rail(a.env.Theme, a.state, width)
	}
	return widget.Header(a.env.Theme, a.name, widget.Production(a.env.Theme, a.Production), s.facts, a.width-4), "\n"
}

// Feed lists records in the lanes: those that have come, or, anew, all there are.
func (s *Still) Feed(records []journal.Record, anew bool) {
	if anew {
		s.app.inspector.Replace(records)
		return
	}
	s.app.inspector.Feed(records)
}

// Size sets the size of the window, in cells.
func (s *Still) Size(width, height int) {
	s.app.width, s.app.height = width, height
	s.render()
}

// SetTheme changes the colours.
func (s *Still) SetTheme(th theme.Theme) {
	s.app.base = th
	s.app.colour()
	s.render()
}

// SetColours says whether there are enough colours for those of a Wink template.
func (s *Still) SetColours(enough bool) {
	s.app.colourful = enough
	s.app.colour()
	s.render()
}

// Draw draws the whole window.
func (s *Still) Draw() string {
	if s.facts != nil {
		return s.Framed(s.Body(), "")
	}
	return s.app.draw()
}

// Under makes the window one of a program of its own: name stands first in the header,
// and foot is how many lines Framed puts below the page.
func (s *Still) Under(name string, foot int) { s.app.name, s.app.foot = name, foot }

// Body draws what is above the footer: the stages and the page beside the lanes. It is empty
// where the window has no room for them.
func (s *Still) Body() string {
	if _, small := widget.TooSmall(s.app.width, s.app.height); small {
		return ""
	}
	w, h := s.app.inner()
	_, stages := s.top(w)
	return widget.Box(stages+"\n"+s.app.halves(), w, h)
}

// Framed draws the window with a body of its Inner size and a footer, which are the
// caller's. More lines than the footer has take the last ones of the body.
func (s *Still) Framed(body string, foot ...string) string {
	a := s.app
	if text, small := widget.TooSmall(a.width, a.height); small {
		return text
	}
	w, h := a.inner()
	header, _ := s.top(w)
	lines := widget.Lines(widget.Box(body, w, h))
	lines = append(lines[:max(len(lines)+max(a.foot, footHeight)-len(foot), 0)], foot...)
	return widget.Frame(a.env.Theme, header, " "+strings.Join(lines, "\n "), a.width, a.height)
}

// Inner is the room for a body and for each line of the footer, in cells.
func (s *Still) Inner() (width, height int) { return s.app.inner() }

// Lanes are the lanes beside the page.
func (s *Still) Lanes() *inspector.Model { return &s.app.inspector }

// Focus says whether the lanes have the focus.
func (s *Still) Focus() (lanes bool) { return s.app.focus == records }

// ToLanes gives the focus to the lanes, or to the page.
func (s *Still) ToLanes(lanes bool) {
	s.app.focus = wizard
	if lanes {
		s.app.focus = records
	}
}

// Mouse gives a click or the wheel to the half that it hits, with the coordinates of the
// window; the page scrolls, and that is all it does.
func (s *Still) Mouse(msg tea.MouseMsg) {
	l, at := s.app.layout(), msg.Mouse()
	onLanes := l.records.has(at.X, at.Y) && (l.wide || s.Focus())
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if onLanes {
			s.app.click(msg)
		} else if l.page.has(at.X, at.Y) {
			s.ToLanes(false)
		}
	case tea.MouseWheelMsg:
		if onLanes || len(s.app.page.drawn.Lines) > l.page.height {
			s.app.wheel(msg)
		}
	}
}
