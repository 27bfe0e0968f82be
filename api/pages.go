package api

import (
	"context"
	"errors"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/go-querystring/query"

	"winkterm/api/wire"
)

var errCursorSeen = errors.New("a cursor came twice")

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
func page[T any](ctx context.Context, t *Transport, q url.Values, path ...string) (wire.Page[T], error) {
	return Do[wire.Page[T]](ctx, t, Call{Method: http.MethodGet, Path: path, Query: q})
}

// pages follows the cursors from the first page that the options ask for to the
// last. After an error it ends.
func pages[T any](ctx context.Context, t *Transport, options any, path ...string) iter.Seq2[wire.Page[T], error] {
	first := queryOf(options)
	if !first.Has("size") {
		first.Set("size", strconv.Itoa(wire.SizeMax))
	}
	return func(yield func(wire.Page[T], error) bool) {
		q := maps.Clone(first)
		seen := map[string]bool{q.Get("cursor"): true}
		for {
			p, err := page[T](ctx, t, q, path...)
			if !yield(p, err) || err != nil || p.NextCursor == "" {
				return
			}
			if seen[p.NextCursor] {
				yield(wire.Page[T]{}, &Error{Kind: KindCursorLoop, Op: "GET /" + strings.Join(path, "/"), host: t.name, cause: errCursorSeen})
				return
			}
			seen[p.NextCursor] = true
			q.Set("cursor", p.NextCursor)
		}
	}
}

// All reads the pages of a list to the end. Before each but the first it calls wait, which
// keeps the rate of requests; where one fails, it gives no items.
func All[T any](ctx context.Context, pages iter.Seq2[wire.Page[T], error], wait func(context.Context) error) (all []T, err error) {
	for page, err := range pages {
		if err != nil {
			return nil, err
		}
		all = append(all, page.Items...)
		if page.NextCursor == "" {
			break
		}
		if err := wait(ctx); err != nil {
			return nil, err
		}
	}
	return all, nil
}
