package dwell_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/scenario/dwell"
	"winkterm/flow/scenario/play"
)

// outcome is one with records that lie a second apart.
func outcome(all ...journal.Data) play.Outcome {
	o := play.Outcome{Header: recording.Header{Sandbox: &recording.Sandbox{}}}
	for i, d := range all {
		o.Records = append(o.Records, journal.Record{Seq: i + 1, At: time.Unix(int64(i), 0), Data: d})
	}
	return o
}

func account(from, to string) journal.Status {
	return journal.Status{Subject: "account", ID: "a-1", From: from, To: to}
}

// shown are rows as lines: what, provider, clock, count and the p50.
func shown(rows []dwell.Row) (lines []string) {
	for _, r := range rows {
		lines = append(lines, fmt.Sprintf("%s|%s|%s|%d|%s", r.What, r.Provider, r.Clock, r.Count, r.P50Ms.Duration()))
	}
	return lines
}

func TestWhatIsMeasured(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data []journal.Data
		want []string
	}{
		"nothing": {},
		"a login with a second step": {
			[]journal.Data{journal.Screen{Page: "Connecting", ProviderID: "p", AccountID: "a-1"}, account("", "PENDING"), account("PENDING", "AWAITING_MFA"), account("AWAITING_MFA", "PENDING"), account("PENDING", "CONNECTED")},
			[]string{"connected|p|simulated|1|3s"},
		},
		"a login that failed, and another": {
			[]journal.Data{account("", "PENDING"), account("PENDING", "ERROR"), account("ERROR", "PENDING"), account("PENDING", "CONNECTED"), account("", "CONNECTED")},
			[]string{"connected||simulated|1|1s"},
		},
		"an archive": {
			[]journal.Data{journal.Status{Subject: "archive", ID: "u-1", To: "STARTED"}, journal.Note{}, journal.Status{Subject: "archive", ID: "u-1", From: "STARTED", To: "ANALYZED"}},
			[]string{"analyzed||simulated|1|2s"},
		},
		"operations": {
			[]journal.Data{
				journal.Screen{Page: "Connecting", ProviderID: "p", AccountID: "a-1"}, account("", "PENDING"),
				journal.HTTP{Method: "POST", Path: "/accounts", Took: time.Second, Request: journal.Message{Body: `{"providerId":"q"}`}},
				journal.HTTP{Method: "GET", Path: "/accounts/a-1", Took: 2 * time.Second}, journal.HTTP{Method: "GET", Path: "/accounts/a-1", Took: time.Second},
				journal.HTTP{Method: "POST", Path: "/accounts/a-1/mfa"}, journal.HTTP{Method: "GET", Path: "/providers/p/login"},
				journal.HTTP{Method: "GET", Path: "/provi\x1b[1mders\u202e"}, journal.HTTP{Method: "POST", Path: "/archives/classify"},
			},
			[]string{
				"GET /accounts/{id}|p|simulated|2|1s", "GET /providers||simulated|1|0s", "GET /providers/{id}/login|p|simulated|1|0s",
				"POST /accounts|q|simulated|1|1s", "POST /accounts/{id}/mfa|p|simulated|1|0s", "POST /archives/classify||simulated|1|0s",
			},
		},
	} {
		var table dwell.Table
		table.Add(outcome(c.data...))
		if diff := cmp.Diff(c.want, shown(table.Rows())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	var table dwell.Table
	table.Add(play.Outcome{Records: outcome(journal.HTTP{Method: "GET", Path: "/tasks", Took: time.Minute}).Records})
	if diff := cmp.Diff([]string{"GET /tasks||real|1|1m0s"}, shown(table.Rows())); diff != "" {
		t.Errorf("at a host: %s", diff)
	}
}

// Percentiles are those of the sorted times, rounded up to four digits and never beyond
// the longest; shards that are merged have the same rows as one run.
func TestPercentiles(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 19, 20, 21, 100, 1000} {
		var whole, one, other dwell.Table
		var times []time.Duration
		for i := range n {
			d := time.Duration(random.ExpFloat64()*1e6) * time.Microsecond
			times = append(times, d)
			o := outcome(journal.HTTP{Method: "GET", Path: "/tasks", Took: d})
			whole.Add(o)
			[]*dwell.Table{&one, &other}[i%2].Add(o)
		}
		slices.Sort(times)
		row := whole.Rows()[0]
		for p, got := range map[int]dwell.Millis{50: row.P50Ms, 95: row.P95Ms, 99: row.P99Ms} {
			exact := times[(n*p+99)/100-1]
			if got.Duration() < exact || got.Duration() > exact+exact/1000+time.Microsecond || got > row.MaxMs {
				t.Errorf("the p%d of %d is %s, and not %s", p, n, got.Duration(), exact)
			}
		}
		if row.MinMs.Duration() != times[0] || row.MaxMs.Duration() != times[n-1] || row.Count != n || len(row.Spread) > 5000 {
			t.Errorf("%d times from %s to %s are %+v", n, times[0], times[n-1], row)
		}
		kept := one.Rows()[0]
		before := maps.Clone(kept.Spread)
		one.Merge(append(other.Rows(), dwell.Row{What: "GET /tasks", Clock: dwell.Simulated}))
		if diff := cmp.Diff(before, kept.Spread); diff != "" {
			t.Errorf("%d: what was given changes with the table: %s", n, diff)
		}
		if diff := cmp.Diff(whole.Rows(), one.Rows()); diff != "" {
			t.Errorf("%d merged: %s", n, diff)
		}
	}
}

