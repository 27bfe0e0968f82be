package journal

import "winkterm/flow/redact"

// What a record holds at most, in bytes. What is cut off ends in a marker that
// says how much is left out.
const (
	// BodyMax is for a body, a callback's arguments and a note's text.
	BodyMax = 16 << 10
	// SnapshotMax is for a snapshot; a longer one is not kept at all, for half of
	// it is no JSON.
	SnapshotMax = 256 << 10
	// lineMax is for a URL, a header's value and an error.
	lineMax = 4 << 10
	// nameMax is for ids, statuses and names.
	nameMax = 512
	// headersMax is how many header lines of a message are kept.
	headersMax = 64
	// idsMax is how many ids of a list are kept.
	idsMax = 64
)

// pass does one thing to every text of a record's data: cuts it, masks it, counts
// its bytes, lets them go. A nil function leaves its sort of text as it is.
type pass struct {
	label    func(string) string
	line     func(string) string
	body     func(body Text, of origin) Text
	headers  func([]Header) []Header
	snapshot func(JSON, redact.Shape) JSON
}

// origin says where a body comes from: its size on the wire in bytes, 0 if that is
// not known, and for a request's body where it went.
type origin struct {
	size int64
	to   string
}

// labels treats ids, statuses and names.
func (p pass) labels(texts ...*string) { apply(p.label, texts) }

// lines treats URLs, errors and other text of one line.
func (p pass) lines(texts ...*string) { apply(p.line, texts) }

func apply(f func(string) string, texts []*string) {
	for _, t := range texts {
		if f != nil {
			*t = f(*t)
		}
	}
}

// list treats a list of ids; the caller's own is not changed.
func (p pass) list(ids *[]string) {
	if p.label == nil {
		return
	}
	var out []string
	for _, id := range (*ids)[:min(len(*ids), idsMax)] {
		out = append(out, p.label(id))
	}
	*ids = out
}

func (p pass) bodyText(t *Text, of origin) {
	if p.body != nil {
		*t = p.body(*t, of)
	}
}

func (p pass) headerLines(h *[]Header) {
	if p.headers != nil {
		*h = p.headers(*h)
	}
}

// shaped treats a snapshot, which stays JSON of that shape.
func (p pass) shaped(s *JSON, shape redact.Shape) {
	if p.snapshot != nil {
		*s = p.snapshot(*s, shape)
	}
}

// cutting shortens every text to what the journal keeps of it.
func cutting(r *redact.Redactor) pass {
	label := func(s string) string { return r.Cut(s, 0, nameMax) }
	line := func(s string) string { return r.Cut(s, 0, lineMax) }
	return pass{
		label: label, line: line,
		body: func(body Text, of origin) Text { return Text(r.Cut(string(body), of.size, BodyMax)) },
		headers: func(all []Header) []Header {
			return eachHeader(all[:min(len(all), headersMax)], func(h Header) Header { return Header{label(h.Name), line(h.Value)} })
		},
		snapshot: func(s JSON, _ redact.Shape) JSON {
			if len(s) > SnapshotMax {
				return "null"
			}
			return s
		},
	}
}

// masking replaces secrets and personal data.
func masking(r *redact.Redactor) pass {
	return pass{
		label: r.Label, line: r.Text,
		body: func(body Text, of origin) Text { return Text(r.RequestBody(of.to, string(body))) },
		headers: func(all []Header) []Header {
			return eachHeader(all, func(h Header) Header { return Header{r.Label(h.Name), r.Header(h.Name, h.Value)} })
		},
		snapshot: func(s JSON, shape redact.Shape) JSON { return JSON(r.Snapshot(string(s), shape)) },
	}
}

func eachHeader(all []Header, f func(Header) Header) []Header {
	var out []Header
	for _, h := range all {
		out = append(out, f(h))
	}
	return out
}
