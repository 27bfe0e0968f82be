package api

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/go-querystring/query"

	"winkterm/api/wire"
)

const (
	// maxPages is where a list that never ends is given up: ten times what the
	// largest catalogue takes at the smallest usual page.
	maxPages = 100_000
	// maxCursor bounds a cursor, in bytes.
	maxCursor = 4 << 10
)

var (
	errCursorSeen = errors.New("a cursor came twice")
	errCursorLong = fmt.Errorf("a cursor is longer than %d bytes", maxCursor)
	errEndless    = fmt.Errorf("the list has more than %d pages", maxPages)
)

// queryOf gives the options of a list as the API spells them. Their tags are such
// that it cannot fail.
func queryOf(options any) url.Values {
	values, err := query.Values(options)
	if err != nil {
		panic(err)
	}
	return values
}

// page fetches one page of a list.
func page[T any](ctx context.Context, t *Transport, noun string, q url.Values) (wire.Page[T], error) {
	return Do[wire.Page[T]](ctx, t, Call{Method: http.MethodGet, Path: []string{noun}, Query: q})
}

// pages follows the cursors from the first page that the options ask for to the
// last. After an error it ends.
func pages[T any](ctx context.Context, t *Transport, noun string, options any) iter.Seq2[wire.Page[T], error] {
	first := queryOf(options)
	if !first.Has("size") {
		first.Set("size", strconv.Itoa(wire.SizeMax))
	}
	return func(yield func(wire.Page[T], error) bool) {
		q := maps.Clone(first)
		seen := map[string]bool{q.Get("cursor"): true}
		for {
			p, err := page[T](ctx, t, noun, q)
			if !yield(p, err) || err != nil || p.NextCursor == "" {
				return
			}
			if err := checkCursor(seen, p.NextCursor); err != nil {
				yield(wire.Page[T]{}, &Error{Kind: KindCursorLoop, Op: "GET /" + noun, host: t.name, cause: err})
				return
			}
			q.Set("cursor", p.NextCursor)
		}
	}
}

func checkCursor(seen map[string]bool, cursor string) error {
	switch {
	case len(cursor) > maxCursor:
		return errCursorLong
	case seen[cursor]:
		return errCursorSeen
	case len(seen) >= maxPages:
		return errEndless
	}
	seen[cursor] = true
	return nil
}
