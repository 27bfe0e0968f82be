package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"
)

// checked opens a file for reading and has it checked: bbolt maps it into memory and
// believes what it reads there, so it fails with ErrDamaged for what was cut off or
// overwritten, and as readMark does. What that misses, such as a single wrong bit in
// the order of the pages, the next commit finds, or the next opening.
//
// bbolt's own check runs on a goroutine, which nothing protects from what cannot be
// read and which goes on when it has found the first mistake. So it comes last, once
// everything was read, by opening the file once more: bbolt does not unmap a file that
// it fails to open.
func checked(file string, options bolt.Options, version int) error {
	options.ReadOnly = true
	err := view(file, options, func(tx *bolt.Tx) error { return check(tx, version) })
	if err != nil {
		return err
	}
	options.PreLoadFreelist = true
	return view(file, options, checkTree)
}

// view opens a file for a look at it.
func view(file string, options bolt.Options, look func(*bolt.Tx) error) (err error) {
	defer recoverDamage(debug.SetPanicOnFault(true), &err)
	db, err := bolt.Open(file, 0, &options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.View(look)
}

// recoverDamage is deferred around what reads the file: bbolt panics at what makes
// no sense, and pages that are not there are a fault of memory, which is a panic
// once debug.SetPanicOnFault is set; before is how it was set.
func recoverDamage(before bool, err *error) {
	debug.SetPanicOnFault(before)
	if p := recover(); p != nil {
		*err = damaged("%v", p)
	}
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// check wants all pages to be there and reads every byte of them.
func check(tx *bolt.Tx, version int) error {
	info, err := os.Stat(tx.DB().Path())
	if err != nil {
		return err
	}
	if info.Size() < tx.Size() {
		return damaged("it ends after %d bytes, which is too early", info.Size())
	}
	top := tx.Cursor().Bucket()
	used := top.Stats()
	if pages := int64(used.BranchOverflowN) + int64(used.LeafOverflowN); pages*int64(tx.DB().Info().PageSize) > tx.Size() {
		return damaged("it has pages that never end")
	}
	if err := checkRoot(tx); err != nil {
		return err
	}
	if err := readAll(top, 0); err != nil {
		return err
	}
	_, err = readMark(tx, version)
	return err
}

// Of a page of bbolt's file: its head, one element, and the head of a bucket. The
// count of the elements stands in the page's head, the length of a value in an
// element, after its flags, place and length of the key.
const (
	pageHead, element, bucketHead = 16, 16, 16
	countAt, valueAt              = 10, 12
)

// checkRoot wants every table to have a whole head. bbolt reads it without a look
// at its length, and so what happens to lie behind it.
func checkRoot(tx *bolt.Tx) error {
	file, err := os.Open(tx.DB().Path())
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	page := make([]byte, tx.DB().Info().PageSize)
	if _, err := file.ReadAt(page, int64(tx.Cursor().Bucket().Root())*int64(len(page))); err != nil {
		return damaged("its root cannot be read: %v", err)
	}
	elements := page[pageHead:]
	for range binary.NativeEndian.Uint16(page[countAt:]) {
		if len(elements) < element {
			return damaged("it has more tables than fit")
		}
		if binary.NativeEndian.Uint32(elements) != 0 && binary.NativeEndian.Uint32(elements[valueAt:]) < bucketHead {
			return damaged("a table has no beginning")
		}
		elements = elements[element:]
	}
	return nil
}

// readAll reads a bucket at a depth: at the top there are buckets alone, and none
// below the tables.
func readAll(bucket *bolt.Bucket, depth int) error {
	return bucket.ForEach(func(key, value []byte) error {
		found, _ := bucket.Cursor().Seek(key) // reads the keys on the way as well
		switch {
		case len(key) == 0 || !bytes.Equal(found, key):
			return damaged("its entries are out of order")
		case value == nil && depth < 2:
			return readAll(bucket.Bucket(key), depth+1)
		case value == nil || depth == 0:
			return damaged("what should be a table is none")
		}
		crc32.ChecksumIEEE(value)
		return nil
	})
}

// checkTree is bbolt's check: the order of the keys, and that every page is used
// once or free.
func checkTree(tx *bolt.Tx) (err error) {
	for wrong := range tx.Check(bolt.WithKVStringer(unread{})) {
		if err == nil {
			err = damaged("%v", wrong)
		}
	}
	return err
}

// unread has bbolt not spell keys and values that are wrong, as they may be endless.
type unread struct{}

func (unread) KeyToString([]byte) string   { return "…" }
func (unread) ValueToString([]byte) string { return "…" }
