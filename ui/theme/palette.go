package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// palette is the colours of one background. They are picked so that each hue
// lands on its own colour when a terminal has only sixteen.
type palette struct {
	blue, teal, green, amber, red, violet color.Color
	muted, faint                          color.Color
	band                                  color.Color // behind the selected row
	alarm, onRed                          color.Color // the production header
}

var night = palette{
	blue:   lipgloss.Color("75"),
	teal:   lipgloss.Color("37"),
	green:  lipgloss.Color("114"),
	amber:  lipgloss.Color("186"),
	red:    lipgloss.Color("203"),
	violet: lipgloss.Color("176"),
	muted:  lipgloss.Color("247"),
	faint:  lipgloss.Color("241"),
	band:   lipgloss.Color("238"),
	alarm:  lipgloss.Color("124"),
	onRed:  lipgloss.Color("231"),
}

var light = palette{
	blue:   lipgloss.Color("25"),
	teal:   lipgloss.Color("30"),
	green:  lipgloss.Color("28"),
	amber:  lipgloss.Color("94"),
	red:    lipgloss.Color("160"),
	violet: lipgloss.Color("90"),
	muted:  lipgloss.Color("241"),
	faint:  lipgloss.Color("246"),
	band:   lipgloss.Color("254"),
	alarm:  lipgloss.Color("124"),
	onRed:  lipgloss.Color("231"),
}
