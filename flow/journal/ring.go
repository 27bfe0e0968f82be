package journal

import "slices"

// What is kept at most: records, and bytes of bodies with headers and of snapshots.
const (
	RecordsMax   = 10_000
	BodiesMax    = 4 << 20
	SnapshotsMax = 1 << 20
)

// released stands for a body that was let go to make room for newer ones.
const released Text = "[body released: the journal keeps the newest 4 MiB]"

// Ring keeps the newest records. Make it with NewRing. It is not safe for
// concurrent use.
type Ring struct {
	// records are those kept; the first one's Seq is First.
	records []Record
	seq     int
	quotas  []quota
}

// quota is how many bytes of one sort are kept. Snapshots have one of their own,
// so that they never push bodies out.
type quota struct {
	max   int
	bound func(sort) bool
	// released stands in the place of a text that is longer.
	released string
	// bytes are those kept; those of records up to releasedTo are gone.
	bytes, releasedTo int
}

// NewRing makes an empty ring.
func NewRing() *Ring {
	ofBodies := func(is sort) bool { return is == body || is == headerName || is == headerValue }
	ofSnapshots := func(is sort) bool { return is == snapshot }
	return &Ring{quotas: []quota{
		{max: BodiesMax, bound: ofBodies, released: string(released)},
		{max: SnapshotsMax, bound: ofSnapshots, released: "null"},
	}}
}

// Add keeps a record under the next Seq and gives it with that.
func (r *Ring) Add(rec Record) Record {
	r.seq++
	rec.Seq = r.seq
	r.records = append(r.records, rec)
	for i := range r.quotas {
		q := &r.quotas[i]
		q.bytes += q.of(rec.Data)
		if oldest := r.records[0]; len(r.records) > RecordsMax && oldest.Seq > q.releasedTo {
			q.bytes -= q.of(oldest.Data)
			q.releasedTo = oldest.Seq
		}
	}
	if len(r.records) > RecordsMax {
		r.records[0] = Record{}
		r.records = r.records[1:]
	}
	for i := range r.quotas {
		r.trim(&r.quotas[i])
	}
	return rec
}

// trim lets go of the oldest bytes that are more than the quota.
func (r *Ring) trim(q *quota) {
	for q.bytes > q.max {
		q.releasedTo++
		oldest := &r.records[q.releasedTo-r.First()]
		q.bytes -= q.of(oldest.Data)
		oldest.Data = oldest.Data.each(q.release)
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

// First is the Seq of the oldest record kept, one more than the newest when there
// is none.
func (r *Ring) First() int { return r.seq - len(r.records) + 1 }

// Len is how many records are kept.
func (r *Ring) Len() int { return len(r.records) }

// At gives the record of a Seq, and whether it is kept.
func (r *Ring) At(seq int) (Record, bool) {
	if seq < r.First() || seq > r.seq {
		return Record{}, false
	}
	return r.records[seq-r.First()], true
}

// Since gives the kept records whose Seq is greater than seq, oldest first. The
// slice is the caller's; the headers within are shared and read-only.
func (r *Ring) Since(seq int) []Record {
	return slices.Clone(r.records[min(max(0, seq+1-r.First()), len(r.records)):])
}
