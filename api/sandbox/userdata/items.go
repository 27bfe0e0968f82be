package userdata

import (
	"cmp"
	"iter"
	"net/http"
	"slices"
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
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

// Routes are the Open API's operations on what was read of users.
func (d *Data) Routes(key func(*web.Call) error) []web.Route {
	return slices.Concat(
		// list-identities, get-identity
		items(d, key, "identities", data.Identities, ofAccount, undated),
		// list-ratings, get-rating
		items(d, key, "ratings", data.Ratings, ofAccount, undated),
		// list-documents, get-document
		items(d, key, "documents", data.Documents, ofAccount, undated),
		// list-employments, get-employment
		items(d, key, "employments", data.Employments, ofAccount, byDay),
		// list-incomes, get-income
		items(d, key, "incomes", data.Incomes, ofAccount, byDay),
		// list-contributions, get-contribution
		items(d, key, "contributions", data.Contributions, ofAccount, byDay),
		// list-transactions, get-transaction
		items(d, key, "transactions", data.Transactions, ofAccount, byDay),
		// list-liabilities, get-liabilities
		items(d, key, "liabilities", data.Liabilities, ofSource, byDay),
		// list-eincomes, get-eincomes
		items(d, key, "eincomes", data.Eincomes, ofSource, byMonth),
		// list-insights, get-feature-insight
		items(d, key, "insights", data.Insights, ofSource, undated),
		// list-links, get-link
		items(d, key, "links", data.Links, ofSource, undated),
		[]web.Route{
			{Method: "GET", Path: "/v1/accounts/{id}/payload", Guard: key, Status: http.StatusOK, Do: web.One(d.Accounts.Rows, d.accountPayload)},
		},
	)
}

// dates are the two parameters of a range of time, and how they are written.
type dates struct{ from, to, layout, form string }

// span is such a range; an empty end is open.
type span struct{ from, to string }

func (d dates) read(q *web.Query) (span, error) {
	if d.layout == "" {
		return span{}, nil
	}
	for _, name := range []string{d.from, d.to} {
		if v := q.Get(name); v != "" {
			if _, err := time.Parse(d.layout, v); err != nil {
				return span{}, web.Invalid(name, "must be %s", d.form)
			}
		}
	}
	return span{q.Get(d.from), q.Get(d.to)}, nil
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

// items are the two operations of one kind of data, which read returns of a source,
// newest first.
func items[T wire.Item](d *Data, key func(*web.Call) error, path string, read func(data.Source) []T, filters []string, by dates) []web.Route {
	list := func(tx *state.Tx, _ *web.Call, q web.Query) (any, error) { return page(d, tx, q, read, by) }
	one := func(c *web.Call) (any, error) { return item(d, c.ID(), read) }
	return []web.Route{
		{Method: "GET", Path: "/v1/" + path, Guard: key, Status: http.StatusOK, Do: web.List(d.State, list, append([]string{by.from, by.to}, filters...)...)},
		{Method: "GET", Path: "/v1/" + path + "/{id}", Guard: key, Status: http.StatusOK, Do: one},
	}
}

func page[T wire.Item](d *Data, tx *state.Tx, q web.Query, read func(data.Source) []T, by dates) (any, error) {
	when, err := by.read(&q)
	if err != nil {
		return nil, err
	}
	page := wire.Page[T]{Items: []T{}}
	for from := range d.itemsFrom(tx, &q) {
		list := read(from)
		last := slices.IndexFunc(list, func(item T) bool { return item.ItemID() == q.Last }) // -1 if it is none of them
		for _, item := range list[last+1:] {
			if !when.covers(item) {
				continue
			}
			if len(page.Items) == q.Size {
				page.NextCursor = q.CursorAfter(page.Items[q.Size-1].ItemID())
				return page, nil
			}
			page.Items = append(page.Items, item)
		}
	}
	return page, nil
}

// itemsFrom returns the sources of a list from the one on that its cursor is in.
func (d *Data) itemsFrom(tx *state.Tx, q *web.Query) iter.Seq[data.Source] {
	source, account := q.Get("sourceId"), q.Get("accountId")
	if source != "" && account != "" && source != account {
		return func(func(data.Source) bool) {}
	}
	_, in, _, _ := data.Parse(q.Last)
	return d.sources(tx, among{q.Get("userId"), cmp.Or(account, source), in})
}

func item[T wire.Item](d *Data, id string, read func(data.Source) []T) (any, error) {
	tx := d.State.Begin()
	defer tx.End()
	if _, in, place, ok := data.Parse(id); ok {
		if from, found := d.Source(tx, in); found {
			if list := read(from); place < len(list) && list[len(list)-1-place].ItemID() == id {
				return list[len(list)-1-place], nil
			}
		}
	}
	return nil, web.Missing("there is no item of this id")
}
