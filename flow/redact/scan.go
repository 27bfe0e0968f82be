package redact

import (
	"encoding/json"
	"net/url"
	"strings"
)

// how says what is looked for in a part of a text. What cannot be chance always is.
type how uint8

const (
	// weakToo looks for names, short words and short numbers.
	weakToo how = 1 << iota
	// looksToo looks for what looks like an address, a number, a token.
	looksToo
	// crossingOnly looks for values that JSON parts may have hidden, and nothing else.
	crossingOnly

	full   = weakToo | looksToo
	spared = looksToo
)

// nestingMax is how many texts within texts (JSON in a JSON string, escaped values
// in a URL) are taken apart.
const nestingMax = 4

// scanner masks one text: it walks over s and writes to out what differs. Of a text
// in which nothing is found no copy is made.
type scanner struct {
	r      *Redactor
	s      string
	around surroundings
	depth  int
	out    []byte
	// last is where the part of s begins that is not in out yet.
	last int
}

// text masks a text from outside: prose, JSON, or JSON in prose.
func (r *Redactor) text(s string, around surroundings, h how) string { return r.scan(s, around, h, 0) }

func (r *Redactor) scan(s string, around surroundings, h how, depth int) string {
	kept, marker := splitMarker(s)
	w := scanner{r: r, s: kept, around: around, depth: depth}
	w.walk(h)
	masked := w.result()
	if r.idx.crossing > 0 {
		again := scanner{r: r, s: masked}
		again.free(0, len(masked), crossingOnly)
		masked = again.result()
	}
	return masked + marker
}

func (w *scanner) walk(h how) {
	for i := 0; ; {
		start := len(w.s)
		if w.depth < nestingMax {
			start = jsonStart(w.s, i)
		}
		w.free(i, start, h)
		if start == len(w.s) {
			return
		}
		i = w.json(start, h)
	}
}

func (w *scanner) result() string {
	if w.last == 0 {
		return w.s
	}
	w.out = append(w.out, w.s[w.last:]...)
	return string(w.out)
}

// put replaces s[from:to].
func (w *scanner) put(from, to int, by string) {
	if w.out == nil {
		w.out = make([]byte, 0, len(w.s)+len(by))
	}
	w.out = append(append(w.out, w.s[w.last:from]...), by...)
	w.last = to
}

// free masks a part of the text that has no structure of its own.
func (w *scanner) free(from, to int, h how) {
	idx := w.r.idx
	for i := from; i < to; {
		if i+shortest <= to && idx.has(prefixAt(w.s, i)) {
			if a, b, e := idx.find(w.s, max(from, w.last), i, to, h); e != nil {
				w.put(a, b, e.mark)
				i = b
				continue
			}
		}
		if triggers[w.s[i]] {
			if next := w.trigger(i, max(from, w.last), to, h); next > i {
				i = next
				continue
			}
		}
		i++
	}
}

// nested masks a text that stood escaped in this one.
func (w *scanner) nested(plain string, h how) (masked string, changed bool) {
	masked = w.r.scan(plain, w.around, h, w.depth+1)
	return masked, masked != plain
}

// pair masks the value of the "key=value" whose "=" is at i. It gives where the
// value ends, or 0 when nothing was masked.
func (w *scanner) pair(i, low, high int, h how) int {
	key := w.s[stretchLeft(w.s, max(low, i-48), i, isKeyByte):i]
	if key == "" {
		return 0
	}
	query := i > len(key) && strings.IndexByte("?&", w.s[i-len(key)-1]) >= 0
	r, _ := ruleFor(key, w.around)
	end := pairEnd(w.s, i+1, high, query, r.kind != "")
	raw := w.s[i+1 : end]
	if raw == "" || isPlaceholder(raw) {
		return 0
	}
	by := w.pairValue(r, raw, query, h)
	if by == "" {
		return 0
	}
	w.put(i+1, end, by)
	return end
}

// pairValue gives what stands for a value, or nothing when the value may stay or
// the walk over the text will see to it.
func (w *scanner) pairValue(r rule, raw string, query bool, h how) string {
	value, err := url.QueryUnescape(raw)
	if err != nil {
		value = raw
	}
	if r.kind != "" {
		return w.r.place(r.kind, value, r.local)
	}
	if e := w.r.short(value); e != nil && query && !r.kept {
		return e.mark
	}
	if r.kept {
		h &^= weakToo
	}
	if value != raw && w.depth < nestingMax {
		if masked, changed := w.nested(value, h); changed {
			return strings.NewReplacer("%5B", "[", "%5D", "]").Replace(url.QueryEscape(masked))
		}
	}
	return ""
}

func isKeyByte(c byte) bool { return isDigit(c) || isLetter(c) || c == '_' || c == '-' }

// pairEnd gives where a value ends. In a URL more bytes may stand in one. Only a
// value that is masked as a whole goes on behind an "=": every other one is looked
// at from there again.
func pairEnd(s string, from, high int, query, whole bool) int {
	ends := "& \t\r\n\"'<>#;,)"
	if query {
		ends = "& \t\r\n\"<>#"
	}
	if !whole {
		ends += "="
	}
	if n := strings.IndexAny(s[from:high], ends); n >= 0 {
		return from + n
	}
	return high
}

// unquote gives the text of a JSON string without its quotes.
func unquote(inside string) (string, bool) {
	var plain string
	err := json.Unmarshal([]byte(`"`+inside+`"`), &plain)
	return plain, err == nil
}
