package replay

import (
	"bytes"
	"context"
	"strings"

	"winkterm/flow/journal"
)

// progressEvery is how many records are searched between two reports.
const progressEvery = 20_000

// Find looks for a record that has all words of a query, in any case, in its lane, kind
// and all of its texts, bodies included: from the one after an index on, or backwards
// with by -1, and around the ends. It tells progress, which may be nil, how many records
// it has looked at. It gives false where there is none, and ctx's error when that ends.
func (t *Timeline) Find(ctx context.Context, query string, i, by int, progress func(done int)) (int, bool, error) {
	q := newQuery(query)
	total := t.Len()
	if len(q.words) == 0 {
		return i, false, nil
	}
	for n := 1; n <= total; n++ {
		if n%progressEvery == 0 {
			if ctx.Err() != nil {
				return i, false, ctx.Err()
			}
			if progress != nil {
				progress(n)
			}
		}
		if at := ((i+by*n)%total + total) % total; q.finds(t, at) {
			return at, true, nil
		}
	}
	return i, false, ctx.Err()
}

// Matches says whether a record has all words of a query, as Find looks for them.
func (t *Timeline) Matches(query string, i int) bool {
	q := newQuery(query)
	return q.finds(t, i)
}

// query is the words that a record must have.
type query struct {
	words [][]byte
	// raw says that the words stand in a line of JSON as they are: without quotes, signs
	// that are escaped, or letters that have another case elsewhere.
	raw bool
	buf []byte
}

func newQuery(text string) query {
	q := query{raw: true}
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		q.words = append(q.words, []byte(word))
		for _, c := range []byte(word) {
			q.raw = q.raw && c > ' ' && c < 0x7f && !strings.ContainsRune(`"\<>&`, rune(c))
		}
	}
	return q
}

// finds looks at the line first, which is cheap, and decodes only what may fit: a word
// can be the name of a field as well.
func (q *query) finds(t *Timeline, i int) bool {
	if t.file.Meta(i).Lane == journal.LaneState {
		return false // the page shows it
	}
	if q.raw {
		line, err := t.file.Line(i)
		if err != nil || !q.in(line) {
			return false
		}
	}
	r, err := t.file.At(i)
	return err == nil && q.in([]byte(strings.Join(r.Texts(), "\n")))
}

func (q *query) in(text []byte) bool {
	if q.raw {
		q.buf = append(q.buf[:0], text...)
		for i, c := range q.buf {
			if c >= 'A' && c <= 'Z' {
				q.buf[i] = c + 'a' - 'A'
			}
		}
		text = q.buf
	} else {
		text = bytes.ToLower(text)
	}
	for _, word := range q.words {
		if !bytes.Contains(text, word) {
			return false
		}
	}
	return true
}
