package picture

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// Moving draws a film that begins again at its end. A row is drawn once for each of its
// texts, and shows while the terminal has it. Where motion is not wanted, the last frame
// stands still. length is the film's, over the time of the last frame. It fails where to
// does.
func Moving(to io.Writer, p Picture, frames []Frame, length time.Duration) error {
	d := newDrawing(p)
	times, grids := newScreen(p).play(frames)
	m := moving{drawing: d, rows: map[string]int{}, classes: map[string]int{}, begins: times, length: length}
	for y := range p.Height {
		texts := make([]string, len(grids))
		for i, g := range grids {
			texts[i] = d.row(g[y])
		}
		m.row(y, texts)
	}
	return d.write(to)
}

// moving is a film while it is drawn.
type moving struct {
	*drawing
	// rows are numbers of what was drawn in a row, classes of the times when one shows.
	rows, classes map[string]int
	begins        []time.Duration
	length        time.Duration
}

// row draws the row y, of which frame i has the text i.
func (m *moving) row(y int, texts []string) {
	var order []string
	shows := map[string][]bool{}
	for i, text := range texts {
		if text == "" {
			continue
		}
		if shows[text] == nil {
			order, shows[text] = append(order, text), make([]bool, len(texts))
		}
		shows[text][i] = true
	}
	left, top := m.picture.at(0, y)
	for _, text := range order {
		n, known := m.rows[text]
		if !known {
			n = len(m.rows)
			m.rows[text] = n
			fmt.Fprintf(&m.defs, "<g id=\"r%d\">%s</g>\n", n, text)
		}
		fmt.Fprintf(&m.body, "<use href=\"#r%d\" x=\"%d\" y=\"%d\"%s/>\n", n, left, top, m.times(shows[text]))
	}
}

// times is the class of what shows in some frames, empty where it shows in all.
func (m *moving) times(shows []bool) string {
	var keys strings.Builder
	always := true
	for i, on := range shows {
		always = always && on
		if i == 0 || on != shows[i-1] {
			fmt.Fprintf(&keys, "%s%%{visibility:%s}", m.percent(m.begins[i]), visibility(on))
		}
	}
	if always {
		return ""
	}
	n, known := m.classes[keys.String()]
	if !known {
		n = len(m.classes)
		m.classes[keys.String()] = n
		fmt.Fprintf(&m.rules, ".k%d{visibility:%s}@keyframes k%d{%s}\n", n, visibility(shows[len(shows)-1]), n, keys.String())
		fmt.Fprintf(&m.rules, "@media(prefers-reduced-motion:no-preference){.k%d{animation:k%d %ss step-end infinite}}\n", n, n, number(m.length.Seconds()))
	}
	return fmt.Sprintf(` class="k%d"`, n)
}

func visibility(on bool) string {
	if on {
		return "visible"
	}
	return "hidden"
}

// percent is a part of the film, to a ten thousandth of a hundredth.
func (m *moving) percent(at time.Duration) string {
	share := int64(at/time.Microsecond) * 100 * 10_000 / max(int64(m.length/time.Microsecond), 1)
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%04d", share/10_000, share%10_000), "0"), ".")
}
