package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
)

// book writes down what changes in the ledgers while the state's lock is held.
// What one call changes is one batch, so a file never has the half of it. A nil
// book is of a sandbox that keeps nothing.
type book struct{ batch []change }

// change is a line of the book; without a value it strikes the key out.
type change struct {
	table      string
	key, value []byte
}

// counters is the table of the ledgers' next numbers: without them the number of
// an item that was dropped would be given twice.
const counters = "counters"

func (b *book) put(table string, seq int, v any) {
	if b == nil {
		return
	}
	data, err := json.Marshal(v)
	if err != nil { // plain data of our own
		panic(fmt.Sprintf("sandbox: %T cannot be written: %v", v, err))
	}
	b.batch = append(b.batch, change{table, sequence(seq), data})
}

func (b *book) remove(table string, seq int) {
	if b != nil {
		b.batch = append(b.batch, change{table, sequence(seq), nil})
	}
}

func (b *book) count(name string, next int) {
	if b != nil {
		b.batch = append(b.batch, change{counters, []byte(name), sequence(next)})
	}
}

// sequence is a number as a key that sorts like it.
func sequence(n int) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }
