package journal

// LaneIntent has what the user wanted, so that a session can be played again. The
// inspector does not list it.
const LaneIntent Lane = "intent"

// Intent is one intent given to the flow. Args are its fields as JSON, masked as a
// State is.
type Intent struct {
	Name string `json:"name"`
	Args JSON   `json:"args"`
}

func (d Intent) lane() Lane   { return LaneIntent }
func (d Intent) kind() string { return d.Name }

func (d Intent) each(p pass) Data {
	treat(p, word, origin{}, &d.Name)
	treat(p, snapshot, origin{}, &d.Args)
	return d
}