// An exact limit of four digits is kept by a time that is as long, and not by one longer.
func TestBudgets(t *testing.T) {
	t.Parallel()
	var table dwell.Table
	for i := range 100 {
		took := 8 * time.Second
		if i >= 94 {
			took += time.Microsecond // six of a hundred are longer
		}
		if i == 99 {
			took = time.Minute
		}
		table.Add(outcome(journal.HTTP{Method: "GET", Path: "/providers/p/login", Took: took}, account("", "PENDING"), account("PENDING", "CONNECTED")))
	}
	for text, want := range map[string]string{
		"": "", "connected=1s": "", "connected.max=1s, connected.p50=1s": "", `"GET /providers/{id}/login".p50=8s`: "", "GET /providers/{id}/login.p99=8.001s": "",
		"connected=999ms":                       "budget: connected took 1s (p95 of 100), more than 999ms",
		`"GET /providers/{id}/login"=8s`:        "budget: GET /providers/{id}/login at p took 8.001s (p95 of 100), more than 8s",
		"GET /providers/{id}/login.max=59.999s": "took 1m0s (max of 100), more than 59.999s",
		"analyzed=1h":                           "nothing was measured of analyzed", "POST /accounts=1s": "nothing was measured of POST /accounts",
		"connected": "is no budget", "connected=": "is no budget", "connected=8": "is no time", "connected=-1s": "is no time", "connected.p42=1s": "is no budget",
		"linked=1s": "is no budget: write connected, analyzed or an operation", "connected=1s,": "is no budget", "accounts.p95=1s": "is no budget", "connected=1s=2s": "is no budget",
	} {
		b, err := dwell.ParseBudget(text)
		if err == nil {
			err = b.Check(table.Rows())
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// What a host makes up is bounded.
func TestRowsAreBounded(t *testing.T) {
	t.Parallel()
	var table dwell.Table
	var all []journal.Data
	for i := range 6000 {
		all = append(all, journal.HTTP{Method: "GET", Path: fmt.Sprintf("/%d", i)})
	}
	table.Add(outcome(all...))
	if n := len(table.Rows()); n != 5000 {
		t.Errorf("%d rows", n)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	var table dwell.Table
	table.Add(outcome(account("", "PENDING"), account("PENDING", "CONNECTED"), journal.HTTP{Method: "GET", Path: "/tasks", Took: 1500 * time.Microsecond},
		journal.HTTP{Method: "GET", Path: "/tasks", Took: 1187501 * time.Microsecond}, journal.HTTP{Method: "POST", Path: "/users"}, journal.HTTP{Method: "POST", Path: "/users"}))
	var out strings.Builder
	if err := dwell.WriteText(&out, table.Rows()); err != nil {
		t.Fatal(err)
	}
	want := `what                 provider  count  min    p50    p95     p99     max     clock
PENDING → CONNECTED  -         1      1s     1s     1s      1s      1s      simulated
GET /tasks           -         2      1.5ms  1.5ms  1.188s  1.188s  1.188s  simulated
2 calls took no time
`
	if diff := cmp.Diff(want, out.String(), cmpopts.AcyclicTransformer("lines", func(s string) []string { return strings.Split(s, "\n") })); diff != "" {
		t.Error(diff)
	}
}
