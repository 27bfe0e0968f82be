package journal

import (
	"cmp"
	"time"
)

// LaneStatus has the statuses of accounts and archives; where users are watched, of
// tasks as well.
const LaneStatus Lane = "status"

// Status is a change of an account's or archive's status. From is empty for the
// first one; Since is the time since the subject's last change.
type Status struct {
	// Subject is "account", "archive", "invite", or of a watch "task".
	Subject string `json:"subject"`
	ID      string `json:"id"`
	From    string `json:"from,omitempty"`
	// To is empty only of a watch, for what is not listed any more.
	To        string        `json:"to"`
	ErrorCode string        `json:"errorCode,omitempty"`
	Since     time.Duration `json:"since"`
	// The others are of a watch alone: whose it is, at which provider, the type of a task
	// or of a file, what a task works on, the host's own time of the change, and whether it
	// stood like this already when the user was first polled.
	UserID     string    `json:"userId,omitempty"`
	ProviderID string    `json:"providerId,omitempty"`
	Type       string    `json:"type,omitempty"`
	SourceID   string    `json:"sourceId,omitempty"`
	ChangedAt  time.Time `json:"changedAt,omitzero"`
	Known      bool      `json:"known,omitempty"`
}

func (d Status) lane() Lane   { return LaneStatus }
func (d Status) kind() string { return cmp.Or(d.To, "not listed") }

func (d Status) each(p pass) Data {
	treat(p, word, origin{}, &d.Subject, &d.From, &d.To, &d.ErrorCode, &d.Type)
	treat(p, label, origin{}, &d.ID, &d.UserID, &d.ProviderID, &d.SourceID)
	return d
}
