package sandbox

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"winkterm/api/wire"
)

// query is the parameters of a list: what to filter by, how much, and from where.
type query struct {
	list   string // the path, so that a cursor of one list is no good for another
	filter url.Values
	size   int
	// from is the position that the cursor holds, -1 for the beginning.
	from int
	// last is the id of the last item of the page before, of lists that go by ids.
	last string
}

// readQuery takes the parameters of that name from a list request. A cursor
// holds the filters of the page before it, as the specification says, so they
// may be left out with it; saying other ones is refused.
func readQuery(r *http.Request, names ...string) (query, error) {
	given, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return query{}, invalid("query", "is not well formed")
	}
	q := query{list: r.URL.Path, filter: url.Values{}, size: wire.SizeDefault, from: -1}
	for _, name := range names {
		if v := strings.Join(given[name], ","); v != "" {
			q.filter.Set(name, v)
		}
	}
	if v := given.Get("size"); v != "" {
		q.size, err = strconv.Atoi(v)
		if err != nil || q.size < wire.SizeMin || q.size > wire.SizeMax {
			return query{}, invalid("size", "must be a number from %d to %d", wire.SizeMin, wire.SizeMax)
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

func (q *query) resume(cursor string) error {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return invalid("cursor", "is none of this list")
	}
	saved, err := url.ParseQuery(string(text))
	if err != nil || saved.Get(cursorList) != q.list {
		return invalid("cursor", "is none of this list")
	}
	last := saved.Get(cursorLast)
	from, err := strconv.Atoi(saved.Get(cursorFrom))
	if last == "" && (err != nil || from < 0) {
		return invalid("cursor", "is none of this list")
	}
	for _, name := range []string{cursorList, cursorFrom, cursorLast} {
		saved.Del(name)
	}
	for name := range q.filter {
		if q.filter.Get(name) != saved.Get(name) {
			return invalid("cursor", "belongs to another %s", name)
		}
	}
	q.filter, q.from, q.last = saved, from, last
	return nil
}

// cursor is what continues this list at a position.
func (q *query) cursor(from int) string { return q.bookmark(cursorFrom, strconv.Itoa(from)) }

// cursorAfter is what continues this list behind the item of an id.
func (q *query) cursorAfter(id string) string { return q.bookmark(cursorLast, id) }

func (q *query) bookmark(kind, at string) string {
	v := url.Values{cursorList: {q.list}, kind: {at}}
	for name, value := range q.filter {
		v[name] = value
	}
	return base64.RawURLEncoding.EncodeToString([]byte(v.Encode()))
}

// strings reads a parameter of comma-separated values; empty ones are dropped.
func (q *query) strings(name string) []string {
	var list []string
	for v := range strings.SplitSeq(q.filter.Get(name), ",") {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	return list
}

// flag reads a boolean parameter, nil when it is not given.
func (q *query) flag(name string) (*bool, error) {
	switch q.filter.Get(name) {
	case "":
		return nil, nil
	case "true":
		return new(true), nil
	case "false":
		return new(false), nil
	}
	return nil, invalid(name, "must be true or false")
}

// days reads startDate and endDate, whole days in UTC. The end is the moment
// after the last day; a zero time is no bound.
func (q *query) days() (start, end time.Time, err error) {
	if start, err = q.day("startDate"); err != nil {
		return start, end, err
	}
	if end, err = q.day("endDate"); err != nil || end.IsZero() {
		return start, end, err
	}
	return start, end.AddDate(0, 0, 1), nil
}

func (q *query) day(name string) (time.Time, error) {
	v := q.filter.Get(name)
	if v == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, v)
	if err != nil {
		return t, invalid(name, "must be a day, YYYY-MM-DD")
	}
	return t, nil
}
