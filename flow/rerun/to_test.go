package rerun_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// to brings a session to a record, under the addresses of a play, and gives it with the
// lines of the records that it made.
func to(t *testing.T, f *recording.File, index int) (*session.Session, [][]byte) {
	t.Helper()
	var made [][]byte
	s, err := rerun.To(t.Context(), f, index, rerun.Config{
		Session: session.Config{Authority: "127.0.0.1:8970"},
		Keep: func(r journal.Record) {
			line, err := json.Marshal(r)
			if err != nil {
				t.Error(err)
			}
			made = append(made, line)
		},
	})
	if err != nil {
		t.Fatalf("to record %d: %v", index+1, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	return s, made
}

// TestToEveryRecord brings a session to each record of one that was played: it has made
// the same records, to the byte.
func TestToEveryRecord(t *testing.T) {
	t.Parallel()
	f := play(t, wholeDay())
	all := bytes.Split(lines(t, f), []byte("\n"))[1:]
	for i := 0; i < f.Len(); i += 9 {
		_, made := to(t, f, i)
		if len(made) < i+1 {
			t.Errorf("record %d, %s, is not reached, of %d there are %d", i+1, f.Meta(i).Kind, f.Len(), len(made))
			continue
		}
		for n := range i + 1 {
			if !bytes.Equal(made[n], all[n]) {
				t.Errorf("to record %d: line %d differs\n%.500s\n%.500s", i+1, n+1, all[n], made[n])
				break
			}
		}
	}
}

// ends are the last account and archive of a state.
func ends(s flow.State) string {
	return s.Page.String() + " " + string(s.Linking.Current().ConnectionStatus) + " " + string(s.Linking.Current().ErrorCode())
}

// TestWhatWasMaskedIsFoundOut repeats logins with every kind of password and answer.
func TestWhatWasMaskedIsFoundOut(t *testing.T) {
	t.Parallel()
	login := func(provider, password string, more ...rerun.Step) rerun.Script {
		who, as := "username", "George"
		if provider == "sss_ph" {
			who, as = "ssNumber", "3300000008"
		}
		typed := flow.Typed{Values: map[string]wire.Secret{who: wire.Secret(as), "password": wire.Secret(password)}}
		steps := append(toLogin(provider), rerun.Step{On: flow.Login, Intent: typed}, rerun.Step{Intent: flow.Submitted{}})
		return rerun.Script{Header: sandboxed(), Steps: append(steps, more...)}
	}
	answer := func(code string) []rerun.Step {
		return []rerun.Step{{On: flow.MFA, Intent: typed(flow.CodeField, code)}, {Intent: flow.Submitted{}}}
	}
	wrong := answer("9999")
	second := func(provider string, more ...rerun.Step) rerun.Script {
		steps := append(toLogin(provider), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Intent: flow.Submitted{}})
		return rerun.Script{Header: sandboxed(), Steps: append(steps, more...)}
	}
	questions := func(city string) []rerun.Step {
		answers := flow.Typed{Values: map[string]wire.Secret{"city": wire.Secret(city), "teacher": "Santos"}}
		return []rerun.Step{{On: flow.MFA, Intent: answers}, {Intent: flow.Submitted{}}}
	}
	code := []rerun.Step{{On: flow.MFA, Person: "George"}, {Intent: flow.Submitted{}}, {On: flow.ConnectSuccess}}
	for name, s := range map[string]rerun.Script{
		"questions":   second("liwanag_power_ph", append(questions("Manila"), rerun.Step{On: flow.ConnectSuccess})...),
		"not Manila":  second("liwanag_power_ph", append(questions("Cebu"), rerun.Step{On: flow.MFA, After: time.Minute})...),
		"by email":    second("grab", append([]rerun.Step{{On: flow.MFA, Intent: typed(flow.ChoiceField, "email")}, {Intent: flow.Submitted{}}}, code...)...),
		"wrong":       login("philhealth_ph", "guess12", rerun.Step{On: flow.ConnectError}),
		"wrong of 6":  login("philhealth_ph", "123457", rerun.Step{On: flow.ConnectError}),
		"locked":      login("philhealth_ph", "error_ACCOUNT_LOCKED", rerun.Step{On: flow.ConnectError}),
		"later":       login("philhealth_ph", "later_TOS_REQUIRED", rerun.Step{On: flow.ConnectSuccess, After: time.Minute}),
		"slow":        login("philhealth_ph", "slow_30", rerun.Step{On: flow.ConnectSuccess}),
		"slowest":     login("philhealth_ph", "slow_600", rerun.Step{On: flow.ConnectSuccess}),
		"right":       login("philhealth_ph", "123456", rerun.Step{On: flow.ConnectSuccess}),
		"three wrong": login("sss_ph", "123456", append(append(append(wrong, wrong...), wrong...), rerun.Step{On: flow.ConnectError})...),
		"one wrong":   login("sss_ph", "123456", append(append(wrong, answer("1234")...), rerun.Step{On: flow.ConnectSuccess})...),
		"an invite": {Header: sandboxed(), Steps: []rerun.Step{
			{Intent: flow.Begin{}}, {On: flow.Consent, Intent: flow.InviteWanted{}}, {On: flow.Invite, After: time.Second, Intent: flow.TemplateWanted{}},
			{After: time.Second, Intent: flow.Typed{Values: map[string]wire.Secret{"fullName": "Ana Reyes", "email": "ana@example.com"}}},
			{Intent: flow.Submitted{}}, {On: flow.Invite, After: 3 * time.Second, Intent: flow.Back{}}, {On: flow.Consent},
		}},
		"too late": login("sss_ph", "123456", rerun.Step{On: flow.MFA}, rerun.Step{On: flow.ConnectError}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := play(t, s)
			again, made := to(t, f, f.Len()-1)
			var last flow.State
			for i := range f.Len() {
				r, _ := f.At(i)
				if d, ok := r.Data.(journal.State); ok {
					last = flow.State{}
					if err := json.Unmarshal([]byte(d.State), &last); err != nil {
						t.Fatal(err)
					}
				}
			}
			if got, want := ends(again.State()), ends(last); got != want {
				t.Errorf("it ends on %s, want %s", got, want)
			}
			all := bytes.Split(lines(t, f), []byte("\n"))[1:]
			for i := range f.Len() {
				if !strings.HasPrefix(name, "slow") && !bytes.Equal(all[i], made[i]) { // which is slow for about as long
					t.Fatalf("record %d differs\n%s\n%s", i+1, all[i], made[i])
				}
			}
		})
	}
}

