package driver_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api"
	"winkterm/api/control"
	"winkterm/api/wire"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// puppet is a sandbox's control whose answers the test sets.
type puppet struct {
	armed []wire.Fault
	err   error
}

func (p *puppet) Faults(context.Context) (wire.SandboxFaults, error) {
	return wire.SandboxFaults{Armed: p.armed}, p.err
}

func (p *puppet) Set(_ context.Context, f wire.Fault) (wire.FaultDone, error) {
	if f.Now {
		return wire.FaultDone{Fault: f, Done: "account a-1 is ERROR"}, p.err
	}
	f.ID = "f-" + string(rune('1'+len(p.armed)))
	p.armed = append(p.armed, f)
	return wire.FaultDone{Fault: f, Done: string(f.Name) + " waits"}, p.err
}

func (p *puppet) Disarm(context.Context, string) error { return p.err }

// notes are those of the topic fault.
func notes(j *journal.Journal) []string {
	var texts []string
	for _, r := range j.Since(0) {
		if n, ok := r.Data.(journal.Note); ok && n.Topic == "fault" {
			texts = append(texts, n.Text)
		}
	}
	return texts
}

func newFaults(t *testing.T, c driver.Control) (*driver.Faults, *journal.Journal) {
	t.Helper()
	clock := newClock()
	j := journal.New(clock.Now)
	d := driver.New(driver.Config{Journal: j, Clock: clock})
	t.Cleanup(d.Close)
	return driver.NewFaults(d, c), j
}

// TestFaultNotes tells the story of some faults as the journal has it.
func TestFaultNotes(t *testing.T) {
	t.Parallel()
	host := &puppet{}
	f, j := newFaults(t, host)
	must := func(_ string, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	list := func() {
		t.Helper()
		if _, err := f.List(); err != nil {
			t.Fatal(err)
		}
	}
	must(f.Set(wire.Fault{Name: "account.ACCOUNT_LOCKED", Times: 1}))
	must(f.Set(wire.Fault{Name: "http.503", Times: 3}))
	must(f.Set(wire.Fault{Name: "http.limit"}))
	list() // nothing has happened
	host.armed = host.armed[1:]
	host.armed[0].Triggered, host.armed[1].Triggered = 1, 1
	list()
	for triggered := range 9 {
		host.armed[1].Triggered = triggered + 1
		list()
	}
	must(f.Set(wire.Fault{Name: "token.expired", Now: true}))
	must("", f.Disarm("f-2"))
	host.armed = nil
	list() // the limit is gone, and nobody here has taken it back
	must(f.Set(wire.Fault{Name: "mfa.wrong", Times: 2}))
	must(f.Set(wire.Fault{Name: wire.FaultReset, Now: true}))
	host.armed = nil
	list()
	want := []string{
		"armed f-1: account.ACCOUNT_LOCKED waits, once",
		"armed f-2: http.503 waits, 3 times",
		"armed f-3: http.limit waits, every time until it is cleared",
		"triggered f-1: account.ACCOUNT_LOCKED, and is used up",
		"triggered f-2: http.503, for the 1. time",
		"triggered f-3: http.limit, for the 1. time",
		"triggered f-3: http.limit, for the 2. time",
		"triggered f-3: http.limit, for the 4. time",
		"triggered f-3: http.limit, for the 8. time",
		"triggered token.expired now: account a-1 is ERROR",
		"disarmed f-2: http.503",
		"gone f-3: http.limit was cleared elsewhere",
		"armed f-1: mfa.wrong waits, 2 times",
		"triggered sandbox.reset now: account a-1 is ERROR",
	}
	if diff := cmp.Diff(want, notes(j)); diff != "" {
		t.Errorf("notes:\n%s", diff)
	}
}

func TestWhatFailedIsNotNoted(t *testing.T) {
	t.Parallel()
	host := &puppet{armed: []wire.Fault{{ID: "f-1", Name: "http.503"}}}
	f, j := newFaults(t, host)
	if _, err := f.List(); err != nil {
		t.Fatal(err)
	}
	host.err = errors.New("gone away")
	_, listed := f.List()
	_, set := f.Set(wire.Fault{Name: "http.503"})
	_, triggered := f.Set(wire.Fault{Name: wire.FaultReset, Now: true})
	if listed == nil || set == nil || triggered == nil || f.Disarm("f-1") == nil {
		t.Error("a failure is kept back")
	}
	host.err = &api.Error{Kind: api.KindMissing}
	if err := f.Disarm("f-1"); err != nil {
		t.Errorf("what is gone already cannot be disarmed: %v", err)
	}
	if got := notes(j); len(got) > 0 {
		t.Errorf("noted %q", got)
	}
}

// TestPlainWords asks hosts that are no sandbox, or refuse: what a person reads
// says so.
func TestPlainWords(t *testing.T) {
	t.Parallel()
	const page = "<!doctype html><title>Hello</title>"
	for name, c := range map[string]struct {
		host  http.HandlerFunc
		words string
	}{
		"a web server":      {says(404, "text/html", page), "does not answer like winkterm's sandbox"},
		"a page for all":    {says(200, "text/html", page), "does not answer like winkterm's sandbox"},
		"another API":       {says(404, "application/json", `{"code":"MISSING_RESOURCE","message":"no","requestId":"r"}`), "does not answer like winkterm's sandbox"},
		"it wants a key":    {says(401, "application/json", `{"code":"INVALID_TOKEN","message":"no","requestId":"r"}`), "does not answer like winkterm's sandbox"},
		"a refusal":         {says(400, "application/json", `{"code":"INVALID_PARAMETERS","message":"no account fits: link one first","requestId":"r"}`), "the sandbox refuses: no account fits: link one first"},
		"a broken sandbox":  {says(500, "application/json", `{"code":"SERVER_ERROR","message":"oops","requestId":"r"}`), "the sandbox does not answer"},
		"an answer of none": {cutOff, "the sandbox does not answer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host := httptest.NewServer(c.host)
			t.Cleanup(host.Close)
			client, err := control.New(api.Config{BaseURL: host.URL + "/_sandbox", HTTP: host.Client(), Clock: newClock()})
			if err != nil {
				t.Fatal(err)
			}
			f, _ := newFaults(t, client)
			if _, err := f.Set(wire.Fault{Name: "http.503"}); err == nil || !strings.Contains(err.Error(), c.words) {
				t.Errorf("setting: %v", err)
			}
			if _, err := f.List(); err == nil || !strings.Contains(err.Error(), c.words) {
				t.Errorf("listing: %v", err)
			}
		})
	}
}

