package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"winkterm/api/sandbox/store"
)

// book writes down what changes in the ledgers while the state's lock is held.
// What one call changes is one batch, so a file never has the half of it. A nil
// book is of a sandbox that keeps nothing.
type book struct {
	file  *store.Store
	batch store.Batch
}

// bookVersion is of the tables and the items in them. Files of version 1, which had
// another form, are not read any more.
const bookVersion = 2

// The tables beside those of the ledgers: nextOf has the number that a ledger
// gives next, without which that of a dropped item would be given twice;
// sandboxTable has the one page about the sandbox itself.
const (
	nextOf       = ".next"
	sandboxTable = "sandbox"
)

// frontPage is what is written down about the sandbox itself.
type frontPage struct {
	// Lead is how far its clock is ahead of the real one.
	Lead time.Duration
	// Runs is how often it was started, so that no two requests have one id.
	Runs uint64
}

func (b *book) put(table string, key int, v any) {
	if b == nil {
		return
	}
	data, err := json.Marshal(v)
	if err != nil { // plain data of our own
		panic(fmt.Sprintf("sandbox: %T cannot be written: %v", v, err))
	}
	b.batch.Put(table, uint64(key), data)
}

func (b *book) remove(table string, key int) {
	if b != nil {
		b.batch.Delete(table, uint64(key))
	}
}

func (b *book) next(table string, n int) {
	if b != nil {
		b.batch.Put(table+nextOf, 0, binary.BigEndian.AppendUint64(nil, uint64(n)))
	}
}

// clear strikes out everything.
func (b *book) clear() {
	if b != nil {
		b.batch.Clear()
	}
}

// hand hands over what a call has changed, before the lock is released.
func (b *book) hand() {
	if b != nil {
		b.file.Append(&b.batch)
	}
}

// flush waits until all that was handed over is on disk.
func (b *book) flush() error {
	if b == nil {
		return nil
	}
	return b.file.Flush()
}

func (b *book) close() error {
	if b == nil {
		return nil
	}
	return b.file.Close()
}

// readNext reads what next wrote.
func readNext(value []byte) (int, error) {
	if len(value) != 8 {
		return 0, errors.New("a number is not 8 bytes long")
	}
	return int(binary.BigEndian.Uint64(value)), nil
}
