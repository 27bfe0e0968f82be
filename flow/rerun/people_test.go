package rerun_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// marias is a session of somebody of one's own, who connects with a wrong code first.
func marias(person string) rerun.Script {
	h := sandboxed()
	h.Sandbox.People = []wire.Person{{
		Name: "maria", Email: "maria@people.test", Mobile: "(+63) 9170000042", SSNumber: "3399887766", Password: "Tr0ub4dor", Code: "8642",
	}}
	steps := append(toLogin("sss_ph"), rerun.Step{On: flow.Login, Person: person}, rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.MFA, Intent: typed(flow.CodeField, "1234")}, rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.MFA, Person: person}, rerun.Step{Intent: flow.Submitted{}}, rerun.Step{On: flow.ConnectSuccess})
	return rerun.Script{Header: h, Steps: steps}
}

// TestPeopleOfOnesOwn plays a session of somebody of one's own, and goes through it again
// from its file, which has neither password nor code.
func TestPeopleOfOnesOwn(t *testing.T) {
	t.Parallel()
	for _, person := range []string{"maria", "Maria+7"} {
		s := marias(person)
		path := filepath.Join(t.TempDir(), "x.ndjson")
		w, err := recording.Create(path, s.Header)
		if err != nil {
			t.Fatal(err)
		}
		played, err := rerun.Play(t.Context(), s, rerun.Config{Keep: w.Write})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if text := string(lines(t, played)); strings.Contains(text, "Tr0ub4dor") || strings.Contains(text, "8642") || strings.Contains(text, "3399887766") {
			t.Error("the recording has what was typed")
		}
		if person != "maria" {
			continue // nobody can know an alias of a recording
		}
		f, err := recording.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		again, _ := to(t, f, f.Len()-1)
		if got := ends(again.State()); got != "ConnectSuccess CONNECTED " {
			t.Errorf("it ends on %s", got)
		}
	}
}

// TestPasswordsOfPeopleAreMasked has a record with the password of somebody who has not
// typed it.
func TestPasswordsOfPeopleAreMasked(t *testing.T) {
	t.Parallel()
	var text bytes.Buffer
	c := rerun.Config{Keep: func(r journal.Record) { _ = json.NewEncoder(&text).Encode(r) }}
	c.Opened = func(s *session.Session) error {
		s.Journal().Append(journal.Note{Topic: "test", Text: "maria has Tr0ub4dor"})
		return nil
	}
	p, err := rerun.Open(t.Context(), marias("maria").Header, c)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Session().Close(); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String(), "Tr0ub4dor") || !strings.Contains(text.String(), "maria has") {
		t.Error(text.String())
	}
}

// TestPeopleThatCannotBe opens a player with somebody who is there already.
func TestPeopleThatCannotBe(t *testing.T) {
	t.Parallel()
	h := sandboxed()
	h.Sandbox.People = []wire.Person{{Name: "George", Password: "p"}}
	if _, err := rerun.Open(context.Background(), h, rerun.Config{}); err == nil || !strings.Contains(err.Error(), "people[0]") {
		t.Errorf("got %v", err)
	}
}

// TestDataOfOnesOwn asks the sandbox of a player for the incomes that stand in the header,
// as it was read from a file.
func TestDataOfOnesOwn(t *testing.T) {
	t.Parallel()
	h := sandboxed()
	h.Sandbox.Data = wire.OwnData{Kinds: map[string][]map[string]any{"incomes": {{"grossAmount": 52000, "startDate": began.AddDate(0, -1, -14)}}}}
	text, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	h = recording.Header{}
	if err := json.Unmarshal(text, &h); err != nil {
		t.Fatal(err)
	}
	p, err := rerun.Open(t.Context(), h, rerun.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Session().Close() }()
	host := p.Session().Host()
	call := func(base string) *api.Transport {
		to, err := api.NewTransport(api.Config{BaseURL: base}, api.Basic(host.Key, host.Secret))
		if err != nil {
			t.Fatal(err)
		}
		return to
	}
	linked, err := api.Do[wire.LinkAccount](t.Context(), call(host.Control), api.Call{
		Method: http.MethodPost, Path: []string{"link"}, Body: wire.SandboxLink{ProviderID: "sahod_hr_ph", Person: "George"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api.Do[wire.SandboxState](t.Context(), call(host.Control), api.Call{Method: http.MethodPost, Path: []string{"clock"}, Body: map[string]string{"advance": "1m"}}); err != nil {
		t.Fatal(err)
	}
	payload, err := api.Get[wire.AccountPayload](t.Context(), call(host.OpenAPI), "accounts", linked.ID, "payload")
	if err != nil || len(payload.Incomes) != 1 || *payload.Incomes[0].GrossAmount != 52000 || payload.Incomes[0].StartDate != "2025-12-01" {
		t.Errorf("%v: %+v", err, payload.Incomes)
	}
}
