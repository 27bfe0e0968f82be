package redact

import (
	"encoding/json"
	"strings"
)

// jsonStart gives where the next JSON object or array of objects, strings or
// arrays begins, and len(s) when none does. A text that begins with a quote is
// a JSON string.
func jsonStart(s string, from int) int {
	if rest := strings.TrimLeft(s, " \t\r\n"); from == 0 && strings.HasPrefix(rest, `"`) {
		return len(s) - len(rest)
	}
	for i := from; ; i++ {
		n := strings.IndexAny(s[i:], "{[")
		if n < 0 {
			return len(s)
		}
		i += n
		follows := strings.TrimLeft(s[i+1:], " \t\r\n")
		if strings.HasPrefix(follows, `"`) || s[i] == '[' && (strings.HasPrefix(follows, "{") || strings.HasPrefix(follows, "[")) {
			return i
		}
	}
}

// frame is an object or array that the walk is in.
type frame struct {
	object bool
	// wantKey says that the next string is a key.
	wantKey bool
	// rule is the one of the key whose value comes next; in an array the one of
	// the array's key.
	rule rule
	// below is the kind of every value down here, if a key above said so.
	below  Kind
	around surroundings
}

// json walks over the JSON value at s[i] and gives where it ends. It takes what
// it gets: of a broken or cut text it masks what it can make out.
func (w *scanner) json(i int, h how) int {
	var room [16]frame
	stack := append(room[:0], frame{around: w.around})
	for i < len(w.s) {
		top := &stack[len(stack)-1]
		switch c := w.s[i]; c {
		case '{', '[':
			stack = append(stack, top.open(c == '{'))
			i++
		case '}', ']':
			stack = stack[:max(1, len(stack)-1)]
			i++
		case ',':
			top.wantKey = top.object
			i++
		case ' ', '\t', '\r', '\n', ':':
			i++
			continue
		case '"':
			i = w.quoted(top, i, h)
		default:
			i = w.bare(top, i, h)
		}
		if len(stack) == 1 {
			return i
		}
	}
	return i
}

func (f *frame) open(object bool) frame {
	inner := frame{object: object, wantKey: object, below: f.below, around: f.around}
	if f.rule.below {
		inner.below = f.rule.kind
	}
	if f.rule.opens != anywhere {
		inner.around = f.rule.opens
	}
	if !object {
		inner.rule = f.rule
	}
	return inner
}

// quoted sees to the string whose opening quote is at i.
func (w *scanner) quoted(top *frame, i int, h how) int {
	end, escaped := stringEnd(w.s, i+1)
	terminated := end < len(w.s)
	if !terminated && w.torn(top, i+1) {
		return end
	}
	if top.wantKey {
		top.wantKey = false
		var known bool
		if top.rule, known = ruleFor(w.s[i+1:end], top.around); !known {
			w.plain(i+1, end, escaped, h&^weakToo)
		}
	} else {
		w.value(top, i+1, end, escaped, terminated, h)
	}
	if terminated {
		end++
	}
	return end
}

// torn masks the end of a text that breaks off in the middle of a known value, in
// the string from s[from] on.
func (w *scanner) torn(top *frame, from int) bool {
	at := w.r.idx.unfinished(w.s)
	if at < from || at == len(w.s) || top.kind("") != "" {
		return false
	}
	w.free(from, at, full)
	w.put(max(at, w.last), len(w.s), Secret.Bare())
	return true
}

// stringEnd gives where the string ends whose first byte is s[from]: the place of
// its closing quote, or len(s) when that was cut off.
func stringEnd(s string, from int) (end int, escaped bool) {
	for i := from; ; {
		n := strings.IndexByte(s[i:], '"')
		if n < 0 {
			return len(s), strings.IndexByte(s[from:], '\\') >= 0
		}
		i += n
		slashes := i - stretchLeft(s, from, i, func(c byte) bool { return c == '\\' })
		if slashes%2 == 0 {
			return i, strings.IndexByte(s[from:i], '\\') >= 0
		}
		i++
	}
}

// value masks the string value s[from:to].
func (w *scanner) value(top *frame, from, to int, escaped, terminated bool, h how) {
	raw := w.s[from:to]
	kind := top.kind(raw)
	if kind == "" {
		switch {
		case top.rule.sent && strings.ContainsAny(raw, "*•…"):
			h &^= full
		case top.rule.kept:
			h &^= weakToo
		}
		w.plain(from, to, escaped, h)
		return
	}
	switch {
	case raw == "" || isPlaceholder(raw):
	case !terminated:
		w.put(from, to, kind.Bare())
	default:
		if plain, ok := unquote(raw); escaped && ok {
			raw = plain
		}
		w.put(from, to, w.r.place(kind, raw, top.local()))
	}
}

// kind says what a value is by its place, empty when the place does not tell.
func (f *frame) kind(value string) Kind {
	kind := f.rule.kind
	if kind == "" {
		kind = f.below
	}
	if kind != "" && !f.rule.kind.secret() && isEmail(value) {
		return Email
	}
	return kind
}

// local says whether a value is masked where it stands only. A city is, and one
// that answers a security question is not.
func (f *frame) local() bool { return f.rule.local && f.below == "" }

// plain masks a string whose place does not say what it is.
func (w *scanner) plain(from, to int, escaped bool, h how) {
	if escaped {
		if plain, ok := unquote(w.s[from:to]); ok {
			if masked, changed := w.nested(plain, h); changed {
				w.put(from, to, jsonEscape(masked, false))
			}
			return
		}
	}
	if e := w.r.short(w.s[from:to]); e != nil && h&weakToo != 0 {
		w.put(from, to, e.mark)
		return
	}
	w.free(from, to, h)
}

// bare sees to what is no string: a number, true, false, null, or prose in a
// broken text. A number becomes a string, so that the text stays JSON.
func (w *scanner) bare(top *frame, i int, h how) int {
	end := len(w.s)
	if n := strings.IndexAny(w.s[i:], `,]}"{[`); n >= 0 {
		end = i + n
	}
	literal := strings.TrimRight(w.s[i:end], " \t\r\n")
	switch {
	case literal == "null" || literal == "true" || literal == "false":
	case !json.Valid([]byte(literal)): // no number
		w.free(i, end, h)
	default:
		if by := w.number(top, literal); by != "" {
			w.put(i, i+len(literal), `"`+by+`"`)
		}
	}
	return end
}

// number gives the placeholder of a number, empty when it may stay. Counts and
// amounts are left alone, so short values are not looked for here.
func (w *scanner) number(top *frame, literal string) string {
	if kind := top.kind(literal); kind != "" {
		return w.r.place(kind, literal, top.local())
	}
	if len(literal) < shortest || top.rule.kept {
		return ""
	}
	if e := w.r.entries[literal]; e != nil && !e.local {
		return e.mark
	}
	return ""
}
