package catalogue

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// Catalogue is the providers in their order: the shipped ones, then made-up ones
// that are computed whenever they are asked for, so that a catalogue of any size
// takes no more memory than the shipped one. It does not change. It is read when it is first
// used, so that a sandbox listens before that.
type Catalogue struct{ read func() *content }

type content struct {
	shipped []assets.Provider
	made    generator
	n       int
}

// New makes a catalogue of n, of the shipped ones when n is 0 or less.
func New(n int) *Catalogue {
	return &Catalogue{sync.OnceValue(func() *content { return contentOf(n) })}
}

func contentOf(n int) *content {
	shipped := assets.Providers()
	if n <= 0 {
		n = len(shipped)
	}
	c := &content{shipped: shipped[:min(n, len(shipped))], n: n}
	if n > len(shipped) {
		c.made = newGenerator(shipped)
	}
	return c
}

// Len is the number of providers.
func (c *Catalogue) Len() int { return c.read().n }

// Find returns the provider of an id.
func (c *Catalogue) Find(id string) (assets.Provider, bool) {
	i, ok := c.find(id)
	if !ok {
		return assets.Provider{}, false
	}
	return c.at(i), true
}

// at returns the i-th provider, counted from 0.
func (c *Catalogue) at(i int) assets.Provider {
	all := c.read()
	if i < len(all.shipped) {
		return all.shipped[i]
	}
	return all.made.provider(i)
}

// find returns the position of an id. A made-up id ends in its position.
func (c *Catalogue) find(id string) (int, bool) {
	all := c.read()
	for i := range all.shipped {
		if all.shipped[i].ID == id {
			return i, true
		}
	}
	i, err := strconv.ParseInt(id[strings.LastIndexByte(id, '_')+1:], 36, 32)
	if err != nil || int(i) < len(all.shipped) || int(i) >= all.n || c.at(int(i)).ID != id {
		return 0, false
	}
	return int(i), true
}

// all returns the positions of those ids that exist, in the ids' order, each once.
func (c *Catalogue) all(ids []string) []int {
	list := []int{}
	for _, id := range ids {
		if i, ok := c.find(id); ok && !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	return list
}

// Scope is what the options of a session leave of the catalogue. The zero value
// leaves all of it.
type Scope struct {
	limited bool
	only    []int // sorted, when limited
	// beside are the social security records of employers in only. They are not
	// listed, but the way to them must be open.
	beside []int
	top    []int
	// linkable hides what can only be uploaded for.
	linkable bool
	// types are those of the Wink template; none is all.
	types []wire.ProviderType
}

// Scope is what a widget's options and its Wink template, if that is known, leave.
func (c *Catalogue) Scope(o wire.WidgetOptions) Scope {
	sc := Scope{limited: len(o.Providers) > 0, top: c.all(o.TopProviders), linkable: !o.EnableUpload}
	if t, ok := assets.WinkTemplateOf(o.TemplateID); ok {
		sc.types = t.Types
		if t.EnableUpload != nil {
			sc.linkable = !*t.EnableUpload
		}
	}
	sc.only = c.all(o.Providers)
	for _, i := range sc.only {
		if record, ok := c.find(c.at(i).SocialSecurity); ok {
			sc.beside = append(sc.beside, record)
		}
	}
	slices.Sort(sc.only)
	return sc
}

// Uploads says whether documents may be uploaded in the session.
func (sc Scope) Uploads() bool { return !sc.linkable }

// shows says whether a provider is of use in the session at all: with a live
// connection, or a social security record to turn to, or else by upload.
func (sc Scope) shows(p *assets.Provider) bool {
	return !sc.linkable || p.AccountConnection || p.SocialSecurity != ""
}

// offers says whether the Wink template has a provider's type.
func (sc Scope) offers(p *assets.Provider) bool {
	return len(sc.types) == 0 || slices.Contains(sc.types, p.Type)
}

// Reach returns a provider that a session with this scope may open or log in at.
func (c *Catalogue) Reach(sc Scope, id string) (assets.Provider, error) {
	i, ok := c.find(id)
	if ok && sc.limited {
		_, listed := slices.BinarySearch(sc.only, i)
		ok = listed || slices.Contains(sc.beside, i)
	}
	if ok {
		if p := c.at(i); sc.shows(&p) && sc.offers(&p) {
			return p, nil
		}
	}
	return assets.Provider{}, web.Missing("there is no provider of this id here")
}
