package sandbox

import (
	"net/http"
	"slices"
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/wire"
)

// The parameters of the lists of user data, as the specification has them.
var (
	ofSource  = []string{"userId", "sourceId"}
	ofAccount = []string{"userId", "sourceId", "accountId"}
	byDay     = dates{"startDate", "endDate", time.DateOnly, "a day, YYYY-MM-DD"}
	byMonth   = dates{"startMonth", "endMonth", "2006-01", "a month, YYYY-MM"}
	undated   dates
)

// userData is every operation on what was read of users.
func (s *Server) userData() []route {
	return slices.Concat(
		items(s, "identities", data.Identities, ofAccount, undated),
		items(s, "ratings", data.Ratings, ofAccount, undated),
		items(s, "documents", data.Documents, ofAccount, undated),
		items(s, "employments", data.Employments, ofAccount, byDay),
		items(s, "incomes", data.Incomes, ofAccount, byDay),
		items(s, "contributions", data.Contributions, ofAccount, byDay),
		items(s, "transactions", data.Transactions, ofAccount, byDay),
		items(s, "liabilities", data.Liabilities, ofSource, byDay),
		items(s, "eincomes", data.Eincomes, ofSource, byMonth),
		items(s, "insights", data.Insights, ofSource, undated),
		items(s, "links", data.Links, ofSource, undated),
	)
}

// dates are the two parameters of a range of time, and how they are written.
type dates struct{ from, to, layout, form string }

// span is such a range; an empty end is open.
type span struct{ from, to string }

func (d dates) read(q *query) (span, error) {
	if d.layout == "" {
		return span{}, nil
	}
	for _, name := range []string{d.from, d.to} {
		if v := q.filter.Get(name); v != "" {
			if _, err := time.Parse(d.layout, v); err != nil {
				return span{}, invalid(name, "must be %s", d.form)
			}
		}
	}
	return span{q.filter.Get(d.from), q.filter.Get(d.to)}, nil
}

// covers says whether an item is of that time; text order is order in time.
func (s span) covers(item wire.Item) bool {
	dated, ok := item.(wire.DatedItem)
	if !ok {
		return true
	}
	at := dated.FilterDate()
	return (s.from == "" || at >= s.from) && (s.to == "" || at <= s.to)
}

// items are the two operations of one kind of data, which read gives of a source,
// newest first.
func items[T wire.Item](s *Server, path string, read func(data.Source) []T, filters []string, by dates) []route {
	list := func(c *call) (any, error) { return listItems(s, c, read, filters, by) }
	one := func(c *call) (any, error) { return getItem(s, c, read) }
	return []route{
		{"GET", "/v1/" + path, s.needKey, http.StatusOK, list},
		{"GET", "/v1/" + path + "/{id}", s.needKey, http.StatusOK, one},
	}
}

func listItems[T wire.Item](s *Server, c *call, read func(data.Source) []T, filters []string, by dates) (any, error) {
	q, err := readQuery(c.r, append([]string{by.from, by.to}, filters...)...)
	if err != nil {
		return nil, err
	}
	when, err := by.read(&q)
	if err != nil {
		return nil, err
	}
	page, last := wire.Page[T]{Items: []T{}}, ""
	for from := range itemsFrom(s, c, &q) {
		for _, item := range behind(read(from), q.last) {
			if !when.covers(item) {
				continue
			}
			if len(page.Items) == q.size {
				page.NextCursor = q.cursorAfter(last)
				return page, nil
			}
			page.Items = append(page.Items, item)
			last = item.ItemID()
		}
	}
	return page, nil
}

// itemsFrom gives the sources of a list from the one on that its cursor is in.
func itemsFrom(s *Server, c *call, q *query) func(func(data.Source) bool) {
	of := among{user: q.filter.Get("userId"), source: q.filter.Get("sourceId")}
	if account := q.filter.Get("accountId"); account != "" {
		if of.source != "" && of.source != account {
			return func(func(data.Source) bool) {}
		}
		of.source = account
	}
	_, in, _, ok := data.Parse(q.last)
	return func(yield func(data.Source) bool) {
		if ok {
			of.after = in
			if from, found := s.liveSource(c, in); found && !yield(from) {
				return
			}
		}
		for from := range s.sources(c, of) {
			if !yield(from) {
				return
			}
		}
	}
}

// liveSource gives the source of an id if it has data.
func (s *Server) liveSource(c *call, id string) (data.Source, bool) {
	defer s.hold(c)()
	of, ok := s.source(id)
	if !ok {
		return data.Source{}, false
	}
	return s.sourceOf(of, c.now)
}

// behind leaves the items that come behind the one of an id, all if it is none of
// them. Later syncs have put theirs in front.
func behind[T wire.Item](list []T, id string) []T {
	for i, item := range list {
		if item.ItemID() == id {
			return list[i+1:]
		}
	}
	return list
}

func getItem[T wire.Item](s *Server, c *call, read func(data.Source) []T) (any, error) {
	id := c.r.PathValue("id")
	if _, in, place, ok := data.Parse(id); ok {
		if from, found := s.liveSource(c, in); found {
			if list := read(from); place < len(list) && list[len(list)-1-place].ItemID() == id {
				return list[len(list)-1-place], nil
			}
		}
	}
	return nil, missing("there is no item of this id")
}
