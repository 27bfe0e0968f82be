package journal

import "time"

// LaneWebhook has the deliveries of webhooks that were received.
const LaneWebhook Lane = "webhook"

// TopicWebhooks is the topic of the note that says where webhooks are received.
const TopicWebhooks = "webhooks"

// The values of Webhook.Signature. It was not checked where the secret is not known.
const (
	SignatureValid     = "valid"
	SignatureWrong     = "wrong"
	SignatureMissing   = "missing"
	SignatureUnchecked = "not checked"
)

// Webhook is one delivery as it was received.
type Webhook struct {
	// ID, Type, CreatedAt and UserID are the event's, SubjectID the account, archive,
	// invite or task that it is about; empty in a body that cannot be read.
	ID        string    `json:"id,omitempty"`
	Type      string    `json:"type,omitempty"`
	CreatedAt time.Time `json:"createdAt,omitzero"`
	UserID    string    `json:"userId,omitempty"`
	SubjectID string    `json:"subjectId,omitempty"`
	ErrorCode string    `json:"errorCode,omitempty"`
	// Marks are what is wrong with it, in the words of package flow/webhook: "duplicate",
	// "wrong signature" and so on; empty for a delivery that is as it should be.
	Marks []string `json:"marks,omitempty"`
	// Signature is one of the values above.
	Signature string `json:"signature,omitempty"`
	// Missing are the types of events that should have come before it.
	Missing []string `json:"missing,omitempty"`
	// Body may hold less than came (see BodyMax); Size counts all of it in bytes.
	Body Text  `json:"body,omitempty"`
	Size int64 `json:"size,omitempty"`
}

func (d Webhook) lane() Lane { return LaneWebhook }
func (d Webhook) kind() string {
	if d.Type == "" {
		return "not an event"
	}
	return d.Type
}

func (d Webhook) each(p pass) Data {
	treat(p, body, origin{size: d.Size}, &d.Body)
	treat(p, word, origin{}, &d.Type, &d.ErrorCode, &d.Signature)
	treat(p, label, origin{}, &d.ID, &d.UserID, &d.SubjectID)
	d.Marks, d.Missing = p.words(d.Marks), p.words(d.Missing)
	return d
}
