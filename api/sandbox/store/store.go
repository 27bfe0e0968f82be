package store

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"
)

// ErrClosed is what Flush returns once the store is closed: what was appended
// after that is nowhere.
var ErrClosed = errors.New("the data file is closed")

// Store is an open file. Its methods may be called from any goroutine.
type Store struct {
	db   *bolt.DB
	file string // as it was given, for messages

	mu       sync.Mutex // guards waiting
	waiting  Batch
	appended atomic.Uint64 // batches; written under mu

	commit  sync.Mutex    // held while the file is written
	durable atomic.Uint64 // batches that are on disk; written under commit

	closed atomic.Bool
	close  func() error
}

func newStore(db *bolt.DB, file string) *Store {
	s := &Store{db: db, file: file}
	s.close = sync.OnceValue(s.end)
	return s
}

// Append hands a batch over to be committed and leaves it empty for its next
// use. It does not wait for the disk.
func (s *Store) Append(b *Batch) {
	if b.empty() {
		return
	}
	s.mu.Lock()
	s.waiting.add(b)
	s.appended.Add(1)
	s.mu.Unlock()
	b.reset()
}

// Flush returns once every batch that was appended before this call is on disk.
// It costs next to nothing when there is none to wait for. It fails when the
// disk does; what was appended is kept then and tried again by the next Flush.
// After Close it returns ErrClosed.
func (s *Store) Flush() error {
	last := s.appended.Load()
	switch {
	case s.closed.Load():
		return ErrClosed
	case s.durable.Load() >= last:
		return nil
	}
	s.commit.Lock()
	defer s.commit.Unlock()
	if s.durable.Load() >= last { // another one has brought it there meanwhile
		return nil
	}
	if s.closed.Load() {
		return ErrClosed
	}
	return s.commitAll()
}

// commitAll commits what waits. The commit lock is held.
func (s *Store) commitAll() error {
	s.mu.Lock()
	work, last := s.waiting, s.appended.Load()
	s.waiting = Batch{}
	s.mu.Unlock()
	if err := write(s.db, work); err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		work.add(&s.waiting)
		s.waiting = work
		return failure(s.file, err)
	}
	s.durable.Store(last)
	return nil
}

// Close commits what was appended and closes the file. It fails when either
// does. Calling it again returns the same.
func (s *Store) Close() error { return s.close() }

func (s *Store) end() error {
	err := s.Flush()
	s.commit.Lock()
	defer s.commit.Unlock()
	s.closed.Store(true)
	if closed := s.db.Close(); closed != nil {
		err = errors.Join(err, fmt.Errorf("could not close %s: %w", s.file, closed))
	}
	return err
}
