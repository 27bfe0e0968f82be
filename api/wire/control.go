package wire

import "time"

// SandboxState is what GET /_sandbox answers: the sandbox at a glance.
type SandboxState struct {
	// Now is the sandbox's clock, which may be ahead of the real one.
	Now       time.Time                `json:"now"`
	Seed      uint64                   `json:"seed"`
	Speed     float64                  `json:"speed"`
	Providers int                      `json:"providers"`
	Users     int                      `json:"users"`
	Tokens    int                      `json:"tokens"`
	Sessions  int                      `json:"sessions"`
	Tasks     int                      `json:"tasks"`
	Accounts  map[ConnectionStatus]int `json:"accounts"`
	Archives  map[ArchiveStatus]int    `json:"archives"`
}

// SandboxAdvance is the body of POST /_sandbox/clock: a Go duration ("5h",
// "90s"), not negative, by which the sandbox's clock is moved forward.
type SandboxAdvance struct {
	Advance string `json:"advance"`
}

// SandboxRequest is one request that came to the sandbox, without queries, headers
// and bodies.
type SandboxRequest struct {
	// N counts the requests from 1 on, so that one can ask for those behind it.
	N  uint64    `json:"n"`
	At time.Time `json:"at"` // by the sandbox's clock
	// Operation is a method and a path as the documentation has it; empty for a
	// path that there is not.
	Method    string `json:"method"`
	Path      string `json:"path"`
	Operation string `json:"operation,omitempty"`
	// UserID is whose it is by path, parameters, session or link token, if anybody's.
	UserID string `json:"userId,omitempty"`
	// Status is 0 when the connection was cut before there was one.
	Status int `json:"status"`
	Bytes  int `json:"bytes"`
	// Faults are the ids of those that it triggered as a request.
	Faults []string `json:"faults,omitempty"`
}

// SandboxRequests is what GET /_sandbox/requests answers: the newest first.
type SandboxRequests struct {
	Items []SandboxRequest `json:"items"`
}

// SandboxEvent is one event that webhooks are sent for.
type SandboxEvent struct {
	// N counts the events from 1 on, so that one can ask for those behind it.
	N      uint64           `json:"n"`
	ID     string           `json:"id"`
	At     time.Time        `json:"at"` // by the sandbox's clock
	Type   WebhookEventType `json:"type"`
	UserID string           `json:"userId"`
	// SourceID is the account or archive that it is about, if any.
	SourceID string `json:"sourceId,omitempty"`
}

// SandboxEvents is what GET /_sandbox/events answers: the newest first.
type SandboxEvents struct {
	Items []SandboxEvent `json:"items"`
}

// SandboxLink is the body of POST /_sandbox/link, which answers a LinkAccount.
type SandboxLink struct {
	ProviderID string `json:"providerId"`
	// Person is what one of the test people logs in with: a name, an email address,
	// a number, each with an alias or without.
	Person string `json:"person"`
	// UserID is whose account it is; a new user's when empty.
	UserID string `json:"userId,omitempty"`
	// Until is CONNECTED when empty, AWAITING_MFA, or an error code.
	Until string `json:"until,omitempty"`
}

// SandboxDelivery is one event on its way to a webhook.
type SandboxDelivery struct {
	// N counts the deliveries from 1 on, so that one can ask for those behind it.
	N         uint64           `json:"n"`
	At        time.Time        `json:"at"` // when it was to be sent, by the sandbox's clock
	EventID   string           `json:"eventId"`
	Type      WebhookEventType `json:"type"`
	WebhookID string           `json:"webhookId"`
	UserID    string           `json:"userId"`
	// State is one of those below.
	State    string           `json:"state"`
	Attempts []SandboxAttempt `json:"attempts"`
	// NextAt is when it is tried again, zero when it is not.
	NextAt time.Time `json:"nextAt,omitzero"`
}

// The states of a delivery.
const (
	DeliveryWaiting   = "WAITING" // for its turn, or to be tried again
	DeliveryDelivered = "DELIVERED"
	DeliveryFailed    = "FAILED" // it was tried as often as it is
)

// SandboxAttempt is one POST of a delivery. Status is 0 when no answer came; Err then
// says why.
type SandboxAttempt struct {
	At     time.Time `json:"at"` // by the sandbox's clock
	Status int       `json:"status"`
	Err    string    `json:"error,omitempty"`
}

// SandboxDeliveries is what GET /_sandbox/deliveries answers: the newest first.
type SandboxDeliveries struct {
	Items []SandboxDelivery `json:"items"`
}

// SandboxMessage is the message that an invite would be sent by mail, with its variables
// filled in.
type SandboxMessage struct {
	InviteID     string    `json:"inviteId"`
	UserID       string    `json:"userId"`
	At           time.Time `json:"at"` // by the sandbox's clock
	SenderName   string    `json:"senderName"`
	ReplyAddress string    `json:"replyAddress"`
	To           string    `json:"to"`
	Subject      string    `json:"subject"`
	Body         string    `json:"body"`
	// URL is the invite's landing page.
	URL string `json:"url"`
}

// SandboxMessages is what GET /_sandbox/messages answers: the newest first.
type SandboxMessages struct {
	Items []SandboxMessage `json:"items"`
}
