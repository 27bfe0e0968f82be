package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/diff"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
)

var began = time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)

// played is a login at PhilHealth with a password, at a sandbox with a seed.
func played(t *testing.T, seed uint64, password string, last flow.Page) *recording.File {
	t.Helper()
	h := recording.Header{Started: began, Sandbox: &recording.Sandbox{Seed: seed, Speed: float64(seed), Now: began}}
	typed := flow.Typed{Values: map[string]wire.Secret{"username": "George", "password": wire.Secret(password)}}
	f, err := rerun.Play(t.Context(), rerun.Script{Header: h, Steps: []rerun.Step{
		{On: flow.Consent, Intent: flow.ConsentGiven{}},
		{On: flow.ProviderList, Intent: flow.ProviderChosen{Provider: wire.Provider{ID: "philhealth_ph"}}},
		{On: flow.Login, Intent: typed}, {Intent: flow.Submitted{}},
		{On: last, After: time.Minute, Intent: flow.Close{}},
	}}, rerun.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func of(t *testing.T, a, b *recording.File, o diff.Options) diff.Report {
	t.Helper()
	r, err := diff.Of(a, b, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rows are those of a report, in a line each.
func rows(r diff.Report) (out []string) {
	for _, lane := range r.Lanes {
		for _, row := range lane.Rows {
			a, b := "-", "-"
			if row.A != nil {
				a = row.A.Text
			}
			if row.B != nil {
				b = row.B.Text
			}
			out = append(out, fmt.Sprintf("%s: %s | %s | %v", lane.Lane, a, b, row.Fields))
		}
	}
	return out
}

// TestIdsByTheirRole compares the same login at two sandboxes that give other ids and
// waits: nothing differs unless ids or times are asked for.
func TestIdsByTheirRole(t *testing.T) {
	t.Parallel()
	a, b := played(t, 7, "123456", flow.ConnectSuccess), played(t, 8, "123456", flow.ConnectSuccess)
	if r := of(t, a, b, diff.Options{}); !r.Same() {
		t.Errorf("they differ in %q", rows(r))
	}
	for name, o := range map[string]diff.Options{"ids": {IDs: true}, "times": {Times: true}} {
		if r := of(t, a, b, o); r.Same() {
			t.Errorf("%s: they are the same", name)
		}
		if r := of(t, a, a, o); !r.Same() {
			t.Errorf("%s: it is not the same as itself: %q", name, rows(r))
		}
	}
}

// TestWhereTwoLoginsPart is a right password beside one that locks the account.
func TestWhereTwoLoginsPart(t *testing.T) {
	t.Parallel()
	r := of(t, played(t, 7, "error_ACCOUNT_LOCKED", flow.ConnectError), played(t, 9, "123456", flow.ConnectSuccess), diff.Options{})
	if r.First == nil || r.First.Lane != journal.LaneIntent || r.First.Fields[0].Name != "Values.password" {
		t.Errorf("first differs %+v", r.First)
	}
	got := strings.Join(rows(r), "\n")
	for _, want := range []string{
		"status: account 1  from=PENDING  to=ERROR  errorCode=ACCOUNT_LOCKED | account 1  from=PENDING  to=CONNECTED | [{to ERROR CONNECTED} {errorCode ACCOUNT_LOCKED }]",
		"screen: ConnectError  provider=philhealth_ph  account=account 1 | - | []",
		"screen: - | ConnectSuccess",
		"callback: onAccountError",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	only := of(t, played(t, 7, "error_ACCOUNT_LOCKED", flow.ConnectError), played(t, 9, "123456", flow.ConnectSuccess), diff.Options{Lanes: []journal.Lane{journal.LaneStatus}})
	if len(only.Lanes) != 1 || only.Lanes[0].Same != 1 || only.First.Lane != journal.LaneStatus {
		t.Errorf("of one lane: %+v", only)
	}
}

// TestWhatFollowsTheFirst looks for what differs first behind a record of each.
func TestWhatFollowsTheFirst(t *testing.T) {
	t.Parallel()
	r := of(t, played(t, 7, "error_ACCOUNT_LOCKED", flow.ConnectError), played(t, 9, "123456", flow.ConnectSuccess), diff.Options{})
	typed := r.First
	next := r.FirstAfter(typed.A.Index, typed.B.Index)
	if next == nil || next.Lane == journal.LaneIntent || next.A != nil && next.A.Index <= typed.A.Index {
		t.Fatalf("next is %+v", next)
	}
	if row := r.FirstAfter(-1, -1); *row.A != *typed.A {
		t.Errorf("from the start it is %+v", row)
	}
	for _, none := range []*diff.Row{r.FirstAfter(999, 999), r.FirstAfter(999, typed.B.Index-1), r.FirstAfter(typed.A.Index-1, 999)} {
		if none != nil && none.A != nil && none.B != nil {
			t.Errorf("behind the end of one differs %+v", none)
		}
	}
	if row := r.FirstAfter(999, -1); row == nil || row.A != nil {
		t.Errorf("behind the end of A there is %+v", row)
	}
	if row := r.FirstAfter(-1, 999); row == nil || row.B != nil {
		t.Errorf("behind the end of B there is %+v", row)
	}
}

// anything makes records that may stand in any order.
func anything(t *rapid.T) []journal.Record {
	var all []journal.Record
	for i := range rapid.IntRange(1, 40).Draw(t, "records") {
		id := fmt.Sprintf("a-%d", rapid.IntRange(1, 3).Draw(t, "id"))
		data := rapid.SampledFrom([]journal.Data{
			journal.Screen{Page: "Login", ProviderID: "sss_ph", AccountID: id},
			journal.Callback{Name: "onAccountError", Args: journal.Text(`{"accountId":"` + id + `"}`)},
			journal.Status{Subject: "account", ID: id, To: rapid.SampledFrom([]string{"PENDING", "ERROR"}).Draw(t, "status")},
			journal.HTTP{Method: "POST", Path: "/accounts/" + id + "/mfa", Status: 200, RequestID: fmt.Sprint(i)},
			journal.Note{Topic: "status", Text: "of " + id + " ignored"},
			journal.Intent{Name: "Searched", Args: `{"Query":"sss"}`},
		}).Draw(t, "data")
		all = append(all, journal.Record{Seq: i + 1, At: began.Add(time.Duration(i) * time.Second), Lane: laneOf(data), Data: data})
	}
	return all
}

func laneOf(d journal.Data) journal.Lane {
	return journal.New(func() time.Time { return began }).Append(d).Lane
}

// TestOneChangeIsOneRow drops, doubles and changes one record of anything.
func TestOneChangeIsOneRow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		all := anything(rt)
		at := rapid.IntRange(0, len(all)-1).Draw(rt, "at")
		dropped := slices.Delete(slices.Clone(all), at, at+1)
		doubled := slices.Insert(slices.Clone(all), at, all[at])
		changed := slices.Clone(all)
		changed[at].Lane, changed[at].Data = journal.LaneNote, journal.Note{Topic: "nothing", Text: "like it"}
		for name, c := range map[string]struct {
			records []journal.Record
			rows    int
		}{"itself": {all, 0}, "dropped": {dropped, 1}, "doubled": {doubled, 1}, "changed": {changed, 2}} {
			// Ids as they are: what was dropped may have been the first of its kind.
			r, err := diff.Of(recording.Of(recording.Header{}, all), recording.Of(recording.Header{}, c.records), diff.Options{IDs: true})
			if err != nil {
				rt.Fatal(err)
			}
			if got := rows(r); len(got) != c.rows || r.Same() != (c.rows == 0) {
				rt.Errorf("%s: %d rows, want %d: %q", name, len(got), c.rows, got)
			}
			if name != "changed" {
				continue
			}
			added := slices.IndexFunc(r.Lanes[5].Rows, func(row diff.Row) bool { return row.B != nil && row.B.Seq == at+1 })
			if added < 0 || r.First.A != nil && r.First.A.Seq > at+1 {
				rt.Errorf("first differs %+v, want record %d", r.First, at+1)
			}
		}
	})
}

// TestWhatIsFound compares one field at a time.
func TestWhatIsFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a, b journal.Data
		rows int
	}{
		"a page's provider":   {journal.Screen{Page: "Login", ProviderID: "a"}, journal.Screen{Page: "Login", ProviderID: "b"}, 1},
		"another account":     {journal.Screen{Page: "Login", AccountID: "a-1"}, journal.Screen{Page: "Login", AccountID: "a-2"}, 0},
		"a callback's time":   {journal.Callback{Name: "onUIEvent", Args: `{"eventTime":"2026-01-15T09:00:00Z"}`}, journal.Callback{Name: "onUIEvent", Args: `{"eventTime":"2026-01-15T09:00:01Z"}`}, 0},
		"a callback's field":  {journal.Callback{Name: "onClose", Args: `{"reason":"DONE"}`}, journal.Callback{Name: "onClose", Args: `{"reason":"X"}`}, 1},
		"who fired":           {journal.Callback{Name: "onClose"}, journal.Callback{Name: "onClose", Source: "widget"}, 1},
		"an upload's ids":     {journal.Callback{Name: "onUploadsCreated", Args: `{"uploads":[{"id":"u-1"}]}`}, journal.Callback{Name: "onUploadsCreated", Args: `{"uploads":[{"id":"u-2"}]}`}, 0},
		"a status":            {journal.Status{Subject: "account", ID: "a-1", To: "ERROR", ErrorCode: "X"}, journal.Status{Subject: "account", ID: "a-2", To: "ERROR", ErrorCode: "Y"}, 1},
		"an answer":           {journal.HTTP{Method: "GET", Path: "/accounts/a-1", Status: 200}, journal.HTTP{Method: "GET", Path: "/accounts/a-2", Status: 503}, 1},
		"a request id":        {journal.HTTP{Method: "GET", Path: "/users/x", RequestID: "1"}, journal.HTTP{Method: "GET", Path: "/users/y", RequestID: "2"}, 0},
		"a provider's path":   {journal.HTTP{Method: "GET", Path: "/providers/sss_ph"}, journal.HTTP{Method: "GET", Path: "/providers/grab"}, 2},
		"a fault":             {journal.Note{Topic: "fault", Fault: &journal.Fault{Did: "armed", Fault: wire.Fault{Name: "http.503"}}}, journal.Note{Topic: "fault", Fault: &journal.Fault{Did: "armed", Fault: wire.Fault{Name: "http.500"}}}, 1},
		"an option":           {journal.Launch{Options: wire.WidgetOptions{CompanyName: "A"}}, journal.Launch{Options: wire.WidgetOptions{CompanyName: "B"}}, 1},
		"how much was typed":  {journal.Intent{Name: "Typed", Args: `{"Values":{"code":"••••"}}`}, journal.Intent{Name: "Typed", Args: `{"Values":{"code":"••"}}`}, 1},
		"what is no JSON":     {journal.Callback{Name: "x", Args: "[cut"}, journal.Callback{Name: "x", Args: "[torn"}, 1},
		"a snapshot is aside": {journal.State{Page: "Login"}, journal.State{Page: "MFA"}, 0},
	} {
		one := func(d journal.Data) *recording.File {
			return recording.Of(recording.Header{}, []journal.Record{{Seq: 1, At: began, Lane: laneOf(d), Data: d}})
		}
		if got := rows(of(t, one(c.a), one(c.b), diff.Options{})); len(got) != c.rows {
			t.Errorf("%s: %q, want %d rows", name, got, c.rows)
		}
	}
}

