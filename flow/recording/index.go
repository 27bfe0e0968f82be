package recording

import (
	"time"

	"winkterm/flow/journal"
)

// Meta is what is known of a record without reading it again.
type Meta struct {
	Seq  int
	At   time.Time
	Lane journal.Lane
	Kind string
	// Failed says that the record is an error: a call that failed or was refused, a
	// status with an error code, a page or a callback of an error.
	Failed bool
}

// entry is a record's place in the index. A million of them are a file's whole memory.
type entry struct {
	// offset and length are where the line is in the file, in bytes.
	offset int64
	seq    int64
	// after is the time since the session's start.
	after  time.Duration
	length uint32
	// lane and kind are of File.names; 0 is a name that is not kept.
	lane, kind uint16
	failed     bool
}

// The names of lanes and kinds that the index keeps. What there is beyond is read from
// the file.
const (
	namesMax  = 1<<16 - 1
	nameBytes = 256
)

// names are the lanes and kinds of an index, each once. The zero value is empty.
type names struct {
	list []string
	ids  map[string]uint16
}

// id gives the number of a name, from 1, and 0 when there is no room for it.
func (n *names) id(name []byte) uint16 {
	if id, ok := n.ids[string(name)]; ok {
		return id
	}
	if len(n.list) == namesMax || len(name) > nameBytes {
		return 0
	}
	if n.ids == nil {
		n.ids = map[string]uint16{}
	}
	n.list = append(n.list, string(name))
	id := uint16(len(n.list)) //nolint:gosec // namesMax fits
	n.ids[string(name)] = id
	return id
}

// text gives the name of a number, and whether it is kept.
func (n *names) text(id uint16) (string, bool) {
	if id == 0 {
		return "", false
	}
	return n.list[id-1], true
}
