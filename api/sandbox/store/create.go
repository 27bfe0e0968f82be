package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	bolt "go.etcd.io/bbolt"
)

// create makes a new file. It is made complete under another name first, so that
// a kill in between leaves no half of one. Should another process be quicker,
// its file stays. Where the file system has no second names for a file nothing
// is made, and the file comes into being as it is opened.
func create(file string, version int, options bolt.Options) (err error) {
	draft, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*.new") // mode 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(draft.Name())) }()
	if err := draft.Close(); err != nil {
		return err
	}
	if err := fillDraft(draft.Name(), version, options); err != nil {
		return err
	}
	if err := os.Link(draft.Name(), file); err != nil {
		return nil //nolint:nilerr // either it is there by now, or opening it says what is wrong
	}
	return syncFolder(filepath.Dir(file))
}

func fillDraft(name string, version int, options bolt.Options) error {
	db, err := bolt.Open(name, 0o600, &options)
	if err != nil {
		return err
	}
	return errors.Join(mark(db, version), db.Close())
}

// syncFolder makes the name of a new file as lasting as its content. Windows
// does that by itself and cannot be asked to.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, fs.ErrInvalid) { // some file systems cannot either
		err = nil
	}
	return errors.Join(err, f.Close())
}
