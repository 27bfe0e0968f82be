package terminal

import (
	"bytes"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"
)

// How long the rest of what has begun may take.
const (
	escNear = 70 * time.Millisecond  // of an escape sequence of which nothing but its ESC has come
	escFar  = 400 * time.Millisecond // the same on a slow line
	restMax = time.Second            // of anything else, counted anew from each piece
)

var (
	pasteStart = []byte("\x1b[200~")
	pasteEnd   = []byte("\x1b[201~")
	// escKey is how terminals that can tell send the esc key. Unlike a lone ESC it is
	// never taken for the beginning of something.
	escKey = []byte("\x1b[27u")
)

// The shapes of escape sequences: CSI, SS3, the keys of the Linux console (ESC [ [ and
// a letter), mouse reports with three bytes, and strings such as OSC, which end with
// BEL or ESC \. A dollar ends the keys of rxvt.
var (
	begun = regexp.MustCompile(`(?s)\x1b(O|\[\[|\[M.{0,2}|\[[0-?]*[ -#%-/]*|\[\?[0-?]*\$|[\]P_^X][^\x00-\x1f]*\x1b?)?$`)
	// broken is a sequence that a key such as ctrl+c came into.
	broken = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x00-\x1f]*)([\x00-\x06\x08-\x1a\x1c-\x1f])`)
	// rest is what follows the ESC of a sequence.
	rest = regexp.MustCompile(`^(\[[0-?]*[ -/]*([@-~]|$)|O[A-DFHP-S])`)
)

// sequences makes whole escape sequences, letters and pastes of the pieces in which
// they come, completes a paste whose end is missing, and drops what else never ends.
type sequences struct {
	// slow says that the rest of a sequence may come late.
	slow bool
	// held has begun and is not whole.
	held []byte
	// pasting says that a paste has begun; cut that one was ended for it.
	pasting, cut bool
	// escGiven says that a lone ESC has just become the esc key.
	escGiven bool
}

// feed takes a piece and gives what is whole.
func (s *sequences) feed(piece []byte) (whole []byte) {
	if s.escGiven && rest.Match(piece) { // it was no key after all
		s.slow, piece = true, append([]byte{'\x1b'}, piece...)
	}
	s.escGiven = false
	if s.pasting && string(piece) == "\x03" { // nobody pastes ctrl+c alone
		return append(s.expire(), piece...)
	}
	data := append(s.held, piece...)
	s.held = nil
	for len(data) > 0 {
		var part []byte
		if s.pasting {
			part, data = s.paste(data)
		} else {
			part, data = s.keys(data)
		}
		whole = append(whole, part...)
	}
	return whole
}

// keys gives what is whole before the next paste, and what is left.
func (s *sequences) keys(data []byte) (whole, left []byte) {
	start := bytes.Index(data, pasteStart)
	if end := bytes.Index(data, pasteEnd); s.cut && end >= 0 && (start < 0 || end < start) {
		s.cut, s.pasting = false, true // it is the rest of the paste before
		return pasteStart, data
	}
	if start >= 0 {
		s.cut, s.pasting = false, true
		return split(data, start+len(pasteStart))
	}
	data = broken.ReplaceAll(data, []byte("$1"))
	whole, s.held = split(data, wholeKeys(data))
	return whole, nil
}

// wholeKeys is where something begins that is not whole.
func wholeKeys(data []byte) int {
	if at := begun.FindIndex(data); at != nil {
		return at[0]
	}
	at := wholeRunes(data)
	if at < len(data) && at > 0 && data[at-1] == '\x1b' { // it is one of alt
		at--
	}
	return at
}

// wholeRunes is where a letter begins that is not whole.
func wholeRunes(data []byte) int {
	for at := len(data) - 1; at >= max(0, len(data)-utf8.UTFMax); at-- {
		if utf8.RuneStart(data[at]) {
			if utf8.FullRune(data[at:]) {
				break
			}
			return at
		}
	}
	return len(data)
}

// paste gives what has come of a paste, and what is behind its end.
func (s *sequences) paste(data []byte) (whole, left []byte) {
	if end := bytes.Index(data, pasteEnd); end >= 0 {
		s.pasting = false
		return split(data, end+len(pasteEnd))
	}
	at := wholeRunes(data)
	for n := min(len(pasteEnd)-1, len(data)); n > 0; n-- {
		if bytes.HasSuffix(data, pasteEnd[:n]) {
			at = len(data) - n
			break
		}
	}
	whole, s.held = split(data, at)
	return whole, nil
}

// split cuts data in two that share no memory.
func split(data []byte, at int) (before, behind []byte) {
	return data[:at:at], bytes.Clone(data[at:])
}

// patience is how long to wait for another piece before expire; 0 is for ever.
func (s *sequences) patience() time.Duration {
	switch {
	case s.pasting, s.escGiven, len(s.held) > 1:
		return restMax
	case len(s.held) == 0:
		return 0
	case s.held[0] != '\x1b':
		return restMax
	case s.slow:
		return escFar
	}
	return escNear
}

// expire gives up waiting: a lone ESC is the esc key, a paste ends here, anything
// else is dropped.
func (s *sequences) expire() (whole []byte) {
	switch {
	case s.pasting:
		whole = slices.Concat(s.held, pasteEnd)
		s.pasting, s.cut = false, true
	case s.escGiven:
		s.escGiven = false
	case string(s.held) == "\x1b":
		whole, s.escGiven = bytes.Clone(escKey), true
	}
	s.held = nil
	return whole
}
