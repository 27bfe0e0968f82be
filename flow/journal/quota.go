package journal

// How many bytes of bodies with headers, of user data and of snapshots are kept at most.
const (
	BodiesMax    = 4 << 20
	AllItemsMax  = 4 << 20
	SnapshotsMax = 1 << 20
)

// released stands for a body, or for user data, that was let go to make room for newer ones.
const released = "[body released: the journal keeps the newest 4 MiB]"

// quota is how many bytes of one sort are kept.
type quota struct {
	max   int
	bound func(sort) bool
	// released stands in the place of a text that is longer.
	released string
	// bytes are those kept; those of records up to releasedTo are gone.
	bytes, releasedTo int
}

// newQuotas are those of a journal. User data and snapshots have one of their own each, so
// that they never push bodies out.
func newQuotas() []quota {
	return []quota{
		{max: BodiesMax, released: released, bound: func(is sort) bool { return is == body || is == headerName || is == headerValue }},
		{max: AllItemsMax, released: released, bound: func(is sort) bool { return is == items }},
		{max: SnapshotsMax, released: "null", bound: func(is sort) bool { return is == snapshot }},
	}
}

// of gives how many bytes the data has of what the quota bounds.
func (q *quota) of(d Data) int {
	n := 0
	d.each(func(text string, is sort, _ origin) string {
		if q.bound(is) {
			n += len(text)
		}
		return text
	})
	return n
}

func (q *quota) add(d Data) { q.bytes += q.of(d) }

// drop lets go of what the oldest record has, if it still has it.
func (q *quota) drop(r *Record) {
	if r.Seq > q.releasedTo {
		q.bytes -= q.of(r.Data)
		q.releasedTo, r.Data = r.Seq, r.Data.each(q.release)
	}
}

// trim lets go of the oldest bytes that are too many.
func (q *quota) trim(records []Record) {
	for q.bytes > q.max {
		q.drop(&records[max(q.releasedTo+1-records[0].Seq, 0)])
	}
}

// release is a pass that lets texts go; headers go with their names.
func (q *quota) release(text string, is sort, _ origin) string {
	switch {
	case !q.bound(is):
		return text
	case is == headerName:
		return ""
	case len(text) > len(q.released):
		return q.released
	}
	return text
}
