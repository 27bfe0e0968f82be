package browser

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

func TestOutboxKeepsTheOrder(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHeard()
		slow := func(e flow.Event) { pause(time.Second); h.tell(e) }
		o := newOutbox(slow)
		for n := range 20 {
			o.show(flow.WidgetPage{Text: fmt.Sprint(n)})
			if !o.offer(flow.WidgetCallback{Name: wire.OnUIEvent}) {
				t.Fatal("no room")
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := o.close(ctx); err != nil {
			t.Error(err)
		}
		for n := range 20 {
			if got := h.page(t, flow.PageNone); got.Text != fmt.Sprint(n) {
				t.Errorf("%d: %q", n, got.Text)
			}
			h.callback(t, wire.OnUIEvent, "")
		}
		if o.offer(flow.WidgetCallback{}) {
			t.Error("offered after the end")
		}
	})
}

func TestOutboxIsBoundedAndGivesUp(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h, release := newHeard(), make(chan struct{})
		o := newOutbox(func(e flow.Event) { <-release; h.tell(e) })
		o.show(flow.WidgetPage{Text: "first"})
		synctest.Wait() // until it is being handled
		n := 0
		for o.offer(flow.WidgetCallback{}) {
			n++
		}
		if n != outboxRoom {
			t.Errorf("room for %d", n)
		}
		for i := range 2 * outboxRoom { // states have as much room again
			o.show(flow.WidgetPage{Text: fmt.Sprint(i)})
		}
		if got := len(o.events); got != 2*outboxRoom {
			t.Errorf("%d are kept", got)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := systemNow()
		if err := o.close(ctx); !errors.Is(err, errNotSent) || systemNow().Sub(start) != time.Second {
			t.Errorf("%v after %s", err, systemNow().Sub(start))
		}
		close(release)
		<-o.done
		if got := h.page(t, flow.PageNone); got.Text != "first" {
			t.Errorf("got %q", got.Text)
		}
		if n := len(h.events); n > 0 { // the rest was given up
			t.Errorf("%d more", n)
		}
	})
}
