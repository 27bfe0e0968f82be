package report_test

import (
	"io"
	"testing"

	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	"winkterm/flow/session"
)

// TestNobodysSessionIsRefused logs each test person in wherever they can, to the end, and
// reports it with what that very session knows: whatever their names, codes and answers
// are, nothing of it is taken for a leak.
func TestNobodysSessionIsRefused(t *testing.T) {
	t.Parallel()
	reported := 0
	for _, person := range assets.People() {
		for _, provider := range []string{"sss_ph", "upwork", "grab", "raket_ph", "freelancer"} {
			s, err := session.Open(t.Context(), session.Config{})
			if err != nil {
				t.Fatal(err)
			}
			if links(t, s, person.Name, provider) {
				reported++
				c := report.Case{Recording: recording.Of(recording.Header{}, s.Records()), Proof: s.Journal().Redactor().Proof()}
				for _, format := range []string{"markdown", "json", "html", "curl"} {
					if err := report.Write(io.Discard, format, c); err != nil {
						t.Errorf("%s at %s: %s: %v", person.Name, provider, format, err)
					}
				}
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if reported < 12 {
		t.Errorf("only %d sessions were reported", reported)
	}
}

// links goes through a login as far as the person gets, and says whether there was one.
func links(t *testing.T, s *session.Session, person, id string) bool {
	t.Helper()
	_ = s.Do(flow.Begin{})
	wait := func(until func(flow.State) bool) flow.State {
		state, err := s.Wait(t.Context(), until)
		if err != nil {
			t.Fatal(err)
		}
		return state
	}
	wait(session.On(flow.Consent))
	_ = s.Do(flow.ConsentGiven{})
	provider, err := s.Provider(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Do(flow.ProviderChosen{Provider: provider})
	state := wait(func(s flow.State) bool { return s.Page == flow.Login || s.Page == flow.LoginOptions })
	if state.Page == flow.LoginOptions {
		_ = s.Do(flow.OptionChosen{ID: state.Linking.Form.Options[0].ID})
		wait(session.On(flow.Login))
	}
	for range 4 {
		typed, err := s.Fill(person)
		if err != nil {
			return false
		}
		before := s.State().ViewCount
		_ = s.Do(typed)
		_ = s.Do(flow.Submitted{})
		state = wait(func(s flow.State) bool {
			return !s.Calls.Busy() && s.ViewCount > before && s.Page != flow.Connecting
		})
		if state.Page != flow.MFA {
			return state.Page == flow.ConnectSuccess || state.Page == flow.ConnectError
		}
	}
	return false
}
