package rerun_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// offered are the faults of a sandbox that an answer, or a connection, can meet.
func offered(t *testing.T) (names []wire.FaultName) {
	t.Helper()
	s, err := session.Open(t.Context(), session.Config{Sandbox: sandbox.Config{}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	list, err := s.Faults().List()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range list.Offered {
		if k.Group == "http" && !k.Now && k.Moment != "" {
			names = append(names, k.Name)
		}
	}
	return names
}

// TestEveryFaultIsTheSameEachTime meets each fault of requests at a login, at a poll and
// at an upload, and holds the bytes against each other.
func TestEveryFaultIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	for _, name := range offered(t) {
		for _, operation := range []string{"POST /link/v1/accounts", "GET /link/v1/accounts/{id}", "POST /link/v1/archives"} {
			t.Run(strings.ReplaceAll(string(name)+" "+operation, "/", "_"), func(t *testing.T) {
				t.Parallel()
				f := wire.Fault{Name: name, Times: 2, When: wire.FaultWhen{Operation: operation}}
				if name == "http.slow" {
					f.Delay = "1ms"
				}
				if name == "http.field" || name == "http.enum" {
					f.Field = "connection.status"
				}
				steps := append(toLogin("philhealth_ph"), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Fault: &f})
				steps = append(steps, rerun.Step{Intent: flow.Submitted{}}, rerun.Step{After: time.Minute}, rerun.Step{Intent: flow.Back{}})
				if strings.Contains(operation, "archives") {
					steps = append(steps[:2], rerun.Step{On: flow.ProviderList, Intent: flow.UploadWanted{}}, rerun.Step{Fault: &f},
						rerun.Step{On: flow.FileTypeList, Intent: flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}},
						rerun.Step{On: flow.FileType, Intent: flow.FileAdded{File: flow.File{Sample: true, Path: "payslip-christina.jpeg"}}},
						rerun.Step{Intent: flow.Submitted{}}, rerun.Step{After: time.Minute})
				}
				var first []byte
				for range 2 {
					file, err := rerun.Play(t.Context(), rerun.Script{Header: sandboxed(), Steps: steps}, rerun.Config{})
					if err != nil && !strings.Contains(err.Error(), "does not offer") && !strings.Contains(err.Error(), "refuses") {
						t.Fatal(err)
					}
					if now := lines(t, file); first == nil {
						first = now
					} else if !bytes.Equal(first, now) {
						t.Fatalf("it differs: %s", firstDifference(first, now))
					}
				}
			})
		}
	}
}
