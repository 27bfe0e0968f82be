package catalogue

import (
	"slices"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

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
}

// Scope is what a widget's options leave.
func (c *Catalogue) Scope(o wire.WidgetOptions) Scope {
	sc := Scope{limited: len(o.Providers) > 0, top: c.all(o.TopProviders), linkable: !o.EnableUpload}
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

// Reach returns a provider that a session with this scope may open or log in at.
func (c *Catalogue) Reach(sc Scope, id string) (assets.Provider, error) {
	i, ok := c.find(id)
	if ok && sc.limited {
		_, listed := slices.BinarySearch(sc.only, i)
		ok = listed || slices.Contains(sc.beside, i)
	}
	if ok {
		if p := c.at(i); sc.shows(&p) {
			return p, nil
		}
	}
	return assets.Provider{}, web.Missing("there is no provider of this id here")
}
