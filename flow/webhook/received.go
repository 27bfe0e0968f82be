package webhook

import (
	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// The marks of a delivery, in words that a row can show.
const (
	MarkDuplicate        = "duplicate"         // an event of this id has come before
	MarkOutOfOrder       = "out of order"      // an event that happened later has come before
	MarkLate             = "late"              // it came long after it happened
	MarkWrongSignature   = "wrong signature"   // the signature is not that of the body
	MarkMissingSignature = "missing signature" // there is none
	MarkNotAnEvent       = "not an event"      // the body cannot be read
)

// Received is a delivery with what is wrong with it.
type Received struct {
	webhook.Post
	// Event is what the body says; zero where it cannot be read.
	Event wire.Event
	// Marks are those of this package, none for a delivery that is as it should be.
	Marks []string
	// Missing are the types of events that should have come before it and did not.
	Missing []wire.WebhookEventType
}
