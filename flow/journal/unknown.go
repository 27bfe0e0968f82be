package journal

// Unknown is the data of a lane that this version does not know; it is kept as it
// was written, so that a newer version's journal can be read, shown and copied.
type Unknown struct {
	Of   Lane
	Name string
	// Raw is valid JSON.
	Raw Text
}

func (d Unknown) lane() Lane   { return d.Of }
func (d Unknown) kind() string { return d.Name }

func (d Unknown) each(p pass) Data {
	treat(p, label, origin{}, &d.Of)
	treat(p, label, origin{}, &d.Name)
	treat(p, body, origin{}, &d.Raw)
	return d
}

// MarshalJSON gives Raw; if that was cut and is no JSON any more, it becomes a
// JSON string.
func (d Unknown) MarshalJSON() ([]byte, error) { return JSON(d.Raw).MarshalJSON() }
