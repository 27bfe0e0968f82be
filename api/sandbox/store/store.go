package store

import (
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"
)

// ErrClosed is what Flush gives once the store is closed: what was appended
// after that is nowhere.
var ErrClosed = errors.New("the data file is closed")

// Store is an open file. Its methods may be called from any goroutine.
type Store struct {
	db   *bolt.DB
	file string // as it was given, for messages

	// Batches are counted. Both numbers are written under mu and read without.
	appended atomic.Uint64 // the last batch that was handed over
	durable  atomic.Uint64 // the last batch that need not be waited for any more
	failed   atomic.Pointer[error]

	mu      sync.Mutex
	queue   pending
	closing bool
	work    sync.Cond // the queue has something, or closing is set
	settled sync.Cond // durable has moved

	ended chan struct{} // closed when the committer has ended
	close func() error
}

func newStore(db *bolt.DB, file string) *Store {
	s := &Store{db: db, file: file, ended: make(chan struct{})}
	s.work.L, s.settled.L = &s.mu, &s.mu
	s.close = sync.OnceValue(s.end)
	go s.run()
	return s
}

// Append hands a batch over to be committed and leaves it empty for its next
// use. It does not wait for the disk. After a failure, and after Close, the
// batch is dropped, and Flush says so.
func (s *Store) Append(b *Batch) {
	if len(b.changes) == 0 {
		return
	}
	s.mu.Lock()
	if s.failed.Load() == nil {
		s.queue.add(b.changes)
		s.appended.Add(1)
		s.work.Signal()
	}
	s.mu.Unlock()
	clear(b.changes) // the values are the queue's now
	b.changes = b.changes[:0]
}

// Flush waits until every batch that was appended before this call is on disk.
// It costs next to nothing when there is none to wait for. Once a commit has
// failed it always fails, and what was appended since the last Flush that gave
// nil may be lost: answer with an error, and start again when the cause is gone.
// After Close it gives ErrClosed.
func (s *Store) Flush() error {
	if last := s.appended.Load(); s.durable.Load() < last {
		s.wait(last)
	}
	if err := s.failed.Load(); err != nil {
		return *err
	}
	return nil
}

func (s *Store) wait(last uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.durable.Load() < last {
		s.settled.Wait()
	}
}

// Close commits what was appended, ends the goroutine and closes the file. It
// fails when a commit has, now or before. Calling it again gives the same.
func (s *Store) Close() error { return s.close() }

func (s *Store) end() error {
	s.mu.Lock()
	s.closing = true
	s.work.Signal()
	s.mu.Unlock()
	<-s.ended
	var err error
	if failure := *s.failed.Load(); !errors.Is(failure, ErrClosed) {
		err = failure
	}
	if closed := s.db.Close(); closed != nil {
		err = errors.Join(err, fmt.Errorf("could not close %s: %w", s.file, closed))
	}
	return err
}

// run is the committer. It ends after a failure, or when all is committed at Close.
func (s *Store) run() {
	defer close(s.ended)
	for {
		work, last := s.take()
		if work.empty() {
			return
		}
		if err := commit(s.db, work); err != nil {
			s.fail(failure(s.file, err))
			return
		}
		s.mu.Lock()
		s.durable.Store(last)
		s.settled.Broadcast()
		s.mu.Unlock()
	}
}

// take waits for work and takes all there is, with the number of its last batch.
// There is none when the store closes, which is final.
func (s *Store) take() (pending, uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.queue.empty() && !s.closing {
		s.work.Wait()
	}
	work := s.queue
	s.queue = pending{}
	if work.empty() {
		s.stop(ErrClosed)
	}
	return work, s.appended.Load()
}

func (s *Store) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stop(err)
}

// stop lets nobody wait any more and nothing be appended. It is called under mu.
func (s *Store) stop(err error) {
	s.failed.Store(&err)
	s.queue = pending{}
	s.durable.Store(math.MaxUint64)
	s.settled.Broadcast()
}
