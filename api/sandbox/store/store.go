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

	mu         sync.Mutex // guards the next three
	waiting    Batch
	committing bool
	committed  sync.Cond // a commit has ended, well or not

	// Batches are counted. Both numbers are written under mu and read without.
	appended atomic.Uint64
	durable  atomic.Uint64 // those on disk

	closed atomic.Bool
	close  func() error
}

func newStore(db *bolt.DB, file string) *Store {
	s := &Store{db: db, file: file}
	s.committed.L = &s.mu
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
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.committing && s.durable.Load() < last {
		s.committed.Wait()
	}
	switch {
	case s.durable.Load() >= last: // another one has brought it there
		return nil
	case s.closed.Load():
		return ErrClosed
	}
	return s.commit()
}

// commit commits what waits. It is called under mu, which it releases meanwhile.
func (s *Store) commit() error {
	work, last := s.waiting, s.appended.Load()
	s.waiting, s.committing = Batch{}, true
	s.mu.Unlock()
	err := write(s.db, work)
	s.mu.Lock()
	s.committing = false
	s.committed.Broadcast()
	if err != nil {
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
	s.mu.Lock()
	for s.committing {
		s.committed.Wait()
	}
	s.closed.Store(true)
	s.mu.Unlock()
	if closed := s.db.Close(); closed != nil {
		err = errors.Join(err, fmt.Errorf("could not close %s: %w", s.file, closed))
	}
	return err
}
