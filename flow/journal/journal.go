package journal

import (
	"slices"
	"sync"
	"time"

	"winkterm/flow/redact"
)

// RecordsMax is how many records are kept at most.
const RecordsMax = 10_000

// Journal keeps the newest records of a session, masked. It is safe for
// concurrent use.
type Journal struct {
	redactor *redact.Redactor
	now      func() time.Time
	start    time.Time
	changed  chan struct{}

	// keeping is locked while a record is taken and given to kept, mu while it is taken:
	// whoever reads waits for no disk.
	keeping sync.Mutex
	kept    func(Record)

	mu   sync.Mutex
	last time.Time
	// records are those kept, seq is the Seq of the newest.
	records []Record
	seq     int
	quotas  []quota
}

// New makes an empty journal that starts now. It takes the time from now alone.
func New(now func() time.Time) *Journal {
	start := now().Round(0)
	return &Journal{redactor: redact.New(), now: now, start: start, last: start, changed: make(chan struct{}, 1), quotas: newQuotas(), kept: func(Record) {}}
}

// KeepIn has each record from now on given to keep, masked, in their order and one at a
// time, before Append returns. keep must not append to the journal.
func (j *Journal) KeepIn(keep func(Record)) {
	j.keeping.Lock()
	defer j.keeping.Unlock()
	j.kept = keep
}

// KeepAll is KeepIn, and gives keep the records that are kept so far first.
func (j *Journal) KeepAll(keep func(Record)) {
	j.keeping.Lock()
	defer j.keeping.Unlock()
	for _, r := range j.Since(0) {
		keep(r)
	}
	j.kept = keep
}

// Redactor is what masks before this journal; teach it secrets before they are sent.
func (j *Journal) Redactor() *redact.Redactor { return j.redactor }

// Start is the time at which the journal was made.
func (j *Journal) Start() time.Time { return j.start }

// Append masks the data, records it and gives the record. Seq counts from 1; At
// never goes back, even if the clock does. It never blocks on a reader.
func (j *Journal) Append(d Data) Record {
	d = mask(j.redactor, d)
	j.keeping.Lock()
	r := j.keep(Record{Lane: d.lane(), Kind: d.kind(), Data: d})
	j.kept(r)
	j.keeping.Unlock()
	select {
	case j.changed <- struct{}{}:
	default:
	}
	return r
}

// mask gives a copy of the data that is cut to what the journal keeps and holds
// nothing that must not stay.
func mask(r *redact.Redactor, d Data) Data {
	d = d.each(cutting(r))
	masks := masking(r)
	r.Record(func() { d = d.each(masks) })
	return d
}

// keep gives a record its time and number, and lets go of the oldest.
func (j *Journal) keep(r Record) Record {
	j.mu.Lock()
	defer j.mu.Unlock()
	if at := j.now().Round(0); at.After(j.last) {
		j.last = at
	}
	j.seq++
	r.At, r.Seq = j.last, j.seq
	j.records = append(j.records, r)
	for i := range j.quotas {
		j.quotas[i].add(r.Data)
	}
	if len(j.records) > RecordsMax {
		for i := range j.quotas {
			j.quotas[i].drop(&j.records[0])
		}
		j.records[0] = Record{}
		j.records = j.records[1:]
	}
	for i := range j.quotas {
		j.quotas[i].trim(j.records)
	}
	return r
}

func (j *Journal) first() int { return j.seq - len(j.records) + 1 }

// Since gives the kept records whose Seq is greater than seq, oldest first. The
// slice is the caller's; the headers within are shared and read-only.
func (j *Journal) Since(seq int) []Record {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.records[min(max(0, seq+1-j.first()), len(j.records)):])
}

// At gives the record of a Seq, and whether it is still kept.
func (j *Journal) At(seq int) (Record, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if seq < j.first() || seq > j.seq {
		return Record{}, false
	}
	return j.records[seq-j.first()], true
}

// First is the Seq of the oldest record kept, one more than the newest when there
// is none.
func (j *Journal) First() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.first()
}

// Changed gives a value once there are records that came after the last value was
// taken; one value may stand for many records. It is meant for one reader and is
// never closed.
func (j *Journal) Changed() <-chan struct{} { return j.changed }
