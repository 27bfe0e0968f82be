package sandbox

import (
	"iter"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
)

// listProviders serves GET /providers of the Open API.
func (s *Server) listProviders(c *call) (any, error) { return s.pageProviders(c, scope{}) }

// getProvider serves GET /providers/{id} of the Open API.
func (s *Server) getProvider(c *call) (any, error) {
	i, ok := s.providers.find(c.r.PathValue("id"))
	if !ok {
		return nil, missing("there is no provider of this id")
	}
	return wireProvider(s.providers.at(i)), nil
}

// pageProviders gives one page of what a scope leaves of the catalogue.
func (s *Server) pageProviders(c *call, sc scope) (any, error) {
	q, err := readQuery(c.r, "type", "subType", "active", "enabled", "accountConnection", "name", "ids", "topIds")
	if err != nil {
		return nil, err
	}
	f, err := s.providers.filter(&q, sc)
	if err != nil {
		return nil, err
	}
	page := wire.Page[wire.Provider]{Items: []wire.Provider{}}
	for pos, p := range s.providers.walk(f, max(0, q.from)) {
		if len(page.Items) == q.size {
			page.NextCursor = q.cursor(pos)
			break
		}
		page.Items = append(page.Items, wireProvider(p))
	}
	return page, nil
}

// providerFilter is the ten parameters of the list in a form that is quick to
// hold against a provider. A nil or empty one lets everything pass.
type providerFilter struct {
	scope
	typ, subType          string
	name                  string // lower case
	active, enabled, live *bool
}

func (c *catalogue) filter(q *query, sc scope) (f providerFilter, err error) {
	f = providerFilter{
		scope: sc, typ: q.filter.Get("type"), subType: q.filter.Get("subType"),
		name: strings.ToLower(q.filter.Get("name")),
	}
	for name, flag := range map[string]**bool{"active": &f.active, "enabled": &f.enabled, "accountConnection": &f.live} {
		if *flag, err = q.flag(name); err != nil {
			return f, err
		}
	}
	if ids := q.strings("ids"); len(ids) > 0 {
		f.restrict(c.all(ids))
	}
	if top := q.strings("topIds"); len(top) > 0 {
		f.top = c.all(top)
		if len(top) > wire.TopProvidersMax {
			return f, invalid("topIds", "at most %d", wire.TopProvidersMax)
		}
	}
	return f, nil
}

// restrict narrows the scope to ids that are in it already.
func (f *providerFilter) restrict(ids []int) {
	slices.Sort(ids)
	if f.limited {
		ids = slices.DeleteFunc(ids, func(i int) bool {
			_, in := slices.BinarySearch(f.only, i)
			return !in
		})
	}
	f.limited, f.only = true, ids
}

// walk gives the providers that pass, from a position on: those at the top
// first, then the others in the catalogue's order. Positions 0 to the number at
// the top are theirs, the catalogue's follow, so going on at any depth costs
// the same.
func (c *catalogue) walk(f providerFilter, from int) iter.Seq2[int, assets.Provider] {
	return func(yield func(int, assets.Provider) bool) {
		for pos := from; pos < len(f.top); pos++ {
			i := f.top[pos]
			if p := c.at(i); f.within(i) && f.passes(&p) && !yield(pos, p) {
				return
			}
		}
		for i := range c.candidates(f, max(0, from-len(f.top))) {
			if slices.Contains(f.top, i) || !c.mayPass(i, &f) {
				continue
			}
			if p := c.at(i); f.passes(&p) && !yield(len(f.top)+i, p) {
				return
			}
		}
	}
}

// candidates are the positions in the catalogue from one on.
func (c *catalogue) candidates(f providerFilter, from int) iter.Seq[int] {
	if f.limited {
		start, _ := slices.BinarySearch(f.only, from)
		return slices.Values(f.only[start:])
	}
	return func(yield func(int) bool) {
		for i := from; i < c.n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

// mayPass drops a made-up provider before it is made, which is what makes a
// search through a hundred thousand of them quick.
func (c *catalogue) mayPass(i int, f *providerFilter) bool {
	if i < len(c.shipped) {
		return true
	}
	return c.made.mayPass(i, f)
}

func (f *providerFilter) within(i int) bool {
	_, in := slices.BinarySearch(f.only, i)
	return in || !f.limited
}

func (f *providerFilter) passes(p *assets.Provider) bool {
	return f.shows(p) &&
		(f.typ == "" || f.typ == p.Type) && (f.subType == "" || f.subType == p.SubType) &&
		same(f.active, p.Active) && same(f.enabled, p.Enabled) && same(f.live, p.AccountConnection) &&
		(f.name == "" || strings.Contains(strings.ToLower(p.Name), f.name) ||
			strings.Contains(strings.ToLower(p.LongName), f.name))
}

func same(want *bool, got bool) bool { return want == nil || *want == got }
