package demo

import (
	"cmp"
	"context"
	"fmt"
	"image/color"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"winkterm/flow/cast"
	"winkterm/flow/scenario/play"
	"winkterm/ui/widget"
)

// filmed is the TERM of a film.
const filmed = "xterm-256color"

// Film writes the demo as a film of a width and height in cells: a marker for each
// scenario, page and note. It fails where a scenario does not go as it says, and writes
// nothing then.
func Film(ctx context.Context, c Config, width, height int, to io.Writer) error {
	var film *cast.Writer
	page, note := "", ""
	end, err := shoot(ctx, c, width, height, func(s *stage, at time.Time) bool {
		if film == nil {
			film = cast.New(cast.Header{Width: width, Height: height, Term: filmed, Began: at, Title: widget.Clean(s.scenario.Name), Command: "winkterm demo"})
		}
		if now := s.page(); now != page {
			page = now
			film.Marker(at, page)
		}
		if now := s.strip.note; now != note && !c.Silent {
			note = now
			if note != "" {
				film.Marker(at, widget.Clean(note))
			}
		}
		film.Frame(at, widget.Lines(s.draw(status{}).Content))
		return true
	})
	if err != nil {
		return err
	}
	film.End(end)
	_, err = film.WriteTo(to)
	return err
}

// shoot plays the demo in a window of a width and height, and shows each moment with its
// time until the caller has seen enough. It gives the time of the end, and fails where a
// scenario does not go as it says.
func shoot(ctx context.Context, c Config, width, height int, show func(s *stage, at time.Time) (more bool)) (at time.Time, err error) {
	c.Term = filmed
	began := false
	for _, scenario := range c.Scenarios {
		s := &stage{config: c, scenario: scenario, strip: strip{silent: c.Silent, filmed: true, left: c.Bare}, window: window{
			size:    tea.WindowSizeMsg{Width: width, Height: height},
			colours: &tea.ColorProfileMsg{Profile: colorprofile.TrueColor},
		}}
		if c.Light {
			s.window.dark = &tea.BackgroundColorMsg{Color: color.White}
		}
		for p := range s.run(ctx) {
			if !began {
				at, began = s.Now(), true
			}
			if !show(s, at) {
				return at, nil
			}
			at = at.Add(time.Duration(float64(p.length) / c.Speed))
		}
		if f := s.outcome.Failure; f != nil && !s.left {
			return at, failed(scenario.Name, f)
		}
	}
	return at, nil
}

// page is the name of the session's page.
func (s *stage) page() string { return s.Session().State().Page.String() }

// failed says why a scenario is no demo.
func failed(name string, f *play.Failure) error {
	return fmt.Errorf("%s: the scenario %q stops at %s: %s", f.Pos, name, cmp.Or(f.Step, "its end"), f.Why())
}
