package delivery

import (
	"slices"

	"winkterm/api/wire"
)

// Wants says whether a webhook gets events of a type: it is active, and registered for
// the type or for ALL_EVENTS.
func Wants(w wire.Webhook, t wire.WebhookEventType) bool {
	return w.Active && (slices.Contains(w.EventTypes, t) || slices.Contains(w.EventTypes, wire.EventAll))
}
