package journal

import "winkterm/flow/redact"

// What a record holds at most, in bytes. What is cut off ends in a marker that
// says how much is left out.
const (
	// BodyMax is for a body, a callback's arguments and a note's text.
	BodyMax = 16 << 10
	// ItemsMax is for a page of user data; one of 150 items is hardly ever longer.
	ItemsMax = 128 << 10
	// SnapshotMax is for a snapshot; a longer one is not kept at all, for half of
	// it is no JSON.
	SnapshotMax = 256 << 10
	// lineMax is for a URL, a header's value and an error.
	lineMax = 4 << 10
	// nameMax is for ids, statuses and names.
	nameMax = 512
	// listMax is how many header lines of a message and ids of a list are kept.
	listMax = 64
)

// sort is what a text is.
type sort uint8

const (
	label       sort = iota // an id, a name
	word                    // a status, a code, a page: one that is known stays
	line                    // a URL, an error, other text of one line
	body                    // a body, a callback's arguments
	items                   // a page of user data
	headerName              // a header goes with its name
	headerValue             // of the header that origin.of names
	snapshot                // JSON that stays JSON of the same shape
)

// origin is where a text comes from: for a header's value the name, for a request's
// body the address that it went to, and the size of a body on the wire in bytes, 0 if
// that is not known.
type origin struct {
	of   string
	size int64
}

// pass does one thing to every text of a record's data: cuts it, masks it, counts
// its bytes, lets it go. It gives what becomes of the text.
type pass func(text string, is sort, from origin) string

// treat has a pass treat texts of one sort.
func treat[T ~string](p pass, is sort, from origin, texts ...*T) {
	for _, t := range texts {
		*t = T(p(string(*t), is, from))
	}
}

// list treats a list of ids; the caller's own is not changed.
func (p pass) list(ids []string) []string {
	var out []string
	for _, id := range ids[:min(len(ids), listMax)] {
		out = append(out, p(id, label, origin{}))
	}
	return out
}

// words treats a list of words; the caller's own is not changed.
func (p pass) words(all []string) []string {
	var out []string
	for _, text := range all[:min(len(all), listMax)] {
		out = append(out, p(text, word, origin{}))
	}
	return out
}

// headers treats header lines; the caller's own are not changed.
func (p pass) headers(all []Header) []Header {
	var out []Header
	for _, h := range all[:min(len(all), listMax)] {
		if name := p(h.Name, headerName, origin{}); name != "" {
			out = append(out, Header{name, p(h.Value, headerValue, origin{of: h.Name})})
		}
	}
	return out
}

// cutting shortens every text to what the journal keeps of it.
func cutting(r *redact.Redactor) pass {
	most := [...]int{label: nameMax, word: nameMax, line: lineMax, body: BodyMax, items: ItemsMax, headerName: nameMax, headerValue: lineMax}
	return func(text string, is sort, from origin) string {
		switch {
		case is != snapshot:
			return r.Cut(text, from.size, most[is])
		case len(text) > SnapshotMax:
			return "null"
		}
		return text
	}
}

// masking replaces secrets and personal data.
func masking(r *redact.Redactor) pass {
	return func(text string, is sort, from origin) string {
		switch is {
		case word:
			if !Known(text) {
				return r.Label(text)
			}
			return text
		case label, headerName:
			return r.Label(text)
		case body:
			return r.RequestBody(from.of, text)
		case headerValue:
			return r.Header(from.of, text)
		case snapshot:
			return r.Snapshot(text, stateShape)
		case line, items:
		}
		return r.Text(text)
	}
}
