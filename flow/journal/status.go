package journal

import "time"

// LaneStatus has the statuses of accounts and archives.
const LaneStatus Lane = "status"

// Status is a change of an account's or archive's status. From is empty for the
// first one; Since is the time since the subject's last change.
type Status struct {
	// Subject is "account" or "archive".
	Subject   string        `json:"subject"`
	ID        string        `json:"id"`
	From      string        `json:"from,omitempty"`
	To        string        `json:"to"`
	ErrorCode string        `json:"errorCode,omitempty"`
	Since     time.Duration `json:"since"`
}

func (d Status) lane() Lane   { return LaneStatus }
func (d Status) kind() string { return d.To }

func (d Status) each(p pass) Data {
	treat(p, label, origin{}, &d.Subject, &d.ID, &d.From, &d.To, &d.ErrorCode)
	return d
}
