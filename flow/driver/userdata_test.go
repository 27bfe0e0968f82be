package driver_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
	"winkterm/flow/userdata"
)

// TestTheDataOfAnAccountAreRead reads George's incomes: counts come to the flow, items to
// the store in clear and masked, each page to the journal with the call that brought it;
// nothing of a person is recorded. Revoked, all of it is gone.
func TestTheDataOfAnAccountAreRead(t *testing.T) {
	t.Parallel()
	for name, browser := range map[string]bool{"native": false, "at a Smile host": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := set(t, plan{})
			user, account := w.linked("ospital_puso_ph", "email", "gpalomero1234@smileapi.io")
			w = w.again(flow.Options{UserID: user, AccountID: account}, browser)
			w.reach(flow.AccountRevoke)
			if len(records[journal.Items](w)) > 0 {
				t.Error("data are read before anybody wants them")
			}
			w.Apply(flow.DataWanted{})
			s := w.until("the data", func(s flow.State) bool { return !s.Calls.Reading() && !s.Calls.Polling() })
			clear, masked := w.Data.Items(account, userdata.Incomes, true), w.Data.Items(account, userdata.Incomes, false)
			n := countOf(s, userdata.Incomes)
			if n == 0 || len(clear) != n || len(masked) != n {
				t.Fatalf("%d incomes, %d in clear and %d masked: %+v", n, len(clear), len(masked), s.UserData)
			}
			person := string(w.Data.Items(account, userdata.Identities, true)[0])
			if !strings.Contains(person, "Palomero") || strings.Contains(string(w.Data.Items(account, userdata.Identities, false)[0]), "Palomero") {
				t.Errorf("in clear %s", person)
			}
			for _, page := range records[journal.Items](w) {
				if page.SourceID != account || page.RequestID == "" || page.Count == 0 {
					t.Errorf("recorded %+v", page)
				}
			}
			w.keepsSecrets("Palomero", "George")
			w.Apply(flow.Back{})
			w.reach(flow.AccountRevoke)
			w.Apply(flow.RevokeWanted{})
			w.Apply(flow.RevokeConfirmed{})
			s = w.until("the end", func(s flow.State) bool { return s.UserData.Revoked != nil && !s.Calls.Reading() })
			if countOf(s, userdata.Incomes) != 0 || len(s.UserData.Counts) == 0 || len(w.Data.Items(account, userdata.Incomes, true)) > 0 {
				t.Errorf("after revoking there are %+v, kept %v", s.UserData, w.Data.Items(account, userdata.Incomes, false))
			}
		})
	}
}

func countOf(s flow.State, k userdata.Kind) int {
	for _, c := range s.UserData.Counts {
		if c.Kind == string(k) {
			return c.Count
		}
	}
	return -1
}

// again begins another session at the same host.
func (w *walk) again(o flow.Options, browser bool) *walk {
	w.t.Helper()
	next := begin(w.t, plan{open: w.host.OpenAPI(), link: w.host.Link(), browser: browser, options: o})
	next.host = w.host
	return next
}

// items is a host with so many incomes, which pages of 50 or 150.
type items struct {
	driver.OpenAPI
	total int
	sizes []int
	calls int
}

func (h *items) TasksPage(context.Context, api.ListOptions) (wire.Page[wire.Task], error) {
	return wire.Page[wire.Task]{Items: []wire.Task{{Datapoints: []wire.Datapoint{wire.DataIncomes, "ASTROLOGY"}}}}, nil
}

func (h *items) RawDataItems(_ context.Context, list string, o api.ListOptions) iter.Seq2[wire.Page[json.RawMessage], error] {
	h.sizes = append(h.sizes, o.Size)
	return func(yield func(wire.Page[json.RawMessage], error) bool) {
		for at := 0; ; at += o.Size {
			h.calls++
			page := wire.Page[json.RawMessage]{}
			for i := at; i < min(at+o.Size, h.total); i++ {
				page.Items = append(page.Items, json.RawMessage(fmt.Sprintf(`{"id":%q,"fullName":"Maricel Katigbak %d"}`, fmt.Sprint(list, i), i)))
			}
			if at+o.Size < h.total {
				page.NextCursor = "more"
			}
			if !yield(page, nil) || page.NextCursor == "" {
				return
			}
		}
	}
}

// last is what a request ends with.
func (b bench) last(t *testing.T, r flow.LoadData) flow.DataArrived {
	t.Helper()
	b.ask(1, r)
	for {
		arrived, ok := b.next(t).Reply.(flow.DataArrived)
		if !ok {
			t.Fatal("the data did not arrive")
		}
		if arrived.Last {
			return arrived
		}
	}
}

