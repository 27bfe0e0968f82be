package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"syscall"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// fill is how full a page is made before it is split, of 1. Keys mostly come in
// ascending order, so a page that was filled is rarely written to again.
const fill = 0.9

var tablesName = []byte("tables")

// commit brings the changes to the disk in one transaction.
func commit(db *bolt.DB, p pending) error {
	return db.Update(func(tx *bolt.Tx) error {
		if p.cleared {
			if err := tx.DeleteBucket(tablesName); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
				return err
			}
		}
		tables, err := tx.CreateBucketIfNotExists(tablesName)
		if err != nil {
			return err
		}
		for _, name := range slices.Sorted(maps.Keys(p.tables)) {
			if err := write(tables, name, p.tables[name]); err != nil {
				return fmt.Errorf("table %s: %w", name, err)
			}
		}
		return nil
	})
}

func write(tables *bolt.Bucket, name string, values map[uint64][]byte) error {
	table, err := tables.CreateBucketIfNotExists([]byte(name))
	if err != nil {
		return err
	}
	table.FillPercent = fill
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if value := values[key]; value != nil {
			err = table.Put(encodeKey(key), value)
		} else {
			err = table.Delete(encodeKey(key))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// encodeKey is of fixed width and begins with the highest byte, so that the
// order of the file is that of the numbers.
func encodeKey(key uint64) []byte { return binary.BigEndian.AppendUint64(nil, key) }

// failure says what a failed commit means and what to do.
func failure(file string, err error) error {
	todo := "see to the disk"
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		todo = "make room on the disk"
	}
	return fmt.Errorf("changes can no longer be saved to %s: %w; %s and start the sandbox again, "+
		"all that was answered without an error is there", file, err, todo)
}
