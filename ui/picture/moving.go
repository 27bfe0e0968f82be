package picture

import (
	"fmt"
	"strings"
	"time"
)

// moving is an SVG of frames while it is drawn. A row is drawn once for each of its texts,
// and shows while the terminal has it; where motion is not wanted, the last frame stands
// still.
type moving struct {
	*drawing
	// rows are numbers of what was drawn in a row, classes of the times when one shows.
	rows, classes map[string]int
	times         []time.Duration
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
		fmt.Fprintf(&m.body, "<use href=\"#r%d\" x=\"%d\" y=\"%d\"%s/>\n", n, left, top, m.class(shows[text]))
	}
}

// class is that of what shows in some frames, empty where it shows in all.
func (m *moving) class(shows []bool) string {
	name := map[bool]string{true: "visible", false: "hidden"}
	keys, changes := "", 0
	for i, on := range shows {
		if i == 0 || on != shows[i-1] {
			changes++
			keys += fmt.Sprintf("%s%%{visibility:%s}", number(100*m.times[i].Seconds()/max(m.picture.Length.Seconds(), 1)), name[on])
		}
	}
	if changes == 1 {
		return ""
	}
	n, known := m.classes[keys]
	if !known {
		n = len(m.classes)
		m.classes[keys] = n
		fmt.Fprintf(&m.rules, ".k%d{visibility:%s;animation:k%d %ss step-end infinite}@keyframes k%d{%s}\n", n, name[shows[len(shows)-1]], n, number(m.picture.Length.Seconds()), n, keys)
	}
	return fmt.Sprintf(` class="k%d"`, n)
}

// texts are the drawn rows y of frames.
func (d *drawing) texts(grids []grid, y int) (texts []string) {
	for _, g := range grids {
		var b strings.Builder
		d.row(&b, g[y])
		texts = append(texts, b.String())
	}
	return texts
}
