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

// page fetches one page of a list.
func page[T any](ctx context.Context, c *Caller, noun string, q url.Values) (wire.Page[T], error) {
	return Do[wire.Page[T]](ctx, c, Call{Method: http.MethodGet, Path: []string{noun}, Query: q})
}

// pages follows the cursors from the query's page to the last. It makes the
// query its own. After an error it ends.
func pages[T any](c *Caller, noun string, q url.Values, fetch func(url.Values) (wire.Page[T], error)) iter.Seq2[wire.Page[T], error] {
	return func(yield func(wire.Page[T], error) bool) {
		q := maps.Clone(q)
		if !q.Has("size") {
			q.Set("size", strconv.Itoa(wire.SizeMax))
		}
		seen := map[string]bool{q.Get("cursor"): true}
		for {
			p, err := fetch(q)
			if !yield(p, err) || err != nil || p.NextCursor == "" {
				return
			}
			if err := checkCursor(seen, p.NextCursor); err != nil {
				yield(wire.Page[T]{}, &Error{Kind: KindCursorLoop, Op: "GET /" + noun, host: c.name, cause: err})
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

// items goes through the items of all pages.
func items[T any](all iter.Seq2[wire.Page[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for p, err := range all {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range p.Items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// list goes through all items of a plain list.
func list[T any](ctx context.Context, c *Caller, noun string, q url.Values) iter.Seq2[T, error] {
	return items(pages(c, noun, q, func(q url.Values) (wire.Page[T], error) {
		return page[T](ctx, c, noun, q)
	}))
}
