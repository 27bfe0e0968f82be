package coverage_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/coverage"
	"winkterm/flow/scenario/play"
)

// outcome is one with these records.
func outcome(all ...journal.Data) (o play.Outcome) {
	for i, d := range all {
		o.Records = append(o.Records, journal.Record{Seq: i + 1, Data: d})
	}
	return o
}

// counted are the items of a map that were exercised, by kind.
func counted(m *coverage.Map) map[string]map[string]int {
	all := map[string]map[string]int{}
	for _, k := range m.Kinds {
		for _, item := range slices.Concat(k.Items, k.Others) {
			if item.Count > 0 {
				if all[k.Name] == nil {
					all[k.Name] = map[string]int{}
				}
				all[k.Name][item.Name] = item.Count
			}
		}
	}
	return all
}

func TestWhatThereIsToCover(t *testing.T) {
	t.Parallel()
	of := map[string]int{}
	for _, k := range coverage.New().Kinds {
		of[k.Name] = k.Of
		seen := map[string]bool{}
		for _, item := range k.Items {
			if seen[item.Name] || item.Name == "" {
				t.Errorf("%s has %q twice, or no name", k.Name, item.Name)
			}
			seen[item.Name] = true
		}
	}
	next := 0
	for _, p := range flow.Pages() {
		next += len(p.Next())
	}
	want := map[string]int{
		coverage.Pages: len(flow.Pages()), coverage.Edges: next, coverage.Callbacks: 9, coverage.Statuses: 5 + 5 + 4,
		coverage.Codes: len(wire.AccountErrorCodes()), coverage.ArchiveCodes: 3, coverage.HTTP: 11 + 1,
		coverage.Webhooks: len(wire.WebhookEventTypes()) - len(sandbox.EventsNotCaused()), coverage.Faults: of[coverage.Faults],
	}
	if diff := cmp.Diff(want, of); diff != "" || of[coverage.Faults] < 50 {
		t.Error(diff)
	}
}

