package sandbox

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winkterm/api/sandbox/fault"
	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// received are posts, each with when it came and what it is.
type received struct {
	t     *testing.T
	start time.Time
	list  []webhook.Post
}

func (r *received) take(p webhook.Post) { r.list = append(r.list, p) }

// got says what came since it was last asked: moment, type, and what is wrong.
func (r *received) got() []string {
	list := []string{}
	for _, p := range r.list {
		var e wire.Event
		text := "cut"
		if json.Unmarshal(p.Body, &e) == nil {
			text = string(e.Type)
		}
		switch {
		case p.Signature == "":
			text += " unsigned"
		case !webhook.Verify(ReceiveSecret, p.Body, p.Signature):
			text += " wrong"
		}
		list = append(list, fmt.Sprintf("%v %s", p.At.Sub(r.start).Round(time.Second), text))
	}
	r.list = nil
	return list
}

func (r *received) want(name wire.FaultName, want ...string) {
	r.t.Helper()
	if diff := cmp.Diff(want, r.got(), cmpopts.EquateEmpty()); diff != "" {
		r.t.Errorf("%s:\n%s", name, diff)
	}
}

// TestWhatIsReceivedInTheProcess are all events, signed, with payloads, and what each fault
// makes of them, at the same moments each time.
func TestWhatIsReceivedInTheProcess(t *testing.T) {
	t.Parallel()
	linked := []string{"0s ACCOUNT_CREATED", "0s TASK_STARTED", "2s ACCOUNT_FAILED", "2s TASK_FINISHED"}
	for name, want := range map[wire.FaultName][]string{
		"":               linked,
		fault.Duplicate:  {"0s ACCOUNT_CREATED", "0s ACCOUNT_CREATED", linked[1], linked[2], linked[3]},
		fault.Unsigned:   {"0s ACCOUNT_CREATED unsigned", linked[1], linked[2], linked[3]},
		fault.BadSign:    {"0s ACCOUNT_CREATED wrong", linked[1], linked[2], linked[3]},
		fault.BodyCut:    {"0s cut wrong", linked[1], linked[2], linked[3]},
		fault.Missing:    linked[1:],
		fault.OutOfOrder: {linked[1], linked[0], linked[2], linked[3]},
		fault.Late:       {linked[1], linked[2], linked[3], "30s ACCOUNT_CREATED"},
	} {
		r := &received{t: t}
		g := linking(t, Config{Speed: 1, Receive: r.take})
		r.start = g.clock.Now()
		r.got()
		if name != "" {
			g.set(wire.Fault{Name: name, Times: 1, When: wire.FaultWhen{UserID: g.userID}})
		}
		g.open("POST", "/users", "").want(t, 201) // somebody else's
		r.want(name, "0s USER_CREATED")
		id := g.login("freelancer", "username", "George", "wrong")
		g.clock.pass(5 * time.Second)
		g.account(id)
		g.clock.pass(time.Minute)
		g.account(id)
		r.want(name, want...)
	}
}

// TestTheLastOneOutOfOrder comes alone once no other has come for a minute, and not at all
// after a reset.
func TestTheLastOneOutOfOrder(t *testing.T) {
	t.Parallel()
	r := &received{t: t}
	g := newGuest(t, Config{Receive: r.take})
	r.start = g.clock.Now()
	for range 2 {
		g.set(wire.Fault{Name: fault.OutOfOrder, Times: 1})
		g.open("POST", "/users", "").want(t, 201)
		r.want(fault.OutOfOrder)
		g.clock.pass(2 * time.Minute)
		g.open("GET", "/users", "").want(t, 200)
		r.want(fault.OutOfOrder, "1m0s USER_CREATED")
		r.start = g.clock.Now()
	}
	for _, name := range []wire.FaultName{fault.OutOfOrder, fault.Late} {
		g.set(wire.Fault{Name: name, Times: 1})
		g.open("POST", "/users", "").want(t, 201)
	}
	g.send("POST", "/_sandbox/reset", "", "").want(t, 200)
	g.clock.pass(2 * time.Minute)
	g.open("POST", "/users", "").want(t, 201)
	r.want(fault.OutOfOrder, "2m0s USER_CREATED")
}

// TestFaultsOfDeliveriesAreOfUsers and of nothing else.
func TestFaultsOfDeliveriesAreOfUsers(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for _, c := range []struct {
		f    wire.Fault
		says string
	}{
		{wire.Fault{Name: fault.Late, When: wire.FaultWhen{ProviderID: "sss_ph"}}, "when.providerId"},
		{wire.Fault{Name: fault.Late, When: wire.FaultWhen{Operation: "POST /v1/users"}}, "when.operation"},
		{wire.Fault{Name: fault.Late, Delay: "25h"}, "delay: must be a duration"},
		{wire.Fault{Name: fault.Missing, Delay: "1s"}, "http.slow and webhook.late alone"},
	} {
		g.send("POST", "/_sandbox/faults", "", encode(t, c.f)).refused(t, 400, wire.CodeInvalidParameters, c.says)
	}
	if f := g.set(wire.Fault{Name: fault.Late}).Fault; f.Delay != "30s" {
		t.Errorf("late by %s", f.Delay)
	}
}

// TestReceivedWithPayload has what an account shared, in the clear.
func TestReceivedWithPayload(t *testing.T) {
	t.Parallel()
	r := &received{t: t}
	g := newGuest(t, Config{Receive: r.take})
	g.atOnce(`{"providerId":"sss_ph","person":"George"}`)
	for _, p := range r.list {
		if strings.Contains(string(p.Body), `"TASK_FINISHED"`) {
			if !strings.Contains(string(p.Body), `"payload":{`) {
				t.Errorf("%s", p.Body)
			}
			return
		}
	}
	t.Error("no task was finished")
}
