package web_test

import (
	"encoding/base64"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

func query(target string) (web.Query, error) {
	return web.ReadQuery(httptest.NewRequest("GET", target, nil), "userId", "ids", "flag", "startDate", "endDate")
}

func TestParametersOfLists(t *testing.T) {
	t.Parallel()
	q, err := query("/v1/things?userId=u&ids=a,%20b,,c&ids=d&flag=true&size=7&foreign=1")
	if err != nil || q.Size != 7 || q.From != -1 || q.Last != "" || q.Get("userId") != "u" || q.Get("foreign") != "" {
		t.Errorf("%+v, %v", q, err)
	}
	if got := strings.Join(q.Strings("ids"), "|"); got != "a|b|c|d" {
		t.Errorf("ids are %s", got)
	}
	if q, err = query("/v1/things"); err != nil || q.Size != wire.SizeDefault || len(q.Strings("ids")) != 0 {
		t.Errorf("%+v, %v", q, err)
	}
	for size, good := range map[int]bool{0: false, 1: true, wire.SizeMax: true, wire.SizeMax + 1: false} {
		if _, err := query(fmt.Sprint("/v1/things?size=", size)); (err == nil) != good {
			t.Errorf("size %d: %v", size, err)
		}
	}
	_, err = query("/v1/things?size=many")
	refused(t, err, 400, "size: must be a number from 1 to 150")
	_, err = query("/v1/things?a=%zz")
	refused(t, err, 400, "query: is not well formed")
}

func TestFlags(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]*bool{"": nil, "true": new(true), "false": new(false)} {
		q, _ := query("/v1/things?flag=" + text)
		got, err := q.Flag("flag")
		if err != nil || (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
		for _, is := range []bool{true, false} {
			if web.Same(got, is) != (want == nil || *want == is) {
				t.Errorf("%q beside %t", text, is)
			}
		}
	}
	q, _ := query("/v1/things?flag=maybe")
	_, err := q.Flag("flag")
	refused(t, err, 400, "flag: must be true or false")
}

func TestCursors(t *testing.T) {
	t.Parallel()
	q, _ := query("/v1/things?userId=u&size=7")
	at, after := q.Cursor(42), q.CursorAfter("i-9")
	for _, target := range []string{"/v1/things?cursor=" + at, "/v1/things?userId=u&size=3&cursor=" + at} {
		if next, err := query(target); err != nil || next.From != 42 || next.Last != "" || next.Get("userId") != "u" || next.Get("_list") != "" || next.Get("_from") != "" {
			t.Errorf("%s: %+v, %v", target, next, err)
		}
	}
	if next, err := query("/v1/things?cursor=" + after); err != nil || next.Last != "i-9" || next.Get("_last") != "" {
		t.Errorf("%+v, %v", next, err)
	}
	_, err := query("/v1/things?userId=v&cursor=" + at)
	refused(t, err, 400, "cursor: belongs to another userId")
	_, err = query("/v1/things?ids=a&cursor=" + at)
	refused(t, err, 400, "cursor: belongs to another ids")
	none := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	for _, cursor := range []string{
		"!", none("%zz"), none("_list=/v1/things"), none("_list=/v1/things&_from=-1"), none("_list=/v1/things&_from=x"), none("_list=/v1/others&_from=1"), none("_from=1"),
	} {
		_, err := query("/v1/things?cursor=" + cursor)
		refused(t, err, 400, "cursor: is none of this list")
	}
	if next, err := query("/v1/things?cursor=" + none("_list=/v1/things&_from=0")); err != nil || next.From != 0 {
		t.Errorf("%+v, %v", next, err)
	}
	first := web.NewQuery("/v1/things", url.Values{"userId": {"u"}})
	if next, err := query("/v1/things?cursor=" + first.Cursor(3)); err != nil || next.From != 3 || next.Get("userId") != "u" || first.Size != wire.SizeDefault || first.From != -1 {
		t.Errorf("%+v, %v", next, err)
	}
}

// thing is a row.
type thing struct{ state.Entry }

// things are n of them, one a day from 1 March on.
func things(n int) (*state.State, *state.Table[*thing]) {
	st := state.New(state.Clock{Real: now}, 1, 0)
	rows := state.NewTable[thing](st, "things", "thing", nil)
	tx := st.Begin()
	defer tx.End()
	for i := range n {
		rows.Add(tx, &thing{state.Entry{ID: fmt.Sprint("t-", i), CreatedAt: now().AddDate(0, 0, i)}})
	}
	return st, rows
}

func TestPagesNewestFirst(t *testing.T) {
	t.Parallel()
	st, rows := things(6)
	list := web.List(st, func(tx *state.Tx, _ *web.Call, q web.Query) (any, error) {
		passes := func(row *thing) bool { return row.ID != "t-3" }
		if q.Get("userId") == "" {
			passes = nil
		}
		return web.Newest(rows.All(tx), q, passes, func(row *thing) string { return row.ID })
	}, "userId", "startDate", "endDate")
	read := func(target string) (wire.Page[string], error) {
		data, err := list(ask("GET", target, ""))
		p, _ := data.(wire.Page[string])
		return p, err
	}
	page := func(target string) string {
		p, err := read(target)
		if err != nil {
			return err.Error()
		}
		text := strings.Join(p.Items, " ")
		if p.NextCursor != "" {
			text += " +"
		}
		return text
	}
	next := func(target string) string {
		p, err := read(target)
		if err != nil {
			return err.Error()
		}
		return page(target + "&cursor=" + p.NextCursor)
	}
	for target, want := range map[string]string{
		"/":                      "t-5 t-4 t-3 t-2 t-1 t-0",
		"/?size=6":               "t-5 t-4 t-3 t-2 t-1 t-0",
		"/?size=4":               "t-5 t-4 t-3 t-2 +",
		"/?userId=u":             "t-5 t-4 t-2 t-1 t-0",
		"/?userId=u&size=3":      "t-5 t-4 t-2 +",
		"/?startDate=2026-03-03": "t-5 t-4 t-3 t-2",
		"/?endDate=2026-03-03":   "t-2 t-1 t-0",
		"/?startDate=2026-03-02&endDate=2026-03-04":        "t-3 t-2 t-1",
		"/?startDate=2026-03-02&endDate=2026-03-04&size=2": "t-3 t-2 +",
		"/?startDate=2026-03-09":                           "",
		"/?startDate=3.3.2026":                             "INVALID_PARAMETERS: startDate: must be a day, YYYY-MM-DD",
		"/?endDate=x":                                      "INVALID_PARAMETERS: endDate: must be a day, YYYY-MM-DD",
		"/?size=0":                                         "INVALID_PARAMETERS: size: must be a number from 1 to 150",
	} {
		if got := page(target); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
	if got := next("/?size=4"); got != "t-1 t-0" {
		t.Errorf("the next page is %s", got)
	}
	if got := next("/?size=2&startDate=2026-03-02&endDate=2026-03-04"); got != "t-1" {
		t.Errorf("the next page is %s", got)
	}
	tx := st.Begin()
	early := now().Add(-9 * time.Hour) // the first moment of its day
	rows.Add(tx, &thing{state.Entry{ID: "t-6", CreatedAt: early.AddDate(0, 0, 6)}})
	tx.End()
	if got := page("/?startDate=2026-03-07"); got != "t-6" {
		t.Errorf("the first moment of a day is %s", got)
	}
	if got := page("/?endDate=2026-03-06&size=1"); got != "t-5 +" {
		t.Errorf("the first moment of the next day is %s", got)
	}
}

func TestRowsByID(t *testing.T) {
	t.Parallel()
	_, rows := things(2)
	f := newFixture()
	h := f.handler(web.Route{Method: "GET", Path: "/things/{id}", Status: 200, Do: web.One(rows, func(_ *state.Tx, _ *web.Call, row *thing) (any, error) { return row.ID, nil })})
	if r := send(t, h, "GET", "/things/t-1", ""); r.Data != "t-1" {
		t.Errorf("got %s", r.Body)
	}
	send(t, h, "GET", "/things/t-2", "").want(t, 404, wire.CodeMissingResource, "there is no thing of this id")
}

func TestPagesOfWhatNeverChanges(t *testing.T) {
	t.Parallel()
	list := []string{"a", "b", "c", "d", "e"}
	page := func(q web.Query) wire.Page[string] {
		return web.PageOf(list, q, func(s *string) bool { return *s != "b" }, strings.ToUpper)
	}
	q := web.NewQuery("/x", nil)
	if p := page(q); strings.Join(p.Items, "") != "ACDE" || p.NextCursor != "" {
		t.Errorf("got %+v", p)
	}
	if q.Size = 4; page(q).NextCursor != "" {
		t.Error("there is nothing behind the last")
	}
	q.Size = 2
	p := page(q)
	if strings.Join(p.Items, "") != "AC" || p.NextCursor == "" {
		t.Errorf("got %+v", p)
	}
	q.From = 3
	if p := page(q); strings.Join(p.Items, "") != "DE" || p.NextCursor != "" {
		t.Errorf("got %+v", p)
	}
	if q.From = 9; page(q).Items == nil {
		t.Error("an empty page has no list")
	}
}