// TestTurnsOfTheSandbox repeats a clock that stands still but for faults, a sandbox that is
// started over, and a token that expires.
func TestTurnsOfTheSandbox(t *testing.T) {
	t.Parallel()
	frozen := sandboxed()
	frozen.Sandbox.Freeze = true
	login := append(toLogin("sss_ph"), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Intent: flow.Submitted{}})
	now := func(name wire.FaultName) rerun.Step {
		return rerun.Step{After: time.Minute, Fault: &wire.Fault{Name: name, Now: true}}
	}
	for name, s := range map[string]rerun.Script{
		"frozen": {Header: frozen, Steps: append(slices.Clone(login), now("clock.5m"), now("clock.5m"), rerun.Step{On: flow.ConnectError})},
		"reset":  {Header: sandboxed(), Steps: append(slices.Clone(login), now(wire.FaultReset), rerun.Step{On: flow.Consent, After: time.Minute, Intent: flow.ConsentGiven{}}, rerun.Step{On: flow.ProviderList})},
		"token":  {Header: sandboxed(), Steps: append(toLogin("sss_ph"), rerun.Step{On: flow.Login, After: 6 * time.Hour, Person: "George"}, rerun.Step{Intent: flow.Submitted{}}, rerun.Step{On: flow.MFA})},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := play(t, s)
			_, made := to(t, f, f.Len()-1)
			for i, line := range bytes.Split(lines(t, f), []byte("\n"))[1 : f.Len()+1] {
				if !bytes.Equal(line, made[i]) {
					t.Fatalf("record %d differs\n%s\n%s", i+1, line, made[i])
				}
			}
		})
	}
}

