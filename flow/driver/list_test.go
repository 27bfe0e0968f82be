package driver_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

func complete(s flow.State) bool { return s.Catalogue.Complete }

// all is everything with a way to it, as the widget shows it with uploads on.
var all = wire.WidgetOptions{EnableUpload: true}

// TestThousandProviders reads a long list, each provider once.
func TestThousandProviders(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]plan{"native": {}, "browser": {browser: true, pace: driver.Remote}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p.sandbox, p.options.Widget = sandbox.Config{Providers: 1000}, all
			w := begin(t, p)
			if s := w.until("the whole list", complete); s.Catalogue.Loaded != 1000 || s.Catalogue.Cursor != "" {
				t.Errorf("%d loaded, cursor %q", s.Catalogue.Loaded, s.Catalogue.Cursor)
			}
			w.wantEachOnce(1000)
			if n := countCalls(w, "GET /providers"); n != 7 {
				t.Errorf("%d pages asked for", n)
			}
		})
	}
}

func (w *walk) wantEachOnce(n int) {
	w.t.Helper()
	found := slices.Clone(w.found)
	slices.Sort(found)
	if each := len(slices.Compact(found)); each != n || len(w.found) != n {
		w.t.Errorf("%d providers arrived, %d of them different", len(w.found), each)
	}
}

// TestSearchWhileIncomplete asks the host for what the list has not brought.
func TestSearchWhileIncomplete(t *testing.T) {
	t.Parallel()
	gate := make(chan struct{})
	var pages atomic.Int32
	w := begin(t, plan{
		sandbox: sandbox.Config{Providers: 1000}, options: flow.Options{Widget: all},
		door: unless(func(r *http.Request) bool {
			if r.URL.Query().Get("cursor") != "" && pages.Add(1) == 2 {
				<-gate
			}
			return false
		}),
	})
	w.reach(flow.Consent)
	w.Apply(flow.ConsentGiven{})
	w.until("two pages", func(s flow.State) bool { return s.Catalogue.Loaded == 300 })
	for _, query := range []string{"l", "lu", "lun", "luningning"} {
		w.Apply(flow.Searched{Query: query})
	}
	before := len(w.found)
	w.until("the search's answer", func(s flow.State) bool { return s.Calls.Slots[flow.SlotSearch].Attempt == 0 })
	if s := w.State(); s.Catalogue.Complete || s.Catalogue.Loaded != 300 || len(w.found) == before {
		t.Errorf("complete %t, %d loaded, %d found", s.Catalogue.Complete, s.Catalogue.Loaded, len(w.found)-before)
	}
	for _, id := range w.found[before:] {
		if !strings.Contains(id, "luningning") {
			t.Errorf("the search brought %s", id)
		}
	}
	close(gate)
	w.until("the whole list", complete)
}

// unless lets a request through to the sandbox unless it is to be broken; then it
// is answered with 500.
func unless(broken func(*http.Request) bool) func(http.Handler) http.Handler {
	return func(host http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if broken(r) {
				w.WriteHeader(http.StatusInternalServerError)
				_, _ = w.Write([]byte(`{"code":"SERVER_ERROR","message":"out of order","requestId":"req-500"}`))
				return
			}
			host.ServeHTTP(w, r)
		})
	}
}

// TestListBreaksOff fails in the middle of the list and goes on from there.
func TestListBreaksOff(t *testing.T) {
	t.Parallel()
	var pages atomic.Int32
	var broken atomic.Bool
	broken.Store(true)
	w := begin(t, plan{
		sandbox: sandbox.Config{Providers: 1000}, options: flow.Options{Widget: all},
		door: unless(func(r *http.Request) bool {
			return broken.Load() && r.URL.Query().Get("cursor") != "" && pages.Add(1) > 2
		}),
	})
	w.reach(flow.Consent)
	w.Apply(flow.ConsentGiven{})
	s := w.until("the failure", func(s flow.State) bool { return s.Catalogue.Failure.Failed() })
	if s.Page != flow.ProviderList || s.Catalogue.Loaded != 450 || s.Catalogue.Failure.RequestID != "req-500" {
		t.Errorf("page %s, %d loaded, %+v", s.Page, s.Catalogue.Loaded, s.Catalogue.Failure)
	}
	broken.Store(false)
	w.Apply(flow.Refreshed{})
	if w.State().Catalogue.Failure.Failed() {
		t.Error("the failure still shows")
	}
	w.until("the whole list", complete)
	w.wantEachOnce(1000)
	var first int
	for _, h := range records[journal.HTTP](w) {
		if h.Method == "GET" && h.Path == "/providers" && !strings.Contains(h.URL, "cursor=") {
			first++
		}
	}
	if first != 1 {
		t.Errorf("the list was begun %d times", first)
	}
}

// TestAListReportsFourTimesASecond reads a list of 500 pages in five seconds: every
// provider arrives, in at most four reports a second and one at the end.
func TestAListReportsFourTimesASecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const pages = 500
		b := newBench(&fake{pages: pages, call: func(ctx context.Context, _ flow.Slot) error {
			return api.SystemClock().Sleep(ctx, 10*time.Millisecond)
		}}, driver.Loopback)
		b.ask(1, flow.LoadProviders{})
		reports, providers, cursors := 0, 0, ""
		for last := false; !last; reports++ {
			arrived, ok := b.next(t).Reply.(flow.ProvidersArrived)
			if !ok {
				t.Fatalf("%+v came", arrived)
			}
			providers += len(arrived.Providers)
			last, cursors = arrived.Last, cursors+arrived.Cursor
		}
		if reports < 19 || reports > 22 || providers != pages || cursors != strings.Repeat("more", reports-1) {
			t.Errorf("%d providers came in %d reports, with the cursors %q", providers, reports, cursors)
		}
		b.Close()
	})
}

// TestAFailureComesAfterWhatArrived has the list break off: what was read by then
// arrives first, so that loading goes on from there.
func TestAFailureComesAfterWhatArrived(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := 0
		b := newBench(&fake{call: func(context.Context, flow.Slot) error {
			if n++; n > 3 {
				return errors.New("cut off")
			}
			return nil
		}}, driver.Loopback)
		b.ask(1, flow.LoadProviders{})
		providers := 0
		for {
			switch r := b.next(t).Reply.(type) { //nolint:gochecksumtype // nothing else may come
			case flow.ProvidersArrived:
				providers += len(r.Providers)
				continue
			case flow.Failed:
			default:
				t.Fatalf("%+v came", r)
			}
			break
		}
		if providers != 3 {
			t.Errorf("%d providers arrived before the failure, want 3", providers)
		}
		b.Close()
	})
}
