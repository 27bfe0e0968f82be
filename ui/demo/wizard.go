package demo

import (
	"fmt"
	"math/rand/v2"

	tea "charm.land/bubbletea/v2"

	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/play"
	"winkterm/flow/session"
	"winkterm/ui"
	"winkterm/ui/files"
	"winkterm/ui/files/query"
	"winkterm/ui/theme"
)

// open makes the app of the session.
func (s *stage) open(p *rerun.Player) play.Stage {
	s.player = p
	s.clock, _ = p.Session().Clock().(*rerun.Clock)
	s.jitter = rand.New(rand.NewPCG(s.scenario.Seed, 1)) //nolint:gosec // the same each time
	s.newApp()
	return s
}

func (s *stage) newApp() {
	walk := s.player.Session()
	s.app = ui.NewStepped(ui.Config{
		Session: flushed{walk}, Journal: walk.Journal(), Now: s.clock.Now, Host: fmt.Sprintf("seed %d", s.scenario.Seed),
		Term: s.config.Term, Theme: s.config.Theme, People: assets.People(), Faults: walk.Faults(), Disk: s.disk,
	}, "winkterm demo")
	s.views = -1
	s.resize()
}

// window is what is known of the terminal.
type window struct {
	size    tea.WindowSizeMsg
	dark    *tea.BackgroundColorMsg
	colours *tea.ColorProfileMsg
}

// theme is the one that the window shows.
func (s *stage) theme() theme.Theme {
	return theme.New(s.config.Theme, s.window.dark == nil || s.window.dark.IsDark())
}

// resize gives the app what is known of the terminal.
func (s *stage) resize() {
	s.app.Under(s.lines(status{}))
	if s.window.dark != nil {
		s.update(*s.window.dark)
	}
	if s.window.colours != nil {
		s.update(*s.window.colours)
	}
	s.update(s.window.size)
}

// draw draws the window, with what the terminal says of the show.
func (s *stage) draw(now status) tea.View {
	s.app.Under(s.lines(now))
	return s.app.View()
}

func (s *stage) lines(now status) []string {
	return s.strip.lines(s.theme(), s.app.Width(), s.window.size.Height, now)
}

// flushed is a session whose intents are performed when Do returns, so that what is
// recorded has the same order each time.
type flushed struct{ *session.Session }

func (f flushed) Do(i flow.Intent) error {
	err := f.Session.Do(i)
	f.Flush()
	return err
}

// disk has the samples alone before the user takes over.
func (s *stage) disk(q query.Question) query.Result {
	if _, ok := q.(query.List); ok && !s.free {
		return query.Listed{Samples: files.Samples()}
	}
	return files.Answer(q)
}

// update gives the app a message, and performs what it wants.
func (s *stage) update(msg tea.Msg) { s.app.Perform(s.app.Update(msg)) }
