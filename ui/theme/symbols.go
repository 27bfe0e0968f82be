package theme

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// Symbols are the signs that carry meaning beside a colour. Each is one cell
// wide and has one of ASCII in its place where a terminal draws no more.
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
	Marked   string // a row of a marked range
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

func symbols() Symbols {
	return Symbols{
		Done: "✓", Current: "●", Todo: "○", Fail: "✗", Warn: "!", Info: "i",
		Wait: "…", Off: "–", Select: "›", Marked: "▌", Mask: "•", Fault: "↯", Dot: "·",
		Widget: "◇", Missing: "−", Extra: "+", Times: "×", Moved: "↕", Differs: "≠",
		Rule: "─", Up: "↑", Down: "↓", Full: "█", Empty: "░",
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯", Side: "│",
	}
}

// ascii is what stands for a sign where a terminal draws ASCII alone. Statuses keep
// signs of their own.
var ascii = map[rune]string{
	'✓': "v", '●': "*", '○': "o", '✗': "x", '…': "~", '–': "-", '›': ">", '‹': "<", '•': "*", '↯': "!", '·': "|",
	'◇': "@", '−': "-", '×': "x", '↕': "~", '≠': "!", '─': "-", '↑': "^", '↓': "v", '←': "<", '→': ">",
	'▌': "#", '█': "#", '░': ".", '▀': "#", '╭': "+", '╮': "+", '╰': "+", '╯': "+", '│': "|",
}

// PlainTerm says by the TERM variable's value that a terminal may draw no more than
// ASCII: the Linux console and old ones.
func PlainTerm(term string) bool {
	switch term {
	case "dumb", "linux", "vt100", "vt220":
		return true
	}
	return false
}

// Plain draws a frame in ASCII, every cell in its place: signs by their table, letters
// without their marks, and all else as question marks.
func Plain(frame string) string {
	var b strings.Builder
	for _, r := range frame {
		sign, known := ascii[r]
		switch letter := norm.NFD.String(string(r))[0]; {
		case known:
			b.WriteString(sign)
		case letter < 0x80:
			b.WriteByte(letter)
		default:
			b.WriteString(strings.Repeat("?", ansi.StringWidthWc(string(r))))
		}
	}
	return b.String()
}
