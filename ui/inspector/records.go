package inspector

import (
	"fmt"

	"winkterm/flow/journal"
)

// recordList lists records: all, or those of a lane.
type recordList struct {
	*common
	title string
	lane  journal.Lane // empty for all
	rows  []row
}

// row is one line: a record, or a run of repeated polls.
type row struct {
	first, last int // Seqs of the records
	count       int
}

// name has the number of records with it, those in runs included, where not all are listed.
func (l *recordList) name() string {
	if l.lane == "" {
		return l.title
	}
	n := 0
	for _, r := range l.rows {
		n += r.count
	}
	return fmt.Sprintf("%s %d", l.title, n)
}

func (l *recordList) add(fresh []journal.Record, _ bool) (gone int) {
	for _, r := range fresh {
		l.append(r)
	}
	for first := l.records.First(); gone < len(l.rows) && l.rows[gone].last < first; {
		gone++
	}
	l.rows = l.rows[gone:]
	return gone
}

// append lists a record if it belongs here and the filter lets it through.
func (l *recordList) append(r journal.Record) {
	if l.lane != "" && l.lane != r.Lane || !listed(r.Lane) || !l.lets(r) {
		return
	}
	if run := l.run(r); run != nil && !l.unfold {
		run.last = r.Seq
		run.count++
		return
	}
	l.rows = append(l.rows, row{first: r.Seq, last: r.Seq, count: 1})
}

// lets says whether the filter lets a record through: by all that there is of it, the
// bodies too.
func (l *recordList) lets(r journal.Record) bool {
	if l.filter.Value() == "" {
		return true
	}
	texts, v := []string{string(r.Lane), r.Kind}, viewOf(r)
	for _, f := range v.facts {
		texts = append(texts, f.Value)
	}
	for _, s := range v.sections {
		texts = append(texts, s.body)
		for _, h := range s.headers {
			texts = append(texts, h.Name, h.Value)
		}
	}
	return l.filter.Finds(texts...)
}

// pollCalls is how many calls one poll makes at most: an invite, its log, and the accounts
// of its user. An account makes two: itself, and its tasks once it is linked.
const pollCalls = 3

// run finds the run that a record goes on with: among the newest rows, with
// nothing but other polls behind it. Nil for none.
func (l *recordList) run(r journal.Record) *row {
	for n := len(l.rows) - 1; n >= max(len(l.rows)-pollCalls, 0); n-- {
		before, _ := l.records.At(l.rows[n].last)
		if repeats(before, r) {
			return &l.rows[n]
		}
		if _, ok := asks(before.Data); !ok {
			return nil
		}
	}
	return nil
}

// arrange leaves the cursor on its record as far as that is still there, else on the
// one before where it would be.
func (l *recordList) arrange(at int, _ bool) int {
	seq := -1
	if at < len(l.rows) {
		seq = l.rows[at].last
	}
	l.rows = l.rows[:0]
	for _, r := range l.records.Since(0) {
		if r.Seq <= l.fed {
			l.append(r)
		}
	}
	at = 0
	for i, r := range l.rows {
		if r.first <= seq {
			at = i
		}
	}
	return at
}

func (l *recordList) total() int { return len(l.rows) }

// subject is a record, the newest one of a run.
func (l *recordList) subject(at int) (subject, bool) {
	if at >= len(l.rows) {
		return subject{}, false
	}
	r, ok := l.records.At(l.rows[at].last)
	return l.whole(r, l.rows[at].count), ok
}

// empty says what will be here.
func (l *recordList) empty() string {
	switch {
	case l.filter.Value() != "":
		return l.filter.emptyText()
	case l.lane == journal.LaneCallback:
		return "No callback yet. What a page with the widget would be told, such as onUIEvent and onAccountCreated, shows here with its data."
	case l.lane == journal.LaneHTTP:
		return "No call yet. Each request to the Open API and the Link API shows here with its answer and how long it took."
	}
	return "Nothing yet. Pages, calls, callbacks, statuses and webhooks show here in their order, as they happen."
}

func (l *recordList) rowLines() int { return 1 }

func (l *recordList) head() string { return "" }

func (l *recordList) foot() string { return "" }