// TestPollsAreOneAsLongAsTheyAnswerTheSame counts no polls.
func TestPollsAreOneAsLongAsTheyAnswerTheSame(t *testing.T) {
	t.Parallel()
	polls := func(statuses ...int) *recording.File {
		var all []journal.Record
		for i, s := range statuses {
			for n, path := range []string{"/accounts/a-1", "/tasks"} {
				d := journal.HTTP{Method: "GET", Path: path, Status: s}
				all = append(all, journal.Record{Seq: 2*i + n + 1, At: began, Lane: journal.LaneHTTP, Data: d})
			}
		}
		return recording.Of(recording.Header{}, all)
	}
	if r := of(t, polls(200, 200, 200, 503, 200), polls(200, 503, 503, 200, 200), diff.Options{}); !r.Same() || r.Lanes[4].Same != 6 {
		t.Errorf("got %q, the same are %d", rows(r), r.Lanes[4].Same)
	}
	if r := of(t, polls(200, 503, 200), polls(200), diff.Options{}); r.Same() {
		t.Error("a failure between is not seen")
	}
}

// TestLetterByLetter types at once and letter by letter, and names an account in a note.
func TestLetterByLetter(t *testing.T) {
	t.Parallel()
	made := func(all ...journal.Data) *recording.File {
		var records []journal.Record
		for i, d := range all {
			records = append(records, journal.Record{Seq: i + 1, At: began, Lane: laneOf(d), Data: d})
		}
		return recording.Of(recording.Header{}, records)
	}
	typed := func(text string) journal.Data {
		return journal.Intent{Name: "Typed", Args: journal.JSON(`{"Values":{` + text + `}}`)}
	}
	search := func(query string) journal.Data {
		return journal.Intent{Name: "Searched", Args: journal.JSON(`{"Query":"` + query + `"}`)}
	}
	a := made(search("sss"), typed(`"code":"•","name":"••"`), journal.Status{Subject: "account", ID: "a-1", To: "ERROR"}, journal.Note{Topic: "status", Text: "a-1: PENDING ignored"})
	b := made(search("s"), search("ss"), search("sss"), typed(`"name":"•"`), typed(`"name":"••"`), typed(`"code":"•"`), journal.Status{Subject: "account", ID: "a-2", To: "ERROR"}, journal.Note{Topic: "status", Text: "a-2: PENDING ignored"})
	if r := of(t, a, b, diff.Options{}); !r.Same() {
		t.Errorf("they differ in %q", rows(r))
	}
}

