package store

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"syscall"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// tablesName is the bucket that has a bucket for each table.
var tablesName = []byte("tables")

// fill is how full a page is made before it is split, of 1. Keys mostly come in
// ascending order, so a page that was filled is rarely written to again.
const fill = 0.9

// write brings changes to the disk in one transaction, in the order of the keys.
func write(db *bolt.DB, b Batch) (err error) {
	defer recoverDamage(debug.SetPanicOnFault(true), &err)
	return db.Update(func(tx *bolt.Tx) error {
		if b.cleared {
			if err := tx.DeleteBucket(tablesName); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
				return err
			}
		}
		tables, err := tx.CreateBucketIfNotExists(tablesName)
		if err != nil {
			return err
		}
		order := func(a, b row) int { return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.key, b.key)) }
		for _, at := range slices.SortedFunc(maps.Keys(b.changes), order) {
			if err := change(tables, at, b.changes[at]); err != nil {
				return fmt.Errorf("table %s: %w", at.table, err)
			}
		}
		return nil
	})
}

func change(tables *bolt.Bucket, at row, value []byte) error {
	table, err := tables.CreateBucketIfNotExists([]byte(at.table))
	if err != nil {
		return err
	}
	table.FillPercent = fill
	key := binary.BigEndian.AppendUint64(nil, at.key) // so that the order of bytes is that of the numbers
	if value == nil {
		return table.Delete(key)
	}
	return table.Put(key, value)
}

// Load calls each for every value of a table in the order of the keys, not at
// all if there is no such table. It reads what was in the file and does not wait
// for what was appended, so it belongs before the first Append. The value may be
// kept and changed. It ends with the first error of each, wrapped with the place
// where it came up. each must not call the store.
func (s *Store) Load(table string, each func(key uint64, value []byte) error) error {
	return s.db.View(func(tx *bolt.Tx) error {
		tables := tx.Bucket(tablesName)
		if tables == nil || tables.Bucket([]byte(table)) == nil {
			return nil
		}
		return tables.Bucket([]byte(table)).ForEach(func(key, value []byte) error {
			if len(key) != 8 || value == nil {
				return fmt.Errorf("%w: %s has an entry in table %s that nobody wrote", ErrDamaged, s.file, table)
			}
			number := binary.BigEndian.Uint64(key)
			// Without the copy a caller that writes to it would crash: it is mapped memory.
			if err := each(number, append([]byte{}, value...)); err != nil {
				return fmt.Errorf("%s, table %s, entry %d: %w", s.file, table, number, err)
			}
			return nil
		})
	})
}

// failure says what a failed commit means and what to do.
func failure(file string, err error) error {
	todo := "see to the disk"
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		todo = "make room on the disk"
	}
	return fmt.Errorf("changes cannot be saved to %s: %w; %s, all that was answered without an error is there", file, err, todo)
}
