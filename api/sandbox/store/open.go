package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Why Open refuses a file. Nothing was changed in it.
var (
	// ErrInUse: another process has it open. End that one or take another file.
	ErrInUse = errors.New("the data file is in use")
	// ErrNotOurs: something else, or of another version. Take another file.
	ErrNotOurs = errors.New("not a data file of this sandbox")
	// ErrDamaged: cut short or overwritten. Take a copy of it, or start anew.
	ErrDamaged = errors.New("the data file is damaged")
)

// The mark of our files: a bucket of this name, and in it the version.
var (
	markName   = []byte("winkterm sandbox")
	versionKey = []byte("version")
)

// lockWait is how long opening a file for reading, and then for writing, waits for its lock.
const lockWait = 400 * time.Millisecond

// settings of the file. The list of free pages is written with each commit: without it
// bbolt looks for them on a goroutine of its own as it opens a file, which on a
// damaged one ends the process.
func settings() bolt.Options {
	return bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, NoStatistics: true}
}

// Open opens a file, or makes it with mode 0600 where there is none or an empty
// one; its folder must be there. version is that of the tables and values, from
// 1; a file of another version is refused. It fails with ErrInUse (within a
// second), ErrNotOurs, ErrDamaged, or an error of the system.
func Open(file string, version int) (*Store, error) {
	return open(file, version, settings())
}

func open(file string, version int, options bolt.Options) (*Store, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist): // it is made below
		err = nil
	case err == nil && !info.Mode().IsRegular():
		err = fmt.Errorf("%w: it is no ordinary file", ErrNotOurs)
	case err == nil && info.Size() > 0:
		err = checked(file, options, version)
	}
	if err != nil {
		return nil, explain(file, err)
	}
	db, err := bolt.Open(file, 0o600, &options)
	if err != nil {
		return nil, explain(file, err)
	}
	if err := mark(db, version); err != nil {
		return nil, explain(file, errors.Join(err, db.Close()))
	}
	return newStore(db, file), nil
}

// readMark says whether the file bears our mark. It fails unless it is the one of
// this version, or there is nothing in the file at all: then whoever was making
// it did not come to the mark.
func readMark(tx *bolt.Tx, version int) (marked bool, err error) {
	if first, _ := tx.Cursor().First(); first == nil {
		return false, nil
	}
	bucket := tx.Bucket(markName)
	if bucket == nil {
		return false, fmt.Errorf("%w: it is the database of another program", ErrNotOurs)
	}
	if found := string(bucket.Get(versionKey)); found != strconv.Itoa(version) {
		return false, fmt.Errorf("%w: it is of version %.20q and this program reads %d", ErrNotOurs, found, version)
	}
	return true, nil
}

// mark makes a file with nothing in it ours.
func mark(db *bolt.DB, version int) error {
	return db.Update(func(tx *bolt.Tx) error {
		if marked, err := readMark(tx, version); marked || err != nil {
			return err
		}
		bucket, err := tx.CreateBucket(markName)
		if err != nil {
			return err
		}
		return bucket.Put(versionKey, []byte(strconv.Itoa(version)))
	})
}

// explain says what can be done about a file that could not be opened. What neither
// the system nor we said of it, bbolt found wrong in it.
func explain(file string, err error) error {
	todo := "take another file"
	_, system := errors.AsType[syscall.Errno](err)
	path, named := errors.AsType[*fs.PathError](err)
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		err, todo = ErrInUse, "end the other sandbox or take another file"
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch):
		err = ErrNotOurs
	case named:
		err, todo = path.Err, "take a file in a folder that is there and may be written to"
	case !system && !errors.Is(err, ErrNotOurs):
		if !errors.Is(err, ErrDamaged) {
			err = damaged("%v", err)
		}
		todo = "put a copy in its place, or remove it to start anew"
	}
	return fmt.Errorf("cannot open %s: %w; %s", file, err, todo)
}