// A driver that is closed takes its calls along.
func TestClosingEndsTheCalls(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{})
	host := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
	}))
	t.Cleanup(host.Close)
	client, err := control.New(api.Config{BaseURL: host.URL, HTTP: host.Client()})
	if err != nil {
		t.Fatal(err)
	}
	d := driver.New(driver.Config{Journal: journal.New(newClock().Now), Clock: newClock()})
	failed := make(chan error)
	go func() {
		_, err := driver.NewFaults(d, client).List()
		failed <- err
	}()
	<-asked
	d.Close()
	if kind, _ := api.KindOf(<-failed); kind != api.KindCancelled {
		t.Errorf("ended with kind %v", kind)
	}
}

// TestWhatTheUserDidIsRecordedToBeDoneAgain has the fault in the notes of what the user
// did, and in no other.
func TestWhatTheUserDidIsRecordedToBeDoneAgain(t *testing.T) {
	t.Parallel()
	host := &puppet{}
	f, j := newFaults(t, host)
	for _, fault := range []wire.Fault{{Name: "http.503", Times: 3}, {Name: "token.expired", Now: true}} {
		if _, err := f.Set(fault); err != nil {
			t.Fatal(err)
		}
	}
	id := host.armed[0].ID
	host.armed[0].Triggered = 1
	if _, err := f.List(); err != nil {
		t.Fatal(err)
	}
	if err := f.Disarm(id); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range j.Since(0) {
		if n, ok := r.Data.(journal.Note); ok && n.Fault != nil {
			got = append(got, fmt.Sprintf("%s %s %s %d %t", n.Fault.Did, n.Fault.ID, n.Fault.Name, n.Fault.Times, n.Fault.Now))
		}
	}
	want := []string{"armed " + id + " http.503 3 false", "triggered  token.expired 0 true", "disarmed " + id + " http.503 3 false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
