package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
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

// TestATicketOfManyPollsCanBePasted holds that of an hour against the 65,536 characters
// that GitHub takes; the first requestId and the last one are in it.
func TestATicketOfManyPollsCanBePasted(t *testing.T) {
	t.Parallel()
	const polls = 3600
	var records []journal.Record
	for i := range polls {
		records = append(records, journal.Record{Seq: i + 1, Lane: journal.LaneHTTP, Data: journal.HTTP{
			Method: "GET", URL: "https://h.test/v1/accounts/a-1", Path: "/accounts/a-1", Status: 200, RequestID: fmt.Sprintf("request-%04d", i),
		}})
	}
	var out strings.Builder
	if err := Write(&out, "markdown", Case{Recording: recording.Of(recording.Header{}, records)}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{"3600×", "request-0000", "request-0024`, … 3550 more", "request-3575", "request-3599"} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if len(text) > 65_536 || strings.Contains(text, "request-0025") {
		t.Errorf("%d characters", len(text))
	}
}
