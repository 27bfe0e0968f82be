package store

import (
	"errors"
	"fmt"
	"sync"

	bolt "go.etcd.io/bbolt"
)

// ErrClosed is what Flush returns once the store is closed: what was appended
// after that is nowhere.
var ErrClosed = errors.New("the data file is closed")

// Store is an open file. Its methods may be called from any goroutine.
type Store struct {
	db   *bolt.DB
	file string // as it was given, for messages

	mu                 sync.Mutex // guards all below
	waiting            Batch
	appended, durable  uint64 // how many batches, and how many of them are on disk
	committing, closed bool
	committed          sync.Cond // a commit has ended, well or not

	close func() error
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
	s.appended++
	s.mu.Unlock()
	b.reset()
}

// Flush returns once every batch that was appended before this call is on disk.
// It fails when the disk does; what was appended is kept then and tried again by
// the next Flush. After Close it returns ErrClosed.
func (s *Store) Flush() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := s.appended
	if s.closed {
		return ErrClosed
	}
	for s.committing && s.durable < last {
		s.committed.Wait()
	}
	switch {
	case s.durable >= last: // or another one has brought it there
		return nil
	case s.closed:
		return ErrClosed
	}
	return s.commit()
}

// commit commits what waits. It is called under mu, which it releases meanwhile.
func (s *Store) commit() error {
	work, last := s.waiting, s.appended
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
	s.durable = last
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
	s.closed = true
	s.mu.Unlock()
	if closed := s.db.Close(); closed != nil {
		err = errors.Join(err, fmt.Errorf("could not close %s: %w", s.file, closed))
	}
	return err
}
