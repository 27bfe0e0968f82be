package demo

import (
	"cmp"
	"context"
	"fmt"
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
	c.Term = filmed
	at := time.Unix(0, 0)
	var film *cast.Writer
	for _, scenario := range c.Scenarios {
		s := &stage{config: c, scenario: scenario, strip: strip{silent: c.Silent, filmed: true}, window: window{
			size:    tea.WindowSizeMsg{Width: width, Height: height},
			colours: &tea.ColorProfileMsg{Profile: colorprofile.TrueColor},
		}}
		page, note := "", ""
		for p := range s.run(ctx) {
			if film == nil {
				at = s.Now()
				film = cast.New(cast.Header{Width: width, Height: height, Term: filmed, Began: at, Title: widget.Clean(scenario.Name), Command: "winkterm demo"})
			}
			if now := s.Session().State().Page.String(); now != page {
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
			at = at.Add(time.Duration(float64(p.length) / c.Speed))
		}
		if f := s.outcome.Failure; f != nil && !s.left {
			return failed(scenario.Name, f)
		}
	}
	film.End(at)
	_, err := film.WriteTo(to)
	return err
}

// failed says why a scenario is no demo.
func failed(name string, f *play.Failure) error {
	return fmt.Errorf("%s: the scenario %q stops at %s: %s", f.Pos, name, cmp.Or(f.Step, "its end"), f.Why())
}
