package session

import (
	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/webhook"
)

// WebhookRecord is a delivery as a journal has it, once it was checked with a secret; an
// empty one says that its signature was not.
func WebhookRecord(r webhook.Received, secret wire.Secret) journal.Webhook { return record(r, secret) }
