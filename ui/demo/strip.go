package demo

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"

	"winkterm/flow/scenario/spec"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// strip is what stands below the wizard: the step, the key that was pressed, and what the
// speaker says.
type strip struct {
	// silent leaves out the notes, filmed the keys of the demo, left all of it.
	silent, filmed, left bool

	step, note string
	// at counts the steps from 1, of is how many there are.
	at, of int
	// typed are the letters since the last other key; pressed and does are the last key.
	typed, pressed, does string
}

func (s *strip) begin(step spec.Step, of int) {
	s.at, s.of = s.at+1, of
	if s.ended() {
		return
	}
	s.step, s.note = spec.Text(step.Do), step.Note
	s.typed, s.pressed, s.does = "", "", ""
}

func (s *strip) ended() bool { return s.at > s.of }

// typedMost is how many letters show.
const typedMost = 24

// key shows a key: letters in a row stand together.
func (s *strip) key(name, does string, hidden bool) {
	if hidden {
		name = "•"
	}
	if does == "type" {
		if name == "space" {
			name = " "
		}
		letters := []rune(s.typed + name)
		s.typed = string(letters[max(0, len(letters)-typedMost):])
		s.pressed, s.does = s.typed, does
		return
	}
	s.typed, s.pressed, s.does = "", name, does
}

// noteLines is how many lines a note has in a window of a height and lines of a width.
func noteLines(width, height int) int {
	if width < narrow && height >= low {
		return 3
	}
	return 2
}

// noted is a note in as many lines, of which the last one shows that there was more.
func noted(th theme.Theme, text string, width, count int) []string {
	lines := widget.Lines(widget.Wrap(widget.Clean(text), width))
	if len(lines) > count {
		lines[count-1] = widget.Cut(lines[count-1]+" "+lines[count], width)
	}
	for len(lines) < count {
		lines = append(lines, "")
	}
	lines = lines[:count]
	for i := range lines {
		lines[i] = th.Info.Render(lines[i])
	}
	return lines
}

// status is what the terminal says of the show: a word or two, whether it is bad, and the
// keys that do something.
type status struct {
	text string
	bad  bool
	keys []key.Binding
}

// lines draws the strip: as many lines for each height of the window.
func (s *strip) lines(th theme.Theme, width, height int, now status) []string {
	if s.left {
		return nil
	}
	step := "starting"
	if s.at > 0 {
		step = fmt.Sprintf("%d/%d %s", min(s.at, s.of), s.of, widget.Clean(s.step))
	}
	left, role := th.Strong.Render(step), th.Warning
	if now.bad {
		role = th.Error
	}
	if now.text != "" {
		left = role.Render(widget.Clean(now.text)) + "  " + left
	}
	right := strings.TrimSpace(th.Focus.Render(widget.Clean(s.pressed)) + " " + th.Muted.Render(widget.Clean(s.does)))
	room := max(width-widget.Width(right)-1, 0)
	lines := []string{widget.Fit(left, room) + " " + right}
	if !s.silent {
		lines = append(lines, noted(th, s.note, width, noteLines(width, height))...)
	}
	if height >= tall {
		lines = append([]string{widget.Rule(th, width)}, lines...)
	}
	if height >= low && !s.filmed {
		var keys []string
		for _, k := range now.keys {
			keys = append(keys, th.Key.Render(k.Help().Key)+" "+th.KeyDesc.Render(k.Help().Desc))
		}
		gap := th.Faint.Render(" " + th.Symbols.Dot + " ")
		if width < narrow {
			gap = "  "
		}
		lines = append(lines, widget.KeepFirst(keys, gap, width))
	}
	return lines
}

// The heights of a window from which there is room for the keys of the demo, and for a
// rule; and the width below which lines are narrow.
const (
	low    = 16
	tall   = 22
	narrow = 70
)
