package replay

import (
	"bytes"
	"context"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// progressEvery is how many records are searched between two reports.
const progressEvery = 20_000

// Search is a search of the records that there were when it was made, for a record that
// has all words of a query, in any case, in its lane, kind and all of its texts, bodies
// included. It may run on a goroutine of its own.
type Search struct {
	file  *recording.File
	query query
	// at is where it begins, by which way it goes, total how many records there are.
	at, by, total int
}

// Search makes a search from the record after an index on, or backwards with by -1, and
// around the ends.
func (t *Timeline) Search(text string, at, by int) *Search {
	return &Search{file: t.file, query: newQuery(text), at: at, by: by, total: t.seen}
}

// Run searches. It calls progress with how many records it has looked at, now and then,
// and gives the index of what it has found; false where there is nothing; ctx's error when
// that ends.
func (s *Search) Run(ctx context.Context, progress func(done int)) (int, bool, error) {
	if len(s.query.words) == 0 {
		return s.at, false, nil
	}
	for n := 1; n <= s.total; n++ {
		if n%progressEvery == 0 {
			if ctx.Err() != nil {
				return s.at, false, ctx.Err()
			}
			progress(n)
		}
		if at := ((s.at+s.by*n)%s.total + s.total) % s.total; s.query.finds(s.file, at) {
			return at, true, nil
		}
	}
	return s.at, false, ctx.Err()
}

// Total is how many records the search looks at, at most.
func (s *Search) Total() int { return s.total }

// Matches says whether a record has all words, as Run looks for them.
func (s *Search) Matches(i int) bool { return s.query.finds(s.file, i) }

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
func (q *query) finds(f *recording.File, i int) bool {
	if f.Meta(i).Lane == journal.LaneState {
		return false // the page shows it
	}
	if q.raw {
		line, err := f.Line(i)
		if err != nil || !q.in(line) {
			return false
		}
	}
	r, err := f.At(i)
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
