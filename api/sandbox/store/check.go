package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"runtime/debug"
	"syscall"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// checked opens a file for reading and has it checked: its length, that everything
// in it can be read, what then says, and bbolt's own check. bbolt maps the file
// into memory and believes what it reads there, so it fails with ErrDamaged for
// what was cut off or overwritten. What that misses, such as a single wrong bit in
// the order of the pages, the next commit finds, or the next opening.
//
// bbolt's check runs on a goroutine of its own, which nothing protects from what
// cannot be read and which goes on when it has found the first mistake. So that comes
// last, by opening the file once more: bbolt does not unmap a file that it fails to
// open.
func checked(file string, options bolt.Options, then func(*bolt.Tx) error) error {
	options.ReadOnly = true
	if err := view(file, options, checkLength, checkRoot, checkBuckets, then); err != nil {
		return err
	}
	options.PreLoadFreelist = true
	return view(file, options, checkTree)
}

// view opens a file for reading and takes steps until one fails.
func view(file string, options bolt.Options, steps ...func(*bolt.Tx) error) (err error) {
	defer recoverDamage(debug.SetPanicOnFault(true), &err)
	db, err := bolt.Open(file, 0, &options)
	if err != nil {
		return whyNot(err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.View(func(tx *bolt.Tx) error {
		for _, step := range steps {
			if err := step(tx); err != nil {
				return err
			}
		}
		return nil
	})
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

// whyNot tells what bbolt found wrong with the beginning of a file from what the
// system would not do.
func whyNot(err error) error {
	_, system := errors.AsType[syscall.Errno](err)
	if system || errors.Is(err, berrors.ErrTimeout) || errors.Is(err, berrors.ErrInvalid) || errors.Is(err, berrors.ErrVersionMismatch) {
		return err
	}
	return damaged("%v", err)
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// checkLength wants all pages to be there, and none to go on beyond the others.
func checkLength(tx *bolt.Tx) error {
	info, err := os.Stat(tx.DB().Path())
	if err != nil {
		return err
	}
	if info.Size() < tx.Size() {
		return damaged("it ends after %d bytes, which is too early", info.Size())
	}
	used := tx.Cursor().Bucket().Stats() // of the bucket that all others are in
	if pages := int64(used.BranchOverflowN) + int64(used.LeafOverflowN); pages*int64(tx.DB().Info().PageSize) > tx.Size() {
		return damaged("it has pages that never end")
	}
	return nil
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

// checkBuckets reads everything. There is nothing but buckets at the top.
func checkBuckets(tx *bolt.Tx) error {
	return tx.ForEach(func(name []byte, bucket *bolt.Bucket) error {
		if len(name) == 0 || bucket == nil {
			return damaged("what should be a table is none")
		}
		return readAll(bucket, true)
	})
}

// readAll touches every byte: a part that is not there is a fault, which only this
// goroutine survives. bbolt reads on goroutines of its own afterwards.
func readAll(bucket *bolt.Bucket, hasTables bool) error {
	return bucket.ForEach(func(key, value []byte) error {
		if value == nil && hasTables {
			return readAll(bucket.Bucket(key), false)
		}
		if value == nil {
			return damaged("there is a table in a table")
		}
		crc32.ChecksumIEEE(key)
		crc32.ChecksumIEEE(value)
		return nil
	})
}

// checkTree is bbolt's check: the order of the keys, and that every page is used
// once or free.
func checkTree(tx *bolt.Tx) (err error) {
	for wrong := range tx.Check() {
		if err == nil {
			err = damaged("%v", wrong)
		}
	}
	return err
}
