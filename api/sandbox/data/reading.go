package data

import (
	"slices"

	"winkterm/api/wire"
	"winkterm/assets"
)

// reading is a Source laid open: what all kinds of its data are made from.
type reading struct {
	Source
	here    country
	life    *assets.Life
	luck    dice                 // of the person and the alias
	era     month                // by how much the life is moved
	ends    []day                // of the syncs
	sources []*wire.ItemMetadata // of what each sync brought
}

// The years for which lives are known.
const (
	livesFrom = 2026
	livesFor  = 10
)

func read(s Source) *reading {
	if s.Person.FullName == "" {
		s.Person = assets.People()[0]
	}
	r := &reading{
		Source: s, here: countryOf(s.Provider.Country), life: lifeOf(s.Person),
		luck: cast(s.Seed, s.Person.Name, s.Alias),
	}
	for _, t := range s.syncs() {
		r.ends = append(r.ends, dayOf(t))
		r.sources = append(r.sources, &wire.ItemMetadata{
			CreatedAt: t, ItemCreatedAt: t, SourceID: s.ID, SourceType: s.Type, UserID: s.UserID, ProviderID: s.ProviderID,
		})
	}
	years := s.Since.UTC().Year() - livesFrom
	r.era = month((years - (years%livesFor+livesFor)%livesFor) * 12)
	return r
}

// lifeOf is the life of a person; somebody else leads one like the first person's of the
// country, or the very first one's.
func lifeOf(p assets.Person) *assets.Life {
	like := slices.IndexFunc(assets.People(), func(o assets.Person) bool { return o.Name == p.Name })
	if like < 0 {
		like = max(0, slices.IndexFunc(assets.People(), func(o assets.Person) bool { return o.Country == p.Country }))
	}
	name := assets.People()[like].Name
	return &assets.Lives()[slices.IndexFunc(assets.Lives(), func(l assets.Life) bool { return l.Person == name })]
}

// documented says that the person is one of those that are documented, and no alias: what
// is known of their lives is theirs.
func (r *reading) documented() bool { return r.Alias == "" && r.Person.Name == r.life.Person }

// start is the day of the first sync, end that of the last.
func (r *reading) start() day { return r.ends[0] }
func (r *reading) end() day   { return r.ends[len(r.ends)-1] }

// back gives the first month of a window that goes back from the first sync by
// least months, or up to spread more.
func (r *reading) back(kind string, least, spread int) month {
	return r.start().month() - month(least+cast(uint64(r.luck), kind).below(spread+1))
}

// origin is that of an item that was there from a day on.
func (r *reading) origin(prefix string, place int, d day) wire.Origin {
	return wire.Origin{ID: r.id(prefix, place), Metadata: r.metadata(d)}
}

// metadata says which sync brought what was there from a day on.
func (r *reading) metadata(d day) *wire.ItemMetadata {
	i := 0
	for i < len(r.ends)-1 && r.ends[i] < d {
		i++
	}
	return r.sources[i]
}
