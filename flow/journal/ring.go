package journal

import (
	"slices"

	"winkterm/flow/redact"
)

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
	max     int
	count   func(bytes *int) pass
	release pass
	// bytes are those kept; those of records up to releasedTo are gone.
	bytes, releasedTo int
}

// NewRing makes an empty ring.
func NewRing() *Ring {
	return &Ring{quotas: []quota{{
		max: BodiesMax,
		count: func(n *int) pass {
			return pass{
				body: func(body Text, _ origin) Text { *n += len(body); return body },
				headers: func(all []Header) []Header {
					for _, h := range all {
						*n += len(h.Name) + len(h.Value)
					}
					return all
				},
			}
		},
		release: pass{
			body: func(body Text, _ origin) Text {
				if len(body) > len(released) {
					return released
				}
				return body
			},
			headers: func([]Header) []Header { return nil },
		},
	}, {
		max: SnapshotsMax,
		count: func(n *int) pass {
			return pass{snapshot: func(s JSON, _ redact.Shape) JSON { *n += len(s); return s }}
		},
		release: pass{snapshot: func(JSON, redact.Shape) JSON { return "null" }},
	}}}
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
	d.each(q.count(&n))
	return n
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
