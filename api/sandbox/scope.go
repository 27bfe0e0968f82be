package sandbox

import (
	"slices"

	"winkterm/api/wire"
	"winkterm/assets"
)

// scope is what the options of a session leave of the catalogue. The zero value
// leaves all of it.
type scope struct {
	limited bool
	only    []int // sorted, when limited
	// beside are the social security records of employers in only. They are not
	// listed, but the way to them must be open.
	beside []int
	top    []int
	// linkable hides what can only be uploaded for.
	linkable bool
}

func (c *catalogue) scope(o wire.WidgetOptions) scope {
	sc := scope{limited: len(o.Providers) > 0, top: c.all(o.TopProviders), linkable: !o.EnableUpload}
	sc.only = c.all(o.Providers)
	for _, i := range sc.only {
		if record, ok := c.find(c.at(i).SocialSecurity); ok {
			sc.beside = append(sc.beside, record)
		}
	}
	slices.Sort(sc.only)
	return sc
}

// uploads says whether documents may be uploaded in the session.
func (sc scope) uploads() bool { return !sc.linkable }

// shows says whether a provider is of use in the session at all: with a live
// connection, or a social security record to turn to, or else by upload.
func (sc scope) shows(p *assets.Provider) bool {
	return !sc.linkable || p.AccountConnection || p.SocialSecurity != ""
}

// reach gives a provider that the session may open or log in at.
func (s *Server) reach(c *call, id string) (assets.Provider, error) {
	sc := c.session.scope
	i, ok := s.providers.find(id)
	if ok && sc.limited {
		_, listed := slices.BinarySearch(sc.only, i)
		ok = listed || slices.Contains(sc.beside, i)
	}
	if ok {
		if p := s.providers.at(i); sc.shows(&p) {
			return p, nil
		}
	}
	return assets.Provider{}, missing("there is no provider of this id here")
}
