package webhook

// remembered is what was put last, RememberedMost at most, by its id.
type remembered[T any] struct {
	by map[string]T
	// order is a ring of the ids, next where the following one goes.
	order []string
	next  int
}

func (r *remembered[T]) get(id string) (T, bool) {
	v, ok := r.by[id]
	return v, ok
}

// put adds an id that is not there yet, in place of the oldest once it is full.
func (r *remembered[T]) put(id string, v T) {
	if r.by == nil {
		r.by = map[string]T{}
	}
	if !r.full() {
		r.order = append(r.order, id)
	} else {
		delete(r.by, r.order[r.next])
		r.order[r.next] = id
		r.next = (r.next + 1) % RememberedMost
	}
	r.by[id] = v
}

// full says whether something may have been forgotten.
func (r *remembered[T]) full() bool { return len(r.order) >= RememberedMost }
