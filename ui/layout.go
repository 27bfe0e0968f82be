package ui

import (
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

const (
	wideFrom  = 100 // columns from which both halves show
	narrow    = 80  // below it the header has no room for the program's name
	leastPage = 49  // columns of the wizard beside the lanes
)

// rect is a part of the window, in cells.
type rect struct{ left, top, width, height int }

func (r rect) has(x, y int) bool {
	return x >= r.left && x < r.left+r.width && y >= r.top && y < r.top+r.height
}

// layout is where the halves are. In a narrow window they have the same place
// and one of them shows.
type layout struct {
	wide          bool
	page, records rect
}

// Rows and columns around the body: the frame with a blank column, the rail with
// a blank line below, the footer.
const (
	marginX    = 2
	railHeight = 2
	footHeight = 1
	gutter     = 3
	frameTop   = 1 // the line that the body begins on
)

// inner is the size of what the frame holds, less the footer.
func (a *App) inner() (width, height int) {
	return a.width - 2*marginX, a.height - widget.FrameHeight - max(a.foot, footHeight)
}

func (a *App) layout() layout {
	w, h := a.inner()
	all := rect{left: marginX, top: frameTop + railHeight, width: w, height: h - railHeight}
	if a.width < wideFrom {
		return layout{page: all, records: all}
	}
	page, rest := all, all
	page.width = min(max(w*2/5, leastPage), 90)
	rest.left += page.width + gutter
	rest.width -= page.width + gutter
	return layout{wide: true, page: page, records: rest}
}

// render draws what a message may have changed.
func (a *App) render() {
	if _, small := widget.TooSmall(a.width, a.height); small {
		return
	}
	sign := a.base.Symbols.Wait
	if turns(a) {
		sign, _ = widget.Spinner(a.Now(), theme.PlainTerm(a.Term))
	}
	a.env.Theme.Symbols.Wait = sign
	l, th := a.layout(), a.env.Theme
	if a.focus == records && l.wide {
		a.env.Theme = th.Resting()
	}
	a.page.render(a.state, l.page)
	a.env.Theme = th
}