// TestUploadsSideBySide sends a payslip that is read and one that is refused.
func TestUploadsSideBySide(t *testing.T) {
	t.Parallel()
	upload := func(sample, fault string, last flow.Page) []rerun.Step {
		steps := []rerun.Step{
			{On: flow.FileTypeList, Intent: flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}},
			{On: flow.FileType, Intent: flow.FileAdded{File: flow.File{Sample: true, Path: sample}}},
			{Intent: flow.Submitted{}}, {On: last, Intent: flow.AnotherWanted{}},
		}
		if fault != "" {
			steps = append([]rerun.Step{{On: flow.FileTypeList, Fault: &wire.Fault{Name: wire.FaultName(fault), Times: 1}}}, steps...)
		}
		return steps
	}
	h := recording.Header{Started: began, Widget: wire.WidgetOptions{EnableUpload: true}, Sandbox: &recording.Sandbox{Speed: 1, Now: began}}
	steps := append([]rerun.Step{{On: flow.Consent, Intent: flow.ConsentGiven{}}, {On: flow.ProviderList, Intent: flow.UploadWanted{}}},
		append(upload("payslip-george.pdf", "", flow.ArchiveSuccess), upload("payslip-ryan.png", "archive.UNSUPPORTED", flow.ArchiveStatus)...)...)
	steps[len(steps)-1] = rerun.Step{After: time.Minute, Intent: flow.Close{}}
	f, err := rerun.Play(t.Context(), rerun.Script{Header: h, Steps: steps}, rerun.Config{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := diff.Archives([]*recording.File{f, f})
	if err != nil || len(all) != 4 {
		t.Fatalf("%d uploads, %v", len(all), err)
	}
	if got := all[0]; got.Get("status") != "ANALYZED" || got.Get("fileType") != "PAYSLIP" || !strings.Contains(got.Get("file"), "PDF") || len(got.Fields) < 8 {
		t.Errorf("the first: %+v", got)
	}
	if got := all[3]; got.Recording != 1 || got.Get("status") != "UNSUPPORTED" || got.ID == all[2].ID {
		t.Errorf("the last: %+v", got)
	}
}
