package store

// Batch collects changes that belong together, in their order. The zero value is
// empty and ready. It is for one goroutine at a time.
type Batch struct {
	changes []change
}

// change is one step of a batch. An empty table stands for all tables, and
// no value (nil) for taking the value away.
type change struct {
	table string
	key   uint64
	value []byte
}

// Put sets a value, which must not be changed afterwards. The table comes into
// being with its first value; its name must not be empty. Values come back from
// Load in the order of their keys, so that numbers given out one after the other
// keep the order of creation.
func (b *Batch) Put(table string, key uint64, value []byte) {
	if value == nil {
		value = []byte{}
	}
	b.changes = append(b.changes, change{table, key, value})
}

// Delete takes a value away, if there is one.
func (b *Batch) Delete(table string, key uint64) {
	b.changes = append(b.changes, change{table, key, nil})
}

// Clear takes all values of all tables away, those of this batch so far included.
func (b *Batch) Clear() {
	b.changes = append(b.changes[:0], change{})
}

// pending is what the next commit brings to the disk: the last change of each
// value by table and key, nil for one that goes.
type pending struct {
	cleared bool // all that is in the file goes first
	tables  map[string]map[uint64][]byte
}

func (p *pending) empty() bool { return !p.cleared && len(p.tables) == 0 }

func (p *pending) add(changes []change) {
	for _, c := range changes {
		if c.table == "" {
			*p = pending{cleared: true}
			continue
		}
		if p.tables == nil {
			p.tables = map[string]map[uint64][]byte{}
		}
		if p.tables[c.table] == nil {
			p.tables[c.table] = map[uint64][]byte{}
		}
		p.tables[c.table][c.key] = c.value
	}
}
