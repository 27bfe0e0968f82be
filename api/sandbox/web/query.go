package web

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"winkterm/api/wire"
)

// Query is the parameters of a list: what to filter by, how much, and from where.
type Query struct {
	list   string // the path, so that a cursor of one list is no good for another
	filter url.Values
	// Size is how many items a page has.
	Size int
	// From is the position that the cursor holds, -1 for the beginning.
	From int
	// Last is the id of the last item of the page before, of lists that go by ids.
	Last string
}

// NewQuery is that of the first page of a list at a path.
func NewQuery(path string, filter url.Values) Query {
	return Query{list: path, filter: filter, Size: wire.SizeDefault, From: -1}
}

// ReadQuery takes the parameters of that name from a list request. A cursor
// holds the filters of the page before it, as the specification says, so they
// may be left out with it; saying other ones is refused.
func ReadQuery(r *http.Request, names ...string) (Query, error) {
	given, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return Query{}, Invalid("query", "is not well formed")
	}
	q := NewQuery(r.URL.Path, url.Values{})
	for _, name := range names {
		if v := strings.Join(given[name], ","); v != "" {
			q.filter.Set(name, v)
		}
	}
	if v := given.Get("size"); v != "" {
		q.Size, err = strconv.Atoi(v)
		if err != nil || q.Size < wire.SizeMin || q.Size > wire.SizeMax {
			return Query{}, Invalid("size", "must be a number from %d to %d", wire.SizeMin, wire.SizeMax)
		}
	}
	if v := given.Get("cursor"); v != "" {
		return q, q.resume(v)
	}
	return q, nil
}

// The names under which a cursor holds what is no filter.
const (
	cursorList = "_list"
	cursorFrom = "_from"
	cursorLast = "_last"
)

func (q *Query) resume(cursor string) error {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return Invalid("cursor", "is none of this list")
	}
	saved, err := url.ParseQuery(string(text))
	if err != nil || saved.Get(cursorList) != q.list {
		return Invalid("cursor", "is none of this list")
	}
	last := saved.Get(cursorLast)
	from, err := strconv.Atoi(saved.Get(cursorFrom))
	if last == "" && (err != nil || from < 0) {
		return Invalid("cursor", "is none of this list")
	}
	for _, name := range []string{cursorList, cursorFrom, cursorLast} {
		saved.Del(name)
	}
	for name := range q.filter {
		if q.Get(name) != saved.Get(name) {
			return Invalid("cursor", "belongs to another %s", name)
		}
	}
	q.filter, q.From, q.Last = saved, from, last
	return nil
}

// Cursor is what continues this list at a position.
func (q *Query) Cursor(from int) string { return q.bookmark(cursorFrom, strconv.Itoa(from)) }

// CursorAfter is what continues this list behind the item of an id.
func (q *Query) CursorAfter(id string) string { return q.bookmark(cursorLast, id) }

func (q *Query) bookmark(kind, at string) string {
	v := url.Values{cursorList: {q.list}, kind: {at}}
	for name, value := range q.filter {
		v[name] = value
	}
	return base64.RawURLEncoding.EncodeToString([]byte(v.Encode()))
}

// Get returns a parameter, empty when it is not given.
func (q *Query) Get(name string) string { return q.filter.Get(name) }

// Strings reads a parameter of comma-separated values; empty ones are dropped.
func (q *Query) Strings(name string) []string {
	var list []string
	for v := range strings.SplitSeq(q.Get(name), ",") {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	return list
}

// Flag reads a boolean parameter, nil when it is not given.
func (q *Query) Flag(name string) (*bool, error) {
	switch q.Get(name) {
	case "":
		return nil, nil
	case "true":
		return new(true), nil
	case "false":
		return new(false), nil
	}
	return nil, Invalid(name, "must be true or false")
}

// Same holds a value against a flag.
func Same(want *bool, got bool) bool { return want == nil || *want == got }

// days reads startDate and endDate, whole days in UTC. The end is the moment
// after the last day; a zero time is no bound.
func (q *Query) days() (start, end time.Time, err error) {
	if start, err = q.day("startDate"); err != nil {
		return start, end, err
	}
	if end, err = q.day("endDate"); err != nil || end.IsZero() {
		return start, end, err
	}
	return start, end.AddDate(0, 0, 1), nil
}

func (q *Query) day(name string) (time.Time, error) {
	v := q.Get(name)
	if v == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, v)
	if err != nil {
		return t, Invalid(name, "must be a day, YYYY-MM-DD")
	}
	return t, nil
}
