package inspector

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"

	"winkterm/flow/journal"
	"winkterm/flow/userdata"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// recordOf is the record of a row, empty when it is not kept any more.
func (l *itemList) recordOf(at itemAt) (journal.Record, journal.Items) {
	r, _ := l.records.At(int(at.seq))
	d, _ := r.Data.(journal.Items)
	return r, d
}

// page decodes a record's page, once as long as its body stays.
func (l *itemList) page(seq int32, d journal.Items) itemPage {
	p, known := l.pages[seq]
	if known && p.body == d.Body {
		return p
	}
	if len(l.pages) >= pagesMost {
		clear(l.pages)
	}
	p.body = d.Body
	p.items, p.missing = d.Read()
	l.pages[seq] = p
	return p
}

// item is an item as it is kept, nil where it is not.
func (l *itemList) item(at itemAt, d journal.Items) json.RawMessage {
	if p := l.page(at.seq, d); int(at.index) < len(p.items) {
		return p.items[at.index]
	}
	return nil
}

// missing says why there is no item.
func (l *itemList) missing(at itemAt, d journal.Items) string {
	switch l.page(at.seq, d).missing {
	case "released":
		return "not kept: let go for newer ones"
	case "cut":
		return "not kept: the page was too long"
	}
	return "not kept"
}

// cellsOf are the columns of a row.
func (l *itemList) cellsOf(at itemAt) []string {
	_, d := l.recordOf(at)
	it := l.item(at, d)
	if it == nil {
		return []string{d.List, "", "", l.missing(at, d), shortIDs(d.SourceID)}
	}
	b := userdata.BriefOf(userdata.Kind(d.List), it)
	return []string{d.List, b.When, b.Amount, b.What, joinText(b.ProviderID, shortIDs(cmp.Or(b.SourceID, d.SourceID)))}
}

// subject is an item.
func (l *itemList) subject(at int) (subject, bool) {
	if at >= len(l.rows) {
		return subject{}, false
	}
	r, d := l.recordOf(l.rows[at])
	it, k := l.item(l.rows[at], d), userdata.Kind(d.List)
	from := userdata.OriginOf(it)
	place := fmt.Sprintf("%d of %d", l.rows[at].index+1, d.Count)
	s := subject{view: view{id: copying(cmp.Or(from.SourceID, d.SourceID), "source id")}}
	if it == nil {
		s.facts = facts("what", l.missing(l.rows[at], d))
	} else {
		for i, cell := range userdata.Cells(k, it) {
			s.facts = append(s.facts, facts(userdata.Columns(k)[i].Name, cell)...)
		}
		s.sections, s.body = []section{{title: "JSON", body: string(it)}}, pretty(string(it), "item")
	}
	s.facts = append(s.facts, facts("id", from.ID, "source", cmp.Or(from.SourceID, d.SourceID), "provider", from.ProviderID,
		"user", cmp.Or(from.UserID, d.UserID), "read", from.CreatedAt, "made", from.ItemCreatedAt, "requestId", d.RequestID,
		"item", place, "record", strconv.Itoa(r.Seq), "time", l.moment(r.At))...)
	title := widget.Clean("data  " + d.List)
	s.title = func(th theme.Theme, width int) string { return widget.Wrap(th.Title.Render(title), width) }
	s.text = func() Action { return Action{s.plain(title), "item"} }
	return s, true
}
