package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/flow/journal"
)

// Only a GET that is made again at once is folded, and with sameEnd only where it ended
// in the same way.
func TestRepeatedPollsAreFolded(t *testing.T) {
	t.Parallel()
	get := journal.HTTP{Method: "GET", URL: "/accounts/a-1", Status: 200, Code: "OK"}
	with := func(change func(*journal.HTTP)) journal.HTTP {
		d := get
		change(&d)
		return d
	}
	page := journal.Screen{Page: "Connecting"}
	post := with(func(d *journal.HTTP) { d.Method = "POST" })
	for name, c := range map[string]struct {
		data        []journal.Data
		calls, ends []int
	}{
		"nothing":                {},
		"the same":               {data: []journal.Data{get, get, get}, calls: []int{3}, ends: []int{3}},
		"something between":      {data: []journal.Data{get, page, page, get, get}, calls: []int{1, 1, 1, 2}, ends: []int{1, 1, 1, 2}},
		"what changes something": {data: []journal.Data{post, post, get}, calls: []int{1, 1, 1}, ends: []int{1, 1, 1}},
		"another one":            {data: []journal.Data{get, with(func(d *journal.HTTP) { d.URL = "/accounts/a-2" }), get}, calls: []int{1, 1, 1}, ends: []int{1, 1, 1}},
		"another status":         {data: []journal.Data{get, with(func(d *journal.HTTP) { d.Status = 206 })}, calls: []int{2}, ends: []int{1, 1}},
		"another code":           {data: []journal.Data{get, with(func(d *journal.HTTP) { d.Code = "" })}, calls: []int{2}, ends: []int{1, 1}},
		"another error":          {data: []journal.Data{get, with(func(d *journal.HTTP) { d.Err = "no route" })}, calls: []int{2}, ends: []int{1, 1}},
	} {
		var records []journal.Record
		for _, d := range c.data {
			records = append(records, journal.Record{Data: d})
		}
		sizes := func(same func(a, b journal.HTTP) bool) (all []int) {
			for _, group := range folded(records, same) {
				all = append(all, len(group))
			}
			return all
		}
		if diff := cmp.Diff(c.calls, sizes(sameCall)); diff != "" {
			t.Errorf("%s, the same call: %s", name, diff)
		}
		if diff := cmp.Diff(c.ends, sizes(sameEnd)); diff != "" {
			t.Errorf("%s, the same end: %s", name, diff)
		}
	}
}