func TestWhatIsCounted(t *testing.T) {
	t.Parallel()
	type counts = map[string]map[string]int
	account := func(path, monitor string) journal.HTTP {
		return journal.HTTP{Method: "GET", Path: path, Status: 200, Response: journal.Message{Body: journal.Text(`{"data":{"monitorStatus":"` + monitor + `"}}`)}}
	}
	for name, c := range map[string]struct {
		data []journal.Data
		want counts
	}{
		"nothing": {want: counts{}},
		"pages, and the edges between them": {
			[]journal.Data{journal.State{Page: "Start"}, journal.State{Page: "Start"}, journal.Screen{Page: "Consent"}, journal.State{Page: "Consent"}, journal.Screen{Page: "Login"}},
			counts{"pages": {"Start": 1, "Consent": 1, "Login": 1}, "edges": {"Start → Consent": 1, "Consent → Login": 1}},
		},
		"a page that follows itself": {
			[]journal.Data{journal.Screen{Page: "MFA"}, journal.State{Page: "MFA"}, journal.Screen{Page: "MFA"}, journal.Screen{Page: "Login"}, journal.Screen{Page: "Login"}},
			counts{"pages": {"MFA": 2, "Login": 2}, "edges": {"MFA → MFA": 1}},
		},
		"what is no edge": {
			[]journal.Data{journal.Screen{Page: "Login"}, journal.Screen{Page: "Problem"}, journal.Screen{Page: "Login"}, journal.Screen{Page: "Closed"}, journal.State{Page: "Start"}},
			counts{"pages": {"Login": 2, "Problem": 1, "Closed": 1, "Start": 1}, "edges": {"Closed → Start": 1}},
		},
		"callbacks": {[]journal.Data{journal.Callback{Name: "onClose"}, journal.Callback{Name: "onElse"}, journal.Callback{Name: "x\x1b[31m\n\u202ey"}}, counts{"callbacks": {"onClose": 1, "onElse": 1, "x y": 1}}},
		"statuses and codes": {
			[]journal.Data{
				journal.Status{Subject: "account", To: "ERROR", ErrorCode: "SYSTEM_ERROR"}, journal.Status{Subject: "archive", To: "ERROR", ErrorCode: "SYSTEM_ERROR"},
				journal.Status{Subject: "archive", To: "UNSUPPORTED"}, journal.Status{Subject: "task", To: "Finished"}, journal.Status{Subject: "account", From: "ERROR"},
			},
			counts{"statuses": {"account ERROR": 1, "archive ERROR": 1, "archive UNSUPPORTED": 1}, "codes": {"SYSTEM_ERROR": 1}, "archiveCodes": {"SYSTEM_ERROR": 1}},
		},
		"a monitor's status, once for each change of an account": {
			[]journal.Data{
				account("/accounts/a-1", "ACTIVE"), account("/accounts/a-1", "ACTIVE"), account("/accounts/a-2", "ACTIVE"), account("/accounts/a-1", "USER_ACTION_REQUIRED"),
				account("/tasks", "UNSUPPORTED"),
			},
			counts{"statuses": {"monitor ACTIVE": 2, "monitor USER_ACTION_REQUIRED": 1}},
		},
		"errors of HTTP": {
			[]journal.Data{journal.HTTP{Status: 503, Code: "SERVER_UNAVAILABLE"}, journal.HTTP{Status: 400}, journal.HTTP{}, journal.HTTP{Status: 399, Code: "OK"}},
			counts{"http": {"SERVER_UNAVAILABLE": 1, "400 without an envelope": 1, "no answer": 1}},
		},
		"faults that triggered": {
			[]journal.Data{
				journal.Note{Topic: "fault", Text: "armed f-1: http.503 waits", Fault: &journal.Fault{Did: journal.Armed, Fault: wire.Fault{Name: "http.503"}}},
				journal.Note{Topic: "fault", Text: "triggered f-1: http.503, and is used up"},
				journal.Note{Topic: "fault", Text: "triggered clock.60d now: done", Fault: &journal.Fault{Did: journal.Triggered, Fault: wire.Fault{Name: "clock.60d"}}},
				journal.Note{Topic: "fault", Text: "gone f-2: http.500 was cleared elsewhere"}, journal.Note{Topic: "fault", Text: "triggered f-1: nonsense, twice"},
				journal.Note{Topic: "poll", Text: "triggered f-1: http.500, and is used up"},
			},
			counts{"faults": {"http.503": 1, "clock.60d": 1}},
		},
	} {
		m := coverage.New()
		m.Add(outcome(c.data...))
		if diff := cmp.Diff(c.want, counted(m)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWebhooksAreCounted(t *testing.T) {
	t.Parallel()
	m := coverage.New()
	m.Add(play.Outcome{Events: []play.Event{{Type: "ACCOUNT_CONNECTED"}, {Type: "ACCOUNT_CONNECTED"}, {Type: "OTHER"}}})
	if diff := cmp.Diff(map[string]map[string]int{"webhooks": {"ACCOUNT_CONNECTED": 2, "OTHER": 1}}, counted(m)); diff != "" {
		t.Error(diff)
	}
	for _, k := range m.Kinds {
		if k.Name == coverage.Webhooks && (k.Covered != 1 || len(k.Others) != 1) {
			t.Errorf("%d covered, others %v", k.Covered, k.Others)
		}
	}
}

// What a host makes up is bounded.
func TestOthersAreBounded(t *testing.T) {
	t.Parallel()
	m := coverage.New()
	for i := range 1000 {
		m.Add(outcome(journal.Callback{Name: strings.Repeat("x", i+1)}))
	}
	for _, k := range m.Kinds {
		if len(k.Others) > 100 {
			t.Errorf("%s has %d others", k.Name, len(k.Others))
		}
	}
}

func TestMapsMerge(t *testing.T) {
	t.Parallel()
	one, other := outcome(journal.Screen{Page: "Login"}, journal.Callback{Name: "else"}), outcome(journal.Screen{Page: "Login"}, journal.Screen{Page: "Connecting"})
	both, a, b := coverage.New(), coverage.New(), coverage.New()
	both.Add(one)
	both.Add(other)
	a.Add(one)
	b.Add(other)
	text, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var read coverage.Map
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	a.Merge(read)
	if diff := cmp.Diff(both, a); diff != "" {
		t.Error(diff)
	}
}

func TestRequirements(t *testing.T) {
	t.Parallel()
	m := coverage.New()
	for _, code := range wire.AccountErrorCodes()[:9] {
		m.Add(outcome(journal.Status{Subject: "account", To: "ERROR", ErrorCode: string(code)}))
	}
	for text, want := range map[string]string{
		"": "", "codes=9": "", "codes=56%": "", "codes=9, statuses=1": "", "edges=0%": "",
		"codes=10":          "coverage: codes are 9 of 16, less than 10; never: INVALID_MFA, MFA_TIMEOUT, SERVICE_UNAVAILABLE, SYSTEM_ERROR, TOS_REQUIRED and 2 more",
		"codes=57%":         "coverage: codes are 56% of 16, less than 57%; never: INVALID_MFA, MFA_TIMEOUT, SERVICE_UNAVAILABLE, SYSTEM_ERROR, TOS_REQUIRED and 2 more",
		"archiveCodes=100%": "coverage: archiveCodes are 0% of 3, less than 100%; never: MISSING_MANDATORY_FIELD, INVALID_FIELD_FORMAT, SYSTEM_ERROR",
		"codes=17":          `"codes=17" can never be met: there are 16 codes`, "edges=101%": "can never be met",
		"words=1": "there are pages, edges, callbacks, statuses, codes,", "codes": "is no requirement", "codes=": "is no requirement", "codes=-1": "is no requirement",
		"codes=1.5": "is no requirement", "codes=9,": "is no requirement",
	} {
		r, err := coverage.ParseRequirement(text)
		if err == nil {
			err = m.Check(r)
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// As many as are shown leave none out.
func TestFiveMissingAreNamed(t *testing.T) {
	t.Parallel()
	m := coverage.New()
	for _, code := range wire.AccountErrorCodes()[5:] {
		m.Add(outcome(journal.Status{Subject: "account", To: "ERROR", ErrorCode: string(code)}))
	}
	r, err := coverage.ParseRequirement("codes=16")
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check(r); err == nil || !strings.HasSuffix(err.Error(), "never: ACCOUNT_DISABLED, ACCOUNT_INACCESSIBLE, ACCOUNT_INCOMPLETE, ACCOUNT_LOCKED, AUTH_REQUIRED") {
		t.Error(err)
	}
}

// 99.9% is not 100.
func TestAShareIsRoundedDown(t *testing.T) {
	t.Parallel()
	k := coverage.Kind{Covered: 998, Of: 999}
	if k.Percent() != 99 || (coverage.Kind{}).Percent() != 0 {
		t.Error(k.Percent())
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	m := coverage.New()
	m.Add(outcome(journal.Status{Subject: "archive", To: "ERROR", ErrorCode: "SYSTEM_ERROR"}, journal.HTTP{Status: 502}))
	var short, long strings.Builder
	if err := m.WriteText(&short, false); err != nil {
		t.Fatal(err)
	}
	if err := m.WriteText(&long, true); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"archiveCodes    1 of 3     33%\n  never: MISSING_MANDATORY_FIELD, INVALID_FIELD_FORMAT\n", "codes           0 of 16     0%\n  never: ACCOUNT_DISABLED, "} {
		if !strings.Contains(short.String(), want) {
			t.Errorf("%q is not in\n%s", want, &short)
		}
	}
	if !strings.Contains(short.String(), "and 11 more") || !strings.Contains(short.String(), "beside the table: 502 without an envelope") || strings.Contains(long.String(), " more") || strings.Count(short.String(), "beside the table") != 1 {
		t.Error(short.String(), long.String())
	}
}

// A session on the sandbox is read off its records as it went.
func TestAPlayedSession(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)
	h := recording.Header{Command: recording.Wizard, Started: at, Native: true, Sandbox: &recording.Sandbox{Seed: 7, Speed: 1, Now: at}}
	f, err := rerun.Play(t.Context(), rerun.Script{Header: h, Steps: []rerun.Step{
		{On: flow.Consent, Intent: flow.ConsentGiven{}},
		{On: flow.ProviderList, Intent: flow.ProviderChosen{Provider: wire.Provider{ID: "sss_ph"}}},
		{On: flow.Login, Person: "George"},
		{Intent: flow.Submitted{}},
		{On: flow.MFA, Fault: &wire.Fault{Name: "http.503", Times: 1, When: wire.FaultWhen{Operation: "GET /link/v1/accounts/{id}"}}},
		{Person: "George"},
		{Intent: flow.Submitted{}},
		{On: flow.ConnectSuccess, Intent: flow.Done{}},
	}}, rerun.Config{})
	if err != nil {
		t.Fatal(err)
	}
	o := play.Outcome{Header: h}
	for i := range f.Len() {
		r, err := f.At(i)
		if err != nil {
			t.Fatal(err)
		}
		o.Records = append(o.Records, r)
	}
	m := coverage.New()
	m.Add(o)
	got := counted(m)
	want := map[string]map[string]int{
		"edges": {
			"Start → Consent": 1, "Consent → ProviderList": 1, "ProviderList → Login": 1, "Login → Connecting": 1,
			"Connecting → MFA": 1, "MFA → Connecting": 1, "Connecting → ConnectSuccess": 1,
		},
		"pages":     {"Start": 1, "Consent": 1, "ProviderList": 1, "Login": 1, "Connecting": 2, "MFA": 1, "ConnectSuccess": 1, "Closed": 1},
		"callbacks": {"onUIEvent": 5, "onAccountCreated": 1, "onAccountConnected": 1, "onClose": 1},
		"statuses":  {"account PENDING": 2, "account AWAITING_MFA": 1, "account CONNECTED": 1, "monitor UNSUPPORTED": 2, "monitor ACTIVE": 1},
		"http":      {"SERVER_UNAVAILABLE": 1}, "faults": {"http.503": 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
