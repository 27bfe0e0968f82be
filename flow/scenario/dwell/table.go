package dwell

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"winkterm/flow/plain"
)

// Millis is a length of time in milliseconds, as JSON has it.
type Millis float64

// MillisOf gives a duration to the microsecond.
func MillisOf(d time.Duration) Millis { return Millis(float64(d.Microseconds()) / 1000) }

// Duration is the same for Go.
func (m Millis) Duration() time.Duration {
	return time.Duration(math.Round(float64(m)*1000)) * time.Microsecond
}

// String is it for people, rounded up as times are.
func (m Millis) String() string {
	return (time.Duration(rounded(m.Duration().Microseconds())) * time.Microsecond).String()
}

// The rows of statuses; the others are operations such as "POST /accounts".
const (
	Connected = "connected" // PENDING → CONNECTED
	Analyzed  = "analyzed"  // STARTED → ANALYZED
)

// The clocks of a row.
const (
	Simulated = "simulated"
	Real      = "real"
)

// Row is how long one thing took at a provider.
type Row struct {
	// What is Connected, Analyzed, or an operation with {id} for ids.
	What string `json:"what"`
	// Provider is its id, empty where there is none.
	Provider string `json:"provider"`
	// Clock is Simulated or Real.
	Clock string `json:"clock"`
	Count int    `json:"count"`
	MinMs Millis `json:"minMs"`
	P50Ms Millis `json:"p50Ms"`
	P95Ms Millis `json:"p95Ms"`
	P99Ms Millis `json:"p99Ms"`
	MaxMs Millis `json:"maxMs"`
	// Spread counts times in microseconds, rounded up to four digits.
	Spread map[int64]int `json:"spread"`
}

// Table has a row for each thing at each provider. The zero value is empty. It is not safe
// for concurrent use.
type Table struct{ rows map[id]*Row }

type id struct{ what, provider, clock string }

// rowsMax bounds the rows: what a host makes up beyond them is left out.
const rowsMax = 5000

// row gives that of an id, nil when there are too many.
func (t *Table) row(i id) *Row {
	if t.rows == nil {
		t.rows = map[id]*Row{}
	}
	i.what, i.provider = plain.Line(i.what), plain.Line(i.provider) // of a host, for terminals
	if t.rows[i] == nil && len(t.rows) < rowsMax {
		t.rows[i] = &Row{What: i.what, Provider: i.provider, Clock: i.clock, MinMs: Millis(math.MaxFloat64), Spread: map[int64]int{}}
	}
	return t.rows[i]
}

// note adds a time.
func (t *Table) note(i id, d time.Duration) {
	if r := t.row(i); r != nil {
		ms := MillisOf(d)
		r.Count++
		r.MinMs, r.MaxMs = min(r.MinMs, ms), max(r.MaxMs, ms)
		r.Spread[rounded(d.Microseconds())]++
	}
}

// rounded rounds up to four significant digits.
func rounded(n int64) int64 {
	unit := int64(1)
	for n/unit >= 10_000 {
		unit *= 10
	}
	return (n + unit - 1) / unit * unit
}

// Merge adds the rows of another table.
func (t *Table) Merge(rows []Row) {
	for _, other := range rows {
		r := t.row(id{other.What, other.Provider, other.Clock})
		if r == nil || other.Count == 0 {
			continue
		}
		r.Count += other.Count
		r.MinMs, r.MaxMs = min(r.MinMs, other.MinMs), max(r.MaxMs, other.MaxMs)
		for value, n := range other.Spread {
			r.Spread[value] += n
		}
	}
}

// Rows gives copies of all rows with their percentiles: those of statuses first, then by
// operation and provider.
func (t *Table) Rows() []Row {
	all := []Row{}
	for _, row := range t.rows {
		r := *row
		r.Spread = maps.Clone(row.Spread)
		r.P50Ms, r.P95Ms, r.P99Ms = r.percentile(50), r.percentile(95), r.percentile(99)
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b Row) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a.What, b.What), strings.Compare(a.Provider, b.Provider), strings.Compare(a.Clock, b.Clock))
	})
	return all
}

// operations is the rank of rows that are of no status.
const operations = 2

func rank(r Row) int {
	if i := slices.Index([]string{Connected, Analyzed}, r.What); i >= 0 {
		return i
	}
	return operations
}

// percentile is the least time that as many hundredths of all do not exceed.
func (r Row) percentile(p int) Millis {
	need, have := (r.Count*p+99)/100, 0
	for _, value := range slices.Sorted(maps.Keys(r.Spread)) {
		if have += r.Spread[value]; have >= need {
			return min(MillisOf(time.Duration(value)*time.Microsecond), r.MaxMs)
		}
	}
	return r.MaxMs
}