// TestWhatCannotBeGoneThroughAgain says why.
func TestWhatCannotBeGoneThroughAgain(t *testing.T) {
	t.Parallel()
	records := []journal.Record{
		{Seq: 1, At: began, Lane: journal.LaneIntent, Kind: "Begin", Data: journal.Intent{Name: "Begin", Args: "{}"}},
		{Seq: 2, At: began, Lane: journal.LaneWidget, Kind: "Launch", Data: journal.Launch{}},
	}
	watched, elsewhere := sandboxed(), sandboxed()
	watched.Command = recording.Watch
	elsewhere.Sandbox, elsewhere.Host = nil, "api.smile.test"
	for name, c := range map[string]struct {
		header recording.Header
		index  int
		why    string
	}{
		"watch":    {watched, 0, "winkterm watch"},
		"host":     {elsewhere, 0, "api.smile.test"},
		"browser":  {sandboxed(), 1, "browser"},
		"no index": {sandboxed(), 2, "2 records"},
	} {
		if _, err := rerun.To(t.Context(), recording.Of(c.header, records), c.index, rerun.Config{}); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAnotherWayIsSaid types something else than what was masked.
func TestAnotherWayIsSaid(t *testing.T) {
	t.Parallel()
	steps := append(toLogin("philhealth_ph"), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Intent: flow.Submitted{}}, rerun.Step{On: flow.ConnectSuccess})
	f := play(t, rerun.Script{Header: sandboxed(), Steps: steps})
	other := rerun.Config{Fill: func(m rerun.Masked) (flow.Typed, error) {
		m.Suggested["password"] = "error_ACCOUNT_LOCKED"
		return flow.Typed{Values: m.Suggested}, nil
	}}
	_, err := rerun.To(t.Context(), f, f.Len()-1, other)
	var diverged *rerun.DivergedError
	if !errors.As(err, &diverged) || !strings.Contains(err.Error(), "ConnectSuccess") || !strings.Contains(err.Error(), "ACCOUNT_LOCKED") {
		t.Errorf("got %v", err)
	}
	refusal := errors.New("nobody is asked")
	none := rerun.Config{Fill: func(rerun.Masked) (flow.Typed, error) { return flow.Typed{}, refusal }}
	if _, err := rerun.To(t.Context(), f, f.Len()-1, none); !errors.Is(err, refusal) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := rerun.To(ctx, f, f.Len()-1, rerun.Config{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestACallThatIsNotMadeAgain has one more call in the recording than the session makes,
// as a call that was cancelled.
func TestACallThatIsNotMadeAgain(t *testing.T) {
	t.Parallel()
	steps := append(toLogin("philhealth_ph"), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Intent: flow.Submitted{}}, rerun.Step{On: flow.ConnectSuccess, Intent: flow.Done{}})
	f := play(t, rerun.Script{Header: sandboxed(), Steps: steps})
	var all []journal.Record
	for i := range f.Len() {
		r, _ := f.At(i)
		if d, ok := r.Data.(journal.Intent); ok && (d.Name == "Typed" || d.Name == "Done") {
			all = append(all, journal.Record{At: r.At, Lane: journal.LaneHTTP, Kind: "GET /users/x", Data: journal.HTTP{Err: "cancelled"}})
		}
		all = append(all, r)
	}
	s, _ := to(t, recording.Of(f.Header(), all), len(all)-1)
	if s.State().Page != flow.Closed {
		t.Errorf("it ends on %s", s.State().Page)
	}
}

// TestAFileOfOnesOwnCannotBeHadAgain names its record; its name is masked.
func TestAFileOfOnesOwnCannotBeHadAgain(t *testing.T) {
	t.Parallel()
	file := flow.File{Path: "/tmp/mine.pdf", Name: "mine.pdf", Size: 9, Format: wire.FormatPDF}
	f := play(t, rerun.Script{Header: sandboxed(), Steps: []rerun.Step{
		{On: flow.Consent, Intent: flow.ConsentGiven{}}, {On: flow.ProviderList, Intent: flow.UploadWanted{}},
		{On: flow.FileTypeList, Intent: flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}},
		{On: flow.FileType, Intent: flow.FileAdded{File: file}},
	}})
	if _, err := rerun.To(t.Context(), f, f.Len()-1, rerun.Config{}); err == nil || !strings.Contains(err.Error(), "record 29: the file that was added there was the user's own") || strings.Contains(err.Error(), "mine.pdf") {
		t.Errorf("got %v", err)
	}
}
