package journal

import (
	"slices"
	"sync"
	"time"

	"winkterm/flow/redact"
)

// What a journal keeps at most: records, and bytes of bodies and headers.
const (
	RecordsMax = 10_000
	BodiesMax  = 4 << 20
)

// released stands for a body that was let go to make room for newer ones.
const released Text = "[body released: the journal keeps the newest 4 MiB]"

// Journal keeps the newest records of a session, masked. It is safe for
// concurrent use.
type Journal struct {
	redactor *redact.Redactor
	now      func() time.Time
	start    time.Time
	changed  chan struct{}

	mu sync.Mutex
	// records are those kept; the first one's Seq is seq - len(records) + 1.
	records []Record
	seq     int
	last    time.Time
	// bodies is the bytes of the bodies kept; those of records up to
	// releasedTo are gone.
	bodies     int
	releasedTo int
}

// New makes an empty journal that starts now. It takes the time from now alone.
func New(now func() time.Time) *Journal {
	start := now().Round(0)
	return &Journal{redactor: redact.New(), now: now, start: start, last: start, changed: make(chan struct{}, 1)}
}

// Redactor is what masks before this journal; teach it secrets before they are sent.
func (j *Journal) Redactor() *redact.Redactor { return j.redactor }

// Start is the time at which the journal was made.
func (j *Journal) Start() time.Time { return j.start }

// Append masks the data, records it and gives the record. Seq counts from 1; At
// never goes back, even if the clock does. It never blocks on a reader.
func (j *Journal) Append(d Data) Record {
	d = mask(j.redactor, d)
	r := j.keep(Record{Lane: d.lane(), Kind: d.kind(), Data: d})
	select {
	case j.changed <- struct{}{}:
	default:
	}
	return r
}

// mask gives a copy of the data that is cut to what the journal keeps and holds
// nothing that must not stay.
func mask(r *redact.Redactor, d Data) Data {
	d = d.bounded(r)
	r.Record(func() { d = d.masked(r) })
	return d
}

func (j *Journal) keep(r Record) Record {
	j.mu.Lock()
	defer j.mu.Unlock()
	if at := j.now().Round(0); at.After(j.last) {
		j.last = at
	}
	j.seq++
	r.Seq, r.At = j.seq, j.last
	j.records = append(j.records, r)
	j.bodies += bodyBytes(r.Data)
	if len(j.records) > RecordsMax {
		j.drop()
	}
	for j.bodies > BodiesMax {
		j.release()
	}
	return r
}

// drop lets go of the oldest record.
func (j *Journal) drop() {
	oldest := j.records[0]
	if oldest.Seq > j.releasedTo {
		j.bodies -= bodyBytes(oldest.Data)
		j.releasedTo = oldest.Seq
	}
	j.records[0] = Record{}
	j.records = j.records[1:]
}

// release lets go of the oldest body that is left.
func (j *Journal) release() {
	j.releasedTo++
	r := &j.records[j.releasedTo-j.first()]
	j.bodies -= bodyBytes(r.Data)
	r.Data = withoutBodies(r.Data)
}

// first is the Seq of the oldest record kept.
func (j *Journal) first() int { return j.seq - len(j.records) + 1 }

// Since gives the kept records whose Seq is greater than seq, oldest first. The
// slice is the caller's; the headers within are shared and read-only.
func (j *Journal) Since(seq int) []Record {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.records[min(max(0, seq+1-j.first()), len(j.records)):])
}

// Len is how many records are kept.
func (j *Journal) Len() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.records)
}

// Changed gives a value once there are records that came after the last value was
// taken; one value may stand for many records. It is meant for one reader and is
// never closed.
func (j *Journal) Changed() <-chan struct{} { return j.changed }

// bodyBytes counts what release would free.
func bodyBytes(d Data) int {
	switch d := d.(type) {
	case HTTP:
		return messageBytes(d.Request) + messageBytes(d.Response)
	case Callback:
		return len(d.Args)
	case Note:
		return len(d.Text)
	case Unknown:
		return len(d.Raw)
	case Screen, Launch, Status:
	}
	return 0
}

func messageBytes(m Message) int {
	n := len(m.Body)
	for _, h := range m.Header {
		n += len(h.Name) + len(h.Value)
	}
	return n
}

// withoutBodies gives the data without what bodyBytes counts.
func withoutBodies(d Data) Data {
	switch d := d.(type) {
	case HTTP:
		d.Request, d.Response = withoutBody(d.Request), withoutBody(d.Response)
		return d
	case Callback:
		d.Args = released
		return d
	case Note:
		d.Text = string(released)
		return d
	case Unknown:
		d.Raw = ""
		return d
	case Screen, Launch, Status:
	}
	return d
}

func withoutBody(m Message) Message {
	m.Header = nil
	if m.Body != "" {
		m.Body = released
	}
	return m
}
