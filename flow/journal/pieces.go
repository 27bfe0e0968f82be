package journal

import (
	"strings"

	"winkterm/flow/redact"
)

// Named is a value that becomes a variable where a call is repeated, such as the address
// of a host or an id that an earlier answer gave.
type Named struct {
	Value string
	// Variable is its name, of capital letters, digits and "_".
	Variable string
}

// Piece is a part of a text: Text as it is, or the variable that stands there.
type Piece struct {
	Text, Variable string
}

// Pieces takes a text apart at its placeholders, whose variables are named like them,
// and at values that have a name; of two that begin at the same place the first counts.
func Pieces(text string, named []Named) (all []Piece) {
	for _, mark := range marks(text) {
		named = append(named[:len(named):len(named)], Named{mark, strings.Trim(mark, "[]")})
	}
	for text != "" {
		at, of := len(text), Named{}
		for _, n := range named {
			if i := strings.Index(text, n.Value); i >= 0 && i < at && n.Value != "" {
				at, of = i, n
			}
		}
		if at > 0 {
			all = append(all, Piece{Text: text[:at]})
		}
		if of.Variable != "" {
			all = append(all, Piece{Variable: of.Variable})
		}
		text = text[at+len(of.Value):]
	}
	return all
}

// marks are the placeholders of a text, each once.
func marks(text string) (all []string) {
	seen := map[string]bool{}
	for mark := range redact.Placeholders(text) {
		if !seen[mark] {
			seen[mark] = true
			all = append(all, mark)
		}
	}
	return all
}

// shellWord makes one word of a shell of pieces.
func shellWord(pieces []Piece, quote func(string) string) string {
	if len(pieces) == 0 {
		return quote("")
	}
	var b strings.Builder
	for _, p := range pieces {
		if p.Variable != "" {
			b.WriteString(`"$` + p.Variable + `"`)
			continue
		}
		b.WriteString(quote(p.Text))
	}
	return b.String()
}

// Whole says that a message's body is kept as it was, masked: neither cut nor let go.
func (m Message) Whole() bool {
	return !redact.IsCut(string(m.Body)) && m.Body != released
}
