package control

import (
	"slices"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// listEvents serves GET /_sandbox/events: the last ones, newest first, with all that has
// come by now.
func (s *Control) listEvents(c *web.Call) (any, error) {
	get := c.R.URL.Query().Get
	userID, kind := get("userId"), wire.WebhookEventType(get("type"))
	if err := s.checkUser("userId", userID); err != nil {
		return nil, err
	}
	if kind != "" && !slices.Contains(wire.WebhookEventTypes(), kind) {
		return nil, web.Invalid("type", "must be an event type such as ACCOUNT_CONNECTED")
	}
	w, err := readWindow(get)
	if err != nil {
		return nil, err
	}
	tx := s.State.Begin()
	defer tx.End()
	found := wire.SandboxEvents{Items: []wire.SandboxEvent{}}
	for _, e := range slices.Backward(s.Events.Rows.All(tx)) {
		n := uint64(e.Seq) + 1
		if len(found.Items) < w.size && w.holds(n, e.CreatedAt) && (userID == "" || userID == e.UserID) &&
			(kind == "" || kind == wire.EventAll || kind == e.Type) {
			found.Items = append(found.Items, wire.SandboxEvent{N: n, ID: e.ID, At: e.CreatedAt, Type: e.Type, UserID: e.UserID, SourceID: e.SourceID})
		}
	}
	return found, nil
}
