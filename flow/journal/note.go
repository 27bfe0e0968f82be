package journal

// LaneNote has what no other lane has.
const LaneNote Lane = "note"

// Note is something worth knowing that no other lane has: a refreshed token, a
// late answer, an unknown status.
type Note struct {
	Topic string `json:"topic"`
	Text  string `json:"text"`
}

func (d Note) lane() Lane   { return LaneNote }
func (d Note) kind() string { return d.Topic }

func (d Note) each(p pass) Data {
	treat(p, body, origin{}, &d.Text)
	treat(p, line, origin{}, &d.Topic)
	return d
}
