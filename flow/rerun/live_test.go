package rerun_test

import (
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// live is a session in real time whose records are kept.
type live struct {
	*session.Session
	t       *testing.T
	header  recording.Header
	records []journal.Record
}

func begin(t *testing.T, o wire.WidgetOptions) *live {
	t.Helper()
	now := api.SystemClock().Now()
	l := &live{t: t, header: recording.Header{
		Command: recording.Wizard, Started: now, Native: true, Widget: o,
		Sandbox: &recording.Sandbox{Seed: 3, Speed: 2, Now: now, Providers: 900},
	}}
	s, err := session.Open(t.Context(), session.Config{
		Sandbox: sandbox.Config{Seed: 3, Speed: 2, Providers: 900}, Options: flow.Options{Widget: o},
		OpenFile: rerun.OpenSample,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	s.Journal().KeepIn(func(r journal.Record) { l.records = append(l.records, r) })
	l.Session = s
	l.does(flow.Begin{})
	return l
}

func (l *live) does(all ...flow.Intent) {
	l.t.Helper()
	for _, i := range all {
		if err := l.Do(i); err != nil {
			l.t.Fatalf("%T: %v", i, err)
		}
	}
}

func (l *live) reach(page flow.Page) {
	l.t.Helper()
	if _, err := l.Wait(l.t.Context(), session.On(page)); err != nil {
		l.t.Fatal(err)
	}
}

func (l *live) login(provider string) {
	l.t.Helper()
	l.reach(flow.Consent)
	l.does(flow.ConsentGiven{})
	p, err := l.Provider(l.t.Context(), provider)
	if err != nil {
		l.t.Fatal(err)
	}
	l.does(flow.Searched{Query: "so"}, flow.ProviderChosen{Provider: p})
	l.reach(flow.Login)
	george, err := l.Fill("George")
	if err != nil {
		l.t.Fatal(err)
	}
	l.does(george, flow.Submitted{})
}

// recorded ends the session and gives its recording.
func (l *live) recorded() *recording.File {
	l.t.Helper()
	last := l.State()
	if err := l.Close(); err != nil {
		l.t.Fatal(err)
	}
	l.t.Logf("%d records, ends on %s", len(l.records), ends(last))
	return recording.Of(l.header, l.records)
}

// same brings another session to the end of a recording, and compares where they stand.
func (l *live) same() *session.Session {
	l.t.Helper()
	want := l.State()
	f := l.recorded()
	s, err := rerun.To(l.t.Context(), f, f.Len()-1, rerun.Config{})
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { _ = s.Close() })
	got := s.State()
	if ends(got) != ends(want) || got.Linking.AccountID != want.Linking.AccountID || got.Session.UserID != want.Session.UserID {
		l.t.Errorf("it stands on %s with %s of %s, want %s with %s of %s", ends(got), got.Linking.AccountID, got.Session.UserID,
			ends(want), want.Linking.AccountID, want.Session.UserID)
	}
	return s
}

// TestAfterThatItIsLive goes on in a session that was brought to where another one
// waited for a code, in real time.
func TestAfterThatItIsLive(t *testing.T) {
	t.Parallel()
	l := begin(t, wire.WidgetOptions{})
	l.login("sss_ph")
	l.reach(flow.MFA)
	s := l.same()
	code, err := s.Fill("")
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []flow.Intent{code, flow.Submitted{}} {
		if err := s.Do(i); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Wait(t.Context(), session.On(flow.ConnectSuccess)); err != nil {
		t.Fatal(err)
	}
}

// TestFaultsAreRepeated arms one, triggers one and disarms one.
func TestFaultsAreRepeated(t *testing.T) {
	t.Parallel()
	l := begin(t, wire.WidgetOptions{})
	l.reach(flow.Consent)
	user := l.State().Session.UserID
	for _, f := range []wire.Fault{
		{Name: "account.INVALID_CREDENTIALS", Times: 1, When: wire.FaultWhen{UserID: user}},
		{Name: "http.500", Times: 1, When: wire.FaultWhen{Operation: "POST /link/v1/accounts"}},
		{Name: "http.503"},
		{Name: "connection.drop", Now: true},
	} {
		if _, err := l.Faults().Set(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Faults().Disarm("f-3"); err != nil {
		t.Fatal(err)
	}
	l.login("philhealth_ph")
	l.reach(flow.Problem)
	l.does(flow.Retried{})
	l.reach(flow.ConnectError)
	l.does(flow.Retried{}) // the password was the right one
	l.reach(flow.Login)
	l.does(flow.Submitted{})
	l.reach(flow.ConnectSuccess)
	s := l.same()
	said := 0
	for _, r := range s.Records() {
		if n, ok := r.Data.(journal.Note); ok && strings.Contains(n.Text, "is used up") {
			said++
		}
	}
	if said != 2 {
		t.Errorf("%d notes say what has triggered, want 2", said)
	}
}

// TestWhatWasDoneMeanwhile gives intents while a call was under way.
func TestWhatWasDoneMeanwhile(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(*live){
		"closed while logging in": func(l *live) {
			l.login("sss_ph")
			l.does(flow.Close{})
		},
		"back from Connecting": func(l *live) {
			l.login("sss_ph")
			l.reach(flow.Connecting)
			l.does(flow.Back{})
		},
		"an upload that was stopped": func(l *live) {
			l.reach(flow.Consent)
			l.does(flow.ConsentGiven{}, flow.UploadWanted{})
			l.reach(flow.FileTypeList)
			l.does(flow.FileTypeChosen{Type: l.State().Documents.Types[0]}, flow.FileAdded{File: flow.File{
				Sample: true, Path: "payslip-george.pdf", Name: "payslip-george.pdf", Size: 1, Format: wire.FormatPDF,
			}}, flow.Submitted{}, flow.UploadStopped{})
		},
		"another session": func(l *live) {
			l.reach(flow.Consent)
			l.does(flow.Close{}, flow.Begin{})
			l.reach(flow.Consent)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, wire.WidgetOptions{EnableUpload: true})
			do(l)
			l.same()
		})
	}
}

// TestWhatWasTypedLetterByLetter is asked for once, with all that stood in the fields.
func TestWhatWasTypedLetterByLetter(t *testing.T) {
	t.Parallel()
	l := begin(t, wire.WidgetOptions{})
	l.reach(flow.Consent)
	l.does(flow.ConsentGiven{})
	p, err := l.Provider(t.Context(), "philhealth_ph")
	if err != nil {
		t.Fatal(err)
	}
	l.does(flow.ProviderChosen{Provider: p})
	l.reach(flow.Login)
	for field, text := range map[string]string{"username": "George", "password": "123456"} {
		for n := range text {
			l.does(typed(field, text[:n+1]))
		}
	}
	l.does(flow.Submitted{})
	l.reach(flow.ConnectSuccess)
	f, asked := l.recorded(), 0
	s, err := rerun.To(t.Context(), f, f.Len()-1, rerun.Config{Fill: func(m rerun.Masked) (flow.Typed, error) {
		asked++
		if m.Values["username"] != "••••••" || m.Suggested["username"] != "George" || m.Suggested["password"] != "123456" {
			t.Errorf("asked for %q, suggested %q", m.Values["username"].Reveal(), m.Suggested["username"].Reveal())
		}
		return flow.Typed{Values: m.Suggested}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _ = s.Close(); asked != 1 || s.State().Page != flow.ConnectSuccess {
		t.Errorf("asked %d times, it ends on %s", asked, s.State().Page)
	}
}