// TestDataAreBounded reads no more of a kind than it may, and says that there is more.
func TestDataAreBounded(t *testing.T) {
	t.Parallel()
	for total, want := range map[int]flow.DataCount{
		0: {Kind: "incomes"}, 120: {Kind: "incomes", Count: 120}, 5_000: {Kind: "incomes", Count: 5_000}, 9_000: {Kind: "incomes", Count: 5_000, More: true},
	} {
		synctest.Test(t, func(t *testing.T) {
			h := &items{total: total}
			b := newBench(&fake{}, driver.Loopback)
			b.Open = h
			got := b.last(t, flow.LoadData{SourceID: "a-1"}).Counts
			if !slices.Equal(got, []flow.DataCount{want}) || h.sizes[0] != 50 || len(b.Data.Items("a-1", userdata.Incomes, true)) != want.Count {
				t.Errorf("of %d: %+v, pages of %v", total, got, h.sizes)
			}
			b.Close()
		})
	}
}

// TestCountingKeepsNothing counts, and neither keeps nor records an item. What was kept
// before goes when the host has nothing any more, and not before.
func TestCountingKeepsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := &items{total: 200}
		b := newBench(&fake{}, driver.Loopback)
		b.Open = h
		if got := b.last(t, flow.LoadData{SourceID: "a-1", CountOnly: true}); got.Counts[0].Count != 200 || len(b.Data.Items("a-1", userdata.Incomes, true)) != 0 || h.sizes[0] != wire.SizeMax {
			t.Errorf("counted %+v in pages of %v, and kept %v", got, h.sizes, b.Data.Items("a-1", userdata.Incomes, false))
		}
		if n := len(b.journal.Since(0)); n > 0 {
			t.Errorf("counting makes %d records", n)
		}
		b.last(t, flow.LoadData{SourceID: "a-1"})
		b.last(t, flow.LoadData{SourceID: "a-1", CountOnly: true})
		if n := len(b.Data.Items("a-1", userdata.Incomes, true)); n != 200 {
			t.Errorf("%d are kept", n)
		}
		h.total = 0
		b.last(t, flow.LoadData{SourceID: "a-1", CountOnly: true})
		if n := len(b.Data.Items("a-1", userdata.Incomes, true)); n != 0 {
			t.Errorf("%d are kept of what is gone", n)
		}
		b.Close()
	})
}

func (h *items) AccountPayload(context.Context, string) (map[string]json.RawMessage, error) {
	all := map[string]json.RawMessage{"metadata": json.RawMessage(`{"sourceId":"a-1"}`)}
	if h.total > 0 {
		all["identity"], all["incomes"], all["rating"] = json.RawMessage(`{"id":"i-1"}`), json.RawMessage(`[{"id":"in-1"},{"id":"in-2"}]`), json.RawMessage(`null`)
	}
	return all, nil
}

// TestAnAccountIsCountedAtOnce asks for its payload alone. Kinds that are named count 0 when
// there is nothing of them, and what was kept goes with the last item.
func TestAnAccountIsCountedAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := &items{total: 1}
		b := newBench(&fake{}, driver.Loopback)
		b.Open = h
		b.last(t, flow.LoadData{SourceID: "a-1"})
		h.calls = 0
		count := flow.LoadData{Kind: flow.SubjectSync, SourceID: "a-1", CountOnly: true, Kinds: []string{"identities", "employments"}}
		want := []flow.DataCount{{Kind: "identities", Count: 1}, {Kind: "employments"}, {Kind: "incomes", Count: 2}}
		if got := b.last(t, count); !slices.Equal(got.Counts, want) || h.calls > 0 || len(b.Data.Items("a-1", userdata.Incomes, true)) != 1 {
			t.Errorf("%+v by %d other calls", got, h.calls)
		}
		h.total = 0
		if got := b.last(t, count); !slices.Equal(got.Counts, []flow.DataCount{{Kind: "identities"}, {Kind: "employments"}}) || len(b.Data.Items("a-1", userdata.Incomes, true)) != 0 {
			t.Errorf("%+v, and something is kept", got)
		}
		b.Close()
	})
}

// TestLeavingEndsReading gives up while pages come: the rest is not read.
func TestLeavingEndsReading(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := &items{total: 4_000}
		b := newBench(&fake{}, driver.Remote)
		b.Open = h
		b.ask(1, flow.LoadData{SourceID: "a-1"})
		b.next(t)
		b.Do([]flow.Effect{flow.Cancel{Attempt: 1}})
		synctest.Wait()
		b.drain()
		if h.calls > 3 {
			t.Errorf("%d pages were read", h.calls)
		}
		b.Close()
	})
}
