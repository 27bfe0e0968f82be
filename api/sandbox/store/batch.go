package store

// Batch collects changes that belong together. Of several changes of a value the
// last one counts. The zero value is empty and ready. It is for one goroutine at
// a time.
type Batch struct {
	cleared bool // everything that is in the file goes first
	changes map[row][]byte
}

type row struct {
	table string
	key   uint64
}

// Put sets a value, which must not be changed afterwards. The table comes into
// being with its first value; its name must not be empty. Load returns values in
// the order of their keys.
func (b *Batch) Put(table string, key uint64, value []byte) {
	if value == nil {
		value = []byte{}
	}
	b.set(row{table, key}, value)
}

// Delete removes a value, if there is one.
func (b *Batch) Delete(table string, key uint64) { b.set(row{table, key}, nil) }

// Clear removes all values of all tables, those of this batch so far included.
func (b *Batch) Clear() { b.cleared = true; clear(b.changes) }

// set notes a change; nil is a value that is removed.
func (b *Batch) set(at row, value []byte) {
	if b.changes == nil {
		b.changes = map[row][]byte{}
	}
	b.changes[at] = value
}

func (b *Batch) empty() bool { return !b.cleared && len(b.changes) == 0 }

// add appends a later batch.
func (b *Batch) add(later *Batch) {
	if later.cleared {
		b.Clear()
	}
	for at, value := range later.changes {
		b.set(at, value)
	}
}

func (b *Batch) reset() { b.cleared = false; clear(b.changes) }
