package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/plain"
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
	width, height := s.size()
	lines := s.Screens.Screen(s.fileIndex[i], width, height)
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

// size is that of the terminal, within bounds, in cells.
func (s *story) size() (width, height int) {
	width, height = screenWidth, screenHeight
	if t := s.header.Terminal; t.Width > 0 {
		width = min(t.Width, 2*screenWidth)
	}
	if t := s.header.Terminal; t.Height > 0 {
		height = min(t.Height, 2*screenHeight)
	}
	return width, height
}

// plainScreen is a screen as text.
func (s *story) plainScreen(i int) (lines []string) {
	for _, line := range s.screen(i) {
		lines = append(lines, strings.TrimRight(plain.Line(ansi.Strip(line)), " "))
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
