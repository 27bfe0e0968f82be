package theme

// Symbols are the signs that carry meaning beside a colour. Each is one cell
// wide, so that exchanging the set moves nothing.
type Symbols struct {
	Done     string // finished step, success
	Current  string // the step one is at, a state that holds
	Todo     string // a step to come
	Fail     string // error
	Warn     string // warning
	Info     string // remark
	Wait     string // something is under way
	Off      string // revoked, not available
	Select   string // the chosen row, the focused field
	Ellipsis string // text was cut here
	Mask     string // one typed letter of a secret
	Fault    string // a fault of the sandbox is armed
	Widget   string // sent by the widget in the browser
	Missing  string // expected, and not there
	Extra    string // there, and not expected
	Times    string // so many times
	Moved    string // elsewhere in the order
	Differs  string // there, but not the same
	Dot      string // between facts of one line
	Rule     string // a horizontal line
	Up, Down string // there is more above, below
	Full     string // the part of a bar that is done
	Empty    string // the rest of it

	// The corners and sides of a frame; Rule is its top and bottom.
	TopLeft, TopRight, BottomLeft, BottomRight, Side string
}

// Unicode is the set for terminals that draw it, which is nearly all.
func Unicode() Symbols {
	return Symbols{
		Done: "✓", Current: "●", Todo: "○", Fail: "✗", Warn: "!", Info: "i",
		Wait: "…", Off: "–", Select: "›", Ellipsis: "…", Mask: "•", Fault: "↯", Dot: "·",
		Widget: "◇", Missing: "−", Extra: "+", Times: "×", Moved: "↕", Differs: "≠",
		Rule: "─", Up: "↑", Down: "↓", Full: "█", Empty: "░",
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯", Side: "│",
	}
}

// ASCII is the set for TERM=dumb, the Linux console and fonts without the rest.
func ASCII() Symbols {
	return Symbols{
		Done: "v", Current: "*", Todo: "o", Fail: "x", Warn: "!", Info: "i",
		Wait: "~", Off: "-", Select: ">", Ellipsis: "~", Mask: "*", Fault: "!", Dot: "|",
		Widget: "@", Missing: "-", Extra: "+", Times: "x", Moved: "~", Differs: "!",
		Rule: "-", Up: "^", Down: "v", Full: "#", Empty: ".",
		TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+", Side: "|",
	}
}

// SymbolsFor picks the set by the TERM variable's value.
func SymbolsFor(term string) Symbols {
	switch term {
	case "dumb", "linux", "vt100", "vt220":
		return ASCII()
	}
	return Unicode()
}
