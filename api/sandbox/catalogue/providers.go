package catalogue

import (
	"iter"
	"net/http"
	"slices"
	"strings"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// Routes are the Open API's operations on providers.
func (c *Catalogue) Routes(key func(*web.Call) error) []web.Route {
	return []web.Route{
		{Method: "GET", Path: "/v1/providers", Guard: key, Status: http.StatusOK, Do: c.list},
		{Method: "GET", Path: "/v1/providers/{id}", Guard: key, Status: http.StatusOK, Do: c.get},
	}
}

// list serves list-providers.
func (c *Catalogue) list(call *web.Call) (any, error) { return c.Page(call, Scope{}) }

// get serves get-provider.
func (c *Catalogue) get(call *web.Call) (any, error) {
	p, ok := c.Find(call.ID())
	if !ok {
		return nil, web.Missing("there is no provider of this id")
	}
	return p.Provider, nil
}

// Page serves one page of what a scope leaves of the catalogue.
func (c *Catalogue) Page(call *web.Call, sc Scope) (any, error) {
	q, err := web.ReadQuery(call.R, "type", "subType", "active", "enabled", "accountConnection", "name", "ids", "topIds")
	if err != nil {
		return nil, err
	}
	f, err := c.filter(&q, sc)
	if err != nil {
		return nil, err
	}
	page := wire.Page[wire.Provider]{Items: []wire.Provider{}}
	for pos, p := range c.walk(f, max(0, q.From)) {
		if len(page.Items) == q.Size {
			page.NextCursor = q.Cursor(pos)
			break
		}
		page.Items = append(page.Items, p.Provider)
	}
	return page, nil
}

// filter is the ten parameters of the list in a form that is quick to
// hold against a provider. A nil or empty one lets everything pass.
type filter struct {
	Scope
	typ, subType          string
	name                  string // lower case
	active, enabled, live *bool
}

func (c *Catalogue) filter(q *web.Query, sc Scope) (f filter, err error) {
	f = filter{
		Scope: sc, typ: q.Get("type"), subType: q.Get("subType"),
		name: strings.ToLower(q.Get("name")),
	}
	for name, flag := range map[string]**bool{"active": &f.active, "enabled": &f.enabled, "accountConnection": &f.live} {
		if *flag, err = q.Flag(name); err != nil {
			return f, err
		}
	}
	if ids := q.Strings("ids"); len(ids) > 0 {
		f.restrict(c.all(ids))
	}
	if top := q.Strings("topIds"); len(top) > 0 {
		f.top = c.all(top)
		if len(top) > wire.TopProvidersMax {
			return f, web.Invalid("topIds", "at most %d", wire.TopProvidersMax)
		}
	}
	return f, nil
}

// restrict narrows the scope to ids that are in it already.
func (f *filter) restrict(ids []int) {
	ids = slices.DeleteFunc(ids, func(i int) bool { return !f.within(i) })
	slices.Sort(ids)
	f.limited, f.only = true, ids
}

// walk returns the providers that pass, from a position on: those at the top
// first, then the others in the catalogue's order. Positions 0 to the number at
// the top are theirs, the catalogue's follow, so going on at any depth costs
// the same.
func (c *Catalogue) walk(f filter, from int) iter.Seq2[int, assets.Provider] {
	return func(yield func(int, assets.Provider) bool) {
		for pos := from; pos < len(f.top); pos++ {
			i := f.top[pos]
			if p := c.at(i); f.within(i) && f.passes(&p) && !yield(pos, p) {
				return
			}
		}
		all := c.read()
		for i := max(0, from-len(f.top)); i < all.n; i++ {
			if !f.within(i) || slices.Contains(f.top, i) || i >= len(all.shipped) && !all.made.named(i, f.name) {
				continue
			}
			if p := c.at(i); f.passes(&p) && !yield(len(f.top)+i, p) {
				return
			}
		}
	}
}

func (f *filter) within(i int) bool {
	_, in := slices.BinarySearch(f.only, i)
	return in || !f.limited
}

func (f *filter) passes(p *assets.Provider) bool {
	return f.shows(p) && f.offers(p) &&
		(f.typ == "" || f.typ == string(p.Type)) && (f.subType == "" || f.subType == p.SubType) &&
		web.Same(f.active, p.Active) && web.Same(f.enabled, p.Enabled) && web.Same(f.live, p.AccountConnection) &&
		(f.name == "" || strings.Contains(strings.ToLower(p.Name), f.name) ||
			strings.Contains(strings.ToLower(p.LongName), f.name))
}
