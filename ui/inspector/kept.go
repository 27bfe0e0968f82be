package inspector

import "winkterm/flow/journal"

// kept is the records that can be shown, the oldest first. A record's place
// counts from the first one that was ever added, and stays when old ones go.
type kept struct {
	records []journal.Record
	gone    int // places before the first one kept
	bodies  int // bytes
	bare    int // place before which bodies were let go
}

// slack is how many records more than the bound are let in before the oldest
// go, so that this does not happen with every one.
const slack = journal.RecordsMax / 10

// released is shown for a body that was let go, as the journal does it too.
const released = "[body released: only the newest ones are kept]"

func (k *kept) add(r journal.Record) {
	k.records = append(k.records, r)
	k.bodies += bodyBytes(r.Data)
	for ; k.bodies > journal.BodiesMax && k.bare < k.last(); k.bare++ {
		at := k.at(k.bare)
		k.bodies -= bodyBytes(at.Data)
		at.Data = withoutBodies(at.Data)
		k.bodies += bodyBytes(at.Data)
	}
}

// trim lets the oldest go and says whether it did.
func (k *kept) trim() bool {
	over := len(k.records) - journal.RecordsMax
	if over <= slack {
		return false
	}
	for i := range k.records[:over] {
		k.bodies -= bodyBytes(k.records[i].Data)
	}
	k.records = append([]journal.Record(nil), k.records[over:]...)
	k.gone += over
	k.bare = max(k.bare, k.gone)
	return true
}

// last is the newest one's place; before the first one it is gone-1.
func (k *kept) last() int { return k.gone + len(k.records) - 1 }

func (k *kept) at(place int) *journal.Record { return &k.records[place-k.gone] }

func bodyBytes(d journal.Data) int {
	switch d := d.(type) {
	case journal.HTTP:
		return len(d.Request.Body) + len(d.Response.Body)
	case journal.Callback:
		return len(d.Args)
	case journal.Note:
		return len(d.Text)
	case journal.Unknown:
		return len(d.Raw)
	case journal.Screen, journal.Launch, journal.Status:
	}
	return 0
}

func withoutBodies(d journal.Data) journal.Data {
	switch d := d.(type) {
	case journal.HTTP:
		d.Request.Body, d.Response.Body = instead(d.Request.Body), instead(d.Response.Body)
		return d
	case journal.Callback:
		d.Args = instead(d.Args)
		return d
	case journal.Note:
		d.Text = string(instead(journal.Text(d.Text)))
		return d
	case journal.Unknown:
		d.Raw = instead(d.Raw)
		return d
	case journal.Screen, journal.Launch, journal.Status:
	}
	return d
}

// instead stands for a text; one that is shorter than its stand-in stays.
func instead(t journal.Text) journal.Text {
	if len(t) <= len(released) {
		return t
	}
	return released
}
