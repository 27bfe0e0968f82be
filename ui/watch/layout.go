package watch

import "winkterm/ui/widget"

// narrow is the width below which the header has no room for the program's name.
const narrow = 80

// Lines and columns around the two halves: the frame with a blank column, a title
// above each half, the footer.
const (
	marginX     = 2
	titleHeight = 1
	footHeight  = 1
	frameTop    = 1 // the line that the body begins on
)

// layout is where the halves are, in lines of the window.
type layout struct {
	width   int
	heights [2]int // how many lines each half has
	notice  []string
	// parting is the line of the lower half's title, high how many lines all have.
	parting, high int
}

// layout parts the window: three fifths are for whom it follows, whatever there
// is, so that nothing jumps when somebody comes.
func (m *Model) layout() layout {
	l := layout{width: max(m.width-2*marginX, 1), high: max(m.height-widget.FrameHeight-footHeight, 1)}
	l.notice = m.notice(l.width)
	left := max(l.high-len(l.notice)-2*titleHeight, 2)
	up := max(left*3/5, 1)
	l.heights = [2]int{upper: up, lower: left - up}
	l.parting = frameTop + len(l.notice) + titleHeight + up
	return l
}

// noticeMost is how many lines a notice takes at most.
const noticeMost = 5

// notice says while the host is left alone why, and until when, and why there is no
// list of users; else what is to be said.
func (m *Model) notice(width int) []string {
	text := ""
	switch listing := m.history.failing[""]; {
	case m.halted != nil:
		text = "Nothing is asked until " + m.moment(m.halted.Until) + ". " + m.halted.Err.Error()
	case listing != nil:
		text = "The list of users fails. " + listing.Error()
	case m.said != "":
		text = m.said
	default:
		return nil
	}
	lines := widget.Lines(widget.Notice(m.theme, widget.Warning, text, width))
	return lines[:min(len(lines), noticeMost)]
}
