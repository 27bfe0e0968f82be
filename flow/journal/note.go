package journal

import "winkterm/api/wire"

// LaneNote has what no other lane has.
const LaneNote Lane = "note"

// Note is something worth knowing that no other lane has: a refreshed token, a
// late answer, an unknown status.
type Note struct {
	Topic string `json:"topic"`
	Text  string `json:"text"`
	// Fault is what the user did to a sandbox's faults, so that it can be done again; nil
	// in every other note, also in that of a fault that has triggered by itself.
	Fault *Fault `json:"fault,omitempty"`
}

// The values of Fault.Did.
const (
	Armed     = "armed"
	Triggered = "triggered"
	Disarmed  = "disarmed"
)

// Fault is one that the user armed, triggered at once or disarmed, as it was asked for.
type Fault struct {
	Did string `json:"did"`
	wire.Fault
}

func (d Note) lane() Lane   { return LaneNote }
func (d Note) kind() string { return d.Topic }

func (d Note) each(p pass) Data {
	treat(p, body, origin{}, &d.Text)
	if !Known(d.Topic) {
		treat(p, line, origin{}, &d.Topic)
	}
	if d.Fault != nil {
		f := *d.Fault
		treat(p, label, origin{}, &f.Did, &f.ID, &f.Delay, &f.DelayMax, &f.RetryAfter, &f.Field)
		treat(p, label, origin{}, &f.When.Operation, &f.When.UserID, &f.When.ProviderID)
		treat(p, label, origin{}, &f.Name)
		d.Fault = &f
	}
	return d
}
