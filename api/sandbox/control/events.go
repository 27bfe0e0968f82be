package control

import (
	"slices"
	"time"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// listEvents serves GET /_sandbox/events: the last ones, newest first, with all that has
// come by now.
func (s *Control) listEvents(c *web.Call) (any, error) {
	f, err := s.eventFilter(c)
	if err != nil {
		return nil, err
	}
	tx := s.State.Begin()
	defer tx.End()
	found := wire.SandboxEvents{Items: []wire.SandboxEvent{}}
	for _, e := range slices.Backward(s.Events.Rows.All(tx)) {
		n := uint64(e.Seq) + 1
		if len(found.Items) < f.size && f.passes(n, e.CreatedAt, e.UserID, e.Type) {
			found.Items = append(found.Items, wire.SandboxEvent{N: n, ID: e.ID, At: e.CreatedAt, Type: e.Type, UserID: e.UserID, SourceID: e.SourceID})
		}
	}
	return found, nil
}

// eventFilter is what lists of events and of their deliveries are narrowed by; empty is any.
type eventFilter struct {
	window
	userID string
	kind   wire.WebhookEventType
}

func (s *Control) eventFilter(c *web.Call) (f eventFilter, err error) {
	get := c.R.URL.Query().Get
	f.userID, f.kind = get("userId"), wire.WebhookEventType(get("type"))
	if err := s.checkUser("userId", f.userID); err != nil {
		return f, err
	}
	if f.kind != "" && !slices.Contains(wire.WebhookEventTypes(), f.kind) {
		return f, web.Invalid("type", "must be an event type such as ACCOUNT_CONNECTED")
	}
	f.window, err = readWindow(get)
	return f, err
}

func (f eventFilter) passes(n uint64, at time.Time, userID string, kind wire.WebhookEventType) bool {
	return f.holds(n, at) && (f.userID == "" || f.userID == userID) && (f.kind == "" || f.kind == wire.EventAll || f.kind == kind)
}

// listDeliveries serves GET /_sandbox/deliveries: the last ones to webhooks with their
// attempts, newest first.
func (s *Control) listDeliveries(c *web.Call) (any, error) {
	f, err := s.eventFilter(c)
	if err != nil {
		return nil, err
	}
	to, in := c.R.URL.Query().Get("webhookId"), c.R.URL.Query().Get("state")
	states := []string{"", wire.DeliveryWaiting, wire.DeliveryDelivered, wire.DeliveryFailed}
	if !slices.Contains(states, in) {
		return nil, web.Invalid("state", "must be WAITING, DELIVERED or FAILED")
	}
	tx := s.State.Begin()
	defer tx.End()
	return wire.SandboxDeliveries{Items: s.Sender.List(tx, f.size, func(d wire.SandboxDelivery) bool {
		return f.passes(d.N, d.At, d.UserID, d.Type) && (to == "" || to == d.WebhookID) && (in == "" || in == d.State)
	})}, nil
}
