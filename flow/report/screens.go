package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The size of a screen where the recording does not say it, in cells.
const (
	screenWidth  = 120
	screenHeight = 40
)

// screen is the wizard's screen at a record, as lines with colours, in the size that
// it had; nil where there is none.
func (s *story) screen(i int) []string {
	if s.Screens == nil || i < 0 || i >= len(s.records) {
		return nil
	}
	lines := s.Screens.Screen(s.fileIndex[i], s.width(), s.height())
	for _, line := range lines {
		s.drawn.WriteString(ansi.Strip(line))
		s.drawn.WriteByte('\n')
	}
	return lines
}

// moment is the index of the record whose screen is shown: the one that was asked for,
// or the last of the last page before the session was closed; -1 where there is none.
func (s *story) moment() int {
	for i, r := range s.records {
		if s.At > 0 && r.Seq == s.At {
			return i
		}
	}
	for i := len(s.steps) - 1; i >= 0; i-- {
		if s.steps[i].Page != closedPage || i == 0 {
			return s.steps[i].last
		}
	}
	return len(s.records) - 1
}

func (s *story) width() int {
	if w := s.header.Terminal.Width; w > 0 {
		return min(w, 2*screenWidth)
	}
	return screenWidth
}

func (s *story) height() int {
	if h := s.header.Terminal.Height; h > 0 {
		return min(h, 2*screenHeight)
	}
	return screenHeight
}

// plainScreen is a screen as text.
func (s *story) plainScreen(i int) (lines []string) {
	for _, line := range s.screen(i) {
		lines = append(lines, strings.TrimRight(clean(ansi.Strip(line)), " "))
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
