package rerun_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
)

var began = time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)

// sandboxed is what a session at a sandbox is recorded with.
func sandboxed() recording.Header {
	return recording.Header{
		Command: recording.Wizard, Started: began, Native: true, Widget: wire.WidgetOptions{EnableUpload: true},
		Sandbox: &recording.Sandbox{Seed: 7, Speed: 1, Now: began, Providers: 700},
	}
}

func choose(id string) flow.Intent { return flow.ProviderChosen{Provider: wire.Provider{ID: id}} }

func typed(field, value string) flow.Intent {
	return flow.Typed{Values: map[string]wire.Secret{field: wire.Secret(value)}}
}

// toLogin are the steps to a login, with a pause of a person in between.
func toLogin(provider string) []rerun.Step {
	return []rerun.Step{
		{Intent: flow.Begin{}},
		{On: flow.Consent, After: 1500 * time.Millisecond, Intent: flow.ConsentGiven{}},
		{On: flow.ProviderList, After: 3 * time.Second, Intent: choose(provider)},
	}
}

// wholeDay is a login with a wrong code, a fault, an upload, a revocation and the end.
func wholeDay() rerun.Script {
	steps := append(toLogin("sss_ph"),
		rerun.Step{On: flow.Login, Person: "George"},
		rerun.Step{After: time.Second, Intent: flow.Submitted{}},
		rerun.Step{On: flow.MFA, After: 4 * time.Second, Intent: typed(flow.CodeField, "0000")},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.MFA, Fault: &wire.Fault{Name: "http.503", Times: 2, RetryAfter: "2s", When: wire.FaultWhen{Operation: "GET /link/v1/accounts/{id}"}}},
		rerun.Step{Fault: &wire.Fault{Name: "http.500", Times: 1, When: wire.FaultWhen{Operation: "GET /v1/tasks"}}},
		rerun.Step{After: time.Second, Person: "George"},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ConnectSuccess, After: 20 * time.Second, Fault: &wire.Fault{Name: "connection.drop", Now: true}},
		rerun.Step{Intent: flow.AccountWanted{}},
		rerun.Step{On: flow.AccountRevoke, Intent: flow.RevokeWanted{}},
		rerun.Step{Intent: flow.RevokeConfirmed{}},
		rerun.Step{After: 10 * time.Second, Intent: flow.Back{}},
		rerun.Step{On: flow.ProviderList, Intent: flow.UploadWanted{}},
		rerun.Step{On: flow.FileTypeList, Intent: flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}},
		rerun.Step{On: flow.FileType, Intent: flow.FileAdded{File: flow.File{Sample: true, Path: "payslip-george.pdf"}}},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ArchiveSuccess, After: time.Second, Intent: flow.AnotherWanted{}},
		rerun.Step{On: flow.FileTypeList, Intent: flow.Back{}},
		rerun.Step{On: flow.ProviderList, Intent: choose("liwanag_power_ph")},
		rerun.Step{On: flow.Login, Person: "George"},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.MFA, Person: "George"},
		rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ConnectSuccess, After: time.Second, Intent: flow.Done{}},
	)
	return rerun.Script{Header: sandboxed(), Steps: steps}
}

// lines are the records as a file has them.
func lines(t *testing.T, f *recording.File) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := recording.NewWriter(&out, f.Header())
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.Len() {
		r, err := f.At(i)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(r)
	}
	return out.Bytes()
}

func play(t *testing.T, s rerun.Script) *recording.File {
	t.Helper()
	f, err := rerun.Play(t.Context(), s, rerun.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestAPlayIsTheSameEachTime plays a script many times at once and holds the bytes
// against each other.
func TestAPlayIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	const times = 20
	got := make([][]byte, times)
	var all sync.WaitGroup
	for i := range times {
		all.Go(func() { got[i] = lines(t, play(t, wholeDay())) })
	}
	all.Wait()
	for i := range got {
		if !bytes.Equal(got[i], got[0]) {
			t.Fatalf("play %d differs: %s", i, firstDifference(got[0], got[i]))
		}
	}
	var names []string
	f := play(t, wholeDay())
	for i := range f.Len() {
		r, _ := f.At(i)
		if c, ok := r.Data.(journal.Callback); ok && c.Name != string(wire.OnUIEvent) {
			names = append(names, c.Name)
		}
	}
	if want := "[onAccountCreated onAccountConnected onAccountRemoved onUploadsCreated onAccountCreated onAccountConnected onClose]"; fmt.Sprint(names) != want {
		t.Errorf("callbacks %v, want %s", names, want)
	}
}

func firstDifference(a, b []byte) string {
	x, y := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(x), len(y)) {
		if !bytes.Equal(x[i], y[i]) {
			return fmt.Sprintf("line %d of %d, %d:\n%.600s\n%.600s", i+1, len(x), len(y), x[i], y[i])
		}
	}
	return fmt.Sprintf("%d lines, %d lines", len(x), len(y))
}

// TestAPageThatNeverShows is said, and not waited for until the token has expired.
func TestAPageThatNeverShows(t *testing.T) {
	t.Parallel()
	f, err := rerun.Play(t.Context(), rerun.Script{Header: sandboxed(), Steps: []rerun.Step{{On: flow.MFA}}}, rerun.Config{})
	if err == nil || !strings.Contains(err.Error(), "MFA does not show: the session stays on Consent") {
		t.Errorf("got %v", err)
	}
	if f.Len() == 0 || bytes.Contains(lines(t, f), []byte("onTokenExpired")) {
		t.Errorf("there are %d records", f.Len())
	}
	steps := append(toLogin("nowhere"), rerun.Step{})
	if _, err := rerun.Play(t.Context(), rerun.Script{Header: sandboxed(), Steps: steps}, rerun.Config{}); err == nil || !strings.Contains(err.Error(), `step 3: flow.ProviderChosen on ProviderList: the list has no provider "nowhere"`) {
		t.Errorf("got %v", err)
	}
}
