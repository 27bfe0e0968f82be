package webhook

import (
	"fmt"
	"strings"
	"testing"

	"winkterm/api/wire"
)

// TestHistoriesAreBounded in what a host can make long.
func TestHistoriesAreBounded(t *testing.T) {
	t.Parallel()
	c, huge := &Checker{}, strings.Repeat("x", idMost+1)
	if c.history(huge).begun = true; c.history(huge).begun || len(c.subjects.by) > 0 {
		t.Error("a huge id is remembered")
	}
	h := &history{}
	for n := range 2 * stepsMost {
		h.add(wire.Event{Type: wire.WebhookEventType(fmt.Sprint("NEW_", n))})
	}
	if len(h.came) != stepsMost {
		t.Errorf("%d steps are remembered", len(h.came))
	}
	h = &history{}
	if h.add(wire.Event{Type: "TASK_STARTED", Data: wire.EventData{TaskType: wire.TaskType(huge)}}); len(h.came) > 0 {
		t.Error("a huge type is remembered")
	}
}
