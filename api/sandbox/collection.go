package sandbox

import (
	"time"
)

// collection is a ledger whose items are made, listed, shown and deleted by calls
// of the Open API, in the one way in which these calls are alike.
type collection[T item, V any] struct {
	s      *Server
	ledger *ledger[T]
	name   string // of one item, for whoever asks for one that is not there
	prefix string // of the ids
	show   func(item T, now time.Time) V
}

// entry is the place of a new item. Server.mu must be held.
func (k collection[T, V]) entry(c *call) entry {
	return entry{ID: k.s.seed.id(k.prefix, uint64(k.ledger.next)), CreatedAt: c.now}
}

// find gives the item of the path. Server.mu must be held.
func (k collection[T, V]) find(c *call) (T, error) {
	found, ok := k.ledger.byID[c.r.PathValue("id")]
	if !ok {
		return found, missing("there is no " + k.name + " of this id")
	}
	return found, nil
}

// list serves the GET of all.
func (k collection[T, V]) list(c *call) (any, error) {
	q, err := readQuery(c.r)
	if err != nil {
		return nil, err
	}
	defer k.s.hold(c)()
	return newestFirst(k.ledger.all, q, nil, func(item T) V { return k.show(item, c.now) })
}

// get serves the GET of one.
func (k collection[T, V]) get(c *call) (any, error) {
	defer k.s.hold(c)()
	found, err := k.find(c)
	if err != nil {
		return nil, err
	}
	return k.show(found, c.now), nil
}

// delete serves the DELETE of one. Once more is refused, for it is forgotten.
func (k collection[T, V]) delete(c *call) (any, error) {
	defer k.s.hold(c)()
	found, err := k.find(c)
	if err != nil {
		return nil, err
	}
	k.ledger.drop(found)
	return nil, nil
}
