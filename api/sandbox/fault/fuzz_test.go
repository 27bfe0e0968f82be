package fault_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// FuzzRead wants that what is taken from a file can be armed as it is.
func FuzzRead(f *testing.F) {
	f.Add([]byte(exampleFile(f)))
	f.Add([]byte("faults:\n- &a {name: http.503, when: &w {nth: 3}}\n- *a\n- <<: *a\n  times: 1\n"))
	f.Add([]byte("faults: [{name: http.slow, delay: 1s, delayMax: 1m}, null, {}]"))
	f.Add([]byte("a: &a [1,2]\nfaults: *a\n---\n"))
	f.Add([]byte("faults:\n  - name: !!binary aHR0cC41MDM=\n    when: {chance: .inf}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		faults, err := fault.Read(bytes.NewReader(data), operations())
		if err != nil {
			if faults != nil || err.Error() == "" {
				t.Errorf("%v beside %v", faults, err)
			}
			return
		}
		s := newSet()
		for _, want := range faults {
			got := arm(t, s, want)
			if got.ID = ""; got != want {
				t.Errorf("%+v is armed as %+v", want, got)
			}
		}
	})
}

// FuzzArm wants that what is armed can be armed again as it is, that it triggers, and
// that what is refused names a field.
func FuzzArm(f *testing.F) {
	f.Add(`{"name":"http.503","times":1,"retryAfter":"2s","when":{"operation":"GET /v1/tasks","nth":1}}`)
	f.Add(`{"name":"http.slow","delay":"1ms","delayMax":"60s","when":{"chance":0.5,"userId":"u","providerId":"p"}}`)
	f.Add(`{"name":"http.enum","field":"connection.status","triggered":3,"id":"f-9"}`)
	f.Add(`{"name":"clock.5h","now":true}`)
	f.Add(`{"name":"http.404","when":{"operation":"GET /v1/accounts/{}"}}`)
	f.Fuzz(func(t *testing.T, body string) {
		var asked wire.Fault
		if json.Unmarshal([]byte(body), &asked) != nil {
			return
		}
		if err := fault.CheckNow(asked); err != nil {
			refusedField(t, err)
		}
		s := newSet()
		first, err := s.Arm(asked)
		if err != nil {
			refusedField(t, err)
			return
		}
		s.Reset()
		if again := arm(t, s, first); again != first {
			t.Errorf("%+v is armed as %+v", first, again)
		}
		strikeUntil(t, s, first)
	})
}

// strikeUntil lets moments fit until the fault triggers, and looks at its plan.
func strikeUntil(t *testing.T, s *fault.Set, f wire.Fault) {
	t.Helper()
	m := fault.Moment{Operation: f.When.Operation, UserID: f.When.UserID, ProviderID: f.When.ProviderID}
	k, _ := fault.Find(f.Name)
	for m.At.String() != k.Moment {
		m.At++
	}
	if f.When.Nth > 100 || f.When.Chance != nil && *f.When.Chance < 1 {
		s.Take(m)
		return
	}
	for n := 1; ; n++ {
		triggered := s.Take(m)
		if len(triggered) == 0 && n < f.When.Nth {
			continue
		}
		if len(triggered) != 1 || n < f.When.Nth {
			t.Fatalf("%+v gives %+v at moment %d", f, triggered, n)
		}
		p := fault.NewPlan(triggered)
		if p.Wait < 0 || p.Wait > fault.MaxDelay || p.Refusal.RetryAfter > fault.MaxRetryAfter {
			t.Errorf("%+v is planned as %+v", f, p)
		}
		return
	}
}

// FuzzSpoil wants that nothing panics, that the body given stays as it is, and that
// what is said to be spoilt is.
func FuzzSpoil(f *testing.F) {
	for _, name := range []string{"http.half", "http.broken", "http.html", "http.enum", "http.field"} {
		f.Add(name, "", []byte(`{"code":"OK","data":{"items":[{"id":"a","status":"ACTIVE"}]}}`))
		f.Add(name, "connection.status", []byte(`{"data":{"connection":{"status":"CONNECTED"}}}`))
		f.Add(name, "a.b", []byte(`{"data":{"a":[{"b":[null]}],"a":1e999}}`))
		f.Add(name, "id", []byte(`"a":1}`))
	}
	f.Fuzz(func(t *testing.T, name, field string, body []byte) {
		before := bytes.Clone(body)
		p := fault.NewPlan([]wire.Fault{{Name: wire.FaultName(name), Field: field}})
		got, changed := p.Spoil(body)
		if !bytes.Equal(before, body) {
			t.Fatal("the body itself was changed")
		}
		if changed == bytes.Equal(got.Body, body) {
			t.Errorf("changed is %t, of %q came %q", changed, body, got.Body)
		}
		if !changed {
			return
		}
		checkSpoilt(t, name, body, got)
	})
}

func checkSpoilt(t *testing.T, name string, body []byte, got fault.Spoilt) {
	t.Helper()
	if cut := len(got.Body) < got.Length; cut != (name == "http.half") || len(got.Body) > got.Length {
		t.Errorf("%s sends %d bytes of %d", name, len(got.Body), got.Length)
	}
	switch name {
	case "http.half":
		if len(got.Body) >= len(body) || !bytes.HasPrefix(body, got.Body) {
			t.Errorf("%q is no half of %q", got.Body, body)
		}
	case "http.broken", "http.html":
		var v any
		if json.Valid(got.Body) || json.NewDecoder(bytes.NewReader(got.Body)).Decode(&v) == nil {
			t.Errorf("%s gives JSON: %q", name, got.Body)
		}
	case "http.enum":
		if !json.Valid(got.Body) || !strings.Contains(string(got.Body), fault.Unheard) {
			t.Errorf("%s gives %q", name, got.Body)
		}
	case "http.field":
		if !json.Valid(got.Body) {
			t.Errorf("%s gives %q", name, got.Body)
		}
	default:
		t.Errorf("%s spoils", name)
	}
}
