package delivery

import (
	"runtime"
	"testing"

	"winkterm/api/wire"
)

func TestWhichWebhooksWantWhichEvents(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		w    wire.Webhook
		want bool
	}{
		"its type":       {wire.Webhook{Active: true, EventTypes: []wire.WebhookEventType{"TASK_STARTED", "ACCOUNT_CREATED"}}, true},
		"another type":   {wire.Webhook{Active: true, EventTypes: []wire.WebhookEventType{"TASK_STARTED"}}, false},
		"all":            {wire.Webhook{Active: true, EventTypes: []wire.WebhookEventType{wire.EventAll}}, true},
		"all and others": {wire.Webhook{Active: true, EventTypes: []wire.WebhookEventType{"TASK_STARTED", wire.EventAll}}, true},
		"inactive":       {wire.Webhook{EventTypes: []wire.WebhookEventType{"ACCOUNT_CREATED", wire.EventAll}}, false},
		"no type":        {wire.Webhook{Active: true}, false},
	} {
		if got := Wants(c.w, "ACCOUNT_CREATED"); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestNobodyGoesOnBeforeTheirs has one who flushes wait for what another hands over.
func TestNobodyGoesOnBeforeTheirs(t *testing.T) {
	t.Parallel()
	var o Outbox
	other := make(chan int, 1)
	var got []string
	o.Deliver = func(d Delivery) {
		if got = append(got, d.ID); len(got) > 1 {
			return
		}
		go func() {
			o.Flush()
			other <- len(got)
		}()
		for range 10_000 { // time enough for one who does not wait
			runtime.Gosched()
		}
		if len(other) > 0 {
			t.Error("the other one went on before the second was handed over")
		}
	}
	o.queue = []Delivery{{ID: "1"}, {ID: "2"}}
	o.open.Store(2)
	o.Flush()
	if n := <-other; n != 2 || len(got) != 2 || o.open.Load() != 0 {
		t.Errorf("%v were handed over, %d when the other one went on", got, n)
	}
}
