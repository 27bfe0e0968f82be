package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	berrors "go.etcd.io/bbolt/errors"
)

// TestAFailedCommitIsTriedAgain: nothing is lost while the disk is full, and
// nothing is acknowledged before it is there.
func TestAFailedCommitIsTriedAgain(t *testing.T) {
	t.Parallel()
	file := newFile(t)
	s := mustOpen(t, file)
	save(t, s, func(b *Batch) { b.Put("t", 1, []byte("a")); b.Put("t", 2, []byte("b")) })
	s.db.MaxSize = 1 << 10 // the disk is full
	var b Batch
	b.Put("t", 1, make([]byte, 1<<20))
	b.Delete("t", 2)
	s.Append(&b)
	if err := s.Flush(); !errors.Is(err, berrors.ErrMaxSizeReached) || !strings.Contains(err.Error(), "see to the disk") {
		t.Error("the failure is", err)
	}
	b.Put("t", 1, []byte("c"))
	b.Put("u", 1, make([]byte, 1<<20))
	s.Append(&b)
	for range 3 {
		if err := s.Flush(); !errors.Is(err, berrors.ErrMaxSizeReached) {
			t.Error("later it is", err)
		}
	}
	if diff := cmp.Diff([]string{"1=a", "2=b"}, rows(t, s, "t")); diff != "" {
		t.Error("in the file is (-want +got):\n", diff)
	}
	s.db.MaxSize = 0 // there is room again
	if err := s.Flush(); err != nil {
		t.Error("with room again it is", err)
	}
	mustClose(t, s)
	s = mustOpen(t, file)
	if diff := cmp.Diff([]string{"1=c"}, rows(t, s, "t")); diff != "" || len(rows(t, s, "u")) != 1 {
		t.Error("in the file is (-want +got):\n", diff)
	}
}

func TestADiskThatIsGone(t *testing.T) {
	t.Parallel()
	s := mustOpen(t, newFile(t))
	if err := s.db.Close(); err != nil { // the disk is pulled out
		t.Fatal(err)
	}
	var b Batch
	b.Put("t", 2, []byte("b"))
	s.Append(&b)
	if err := s.Flush(); !errors.Is(err, berrors.ErrDatabaseNotOpen) {
		t.Error("the failure is", err)
	}
	if err := s.Close(); !errors.Is(err, berrors.ErrDatabaseNotOpen) {
		t.Error("Close gives", err)
	}
}

func TestAFullDiskKeepsWhatWasAcknowledged(t *testing.T) {
	t.Parallel()
	file := newFile(t)
	options := settings()
	options.MaxSize = 256 << 10
	s, err := open(file, version, options)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	var acknowledged []uint64
	next := uint64(0)
	for range 8 {
		wg.Go(func() {
			var b Batch
			for {
				mu.Lock()
				key := next
				next++
				b.Put("accounts", key, make([]byte, 1000))
				b.Put("tasks", key, make([]byte, 1000))
				s.Append(&b)
				mu.Unlock()
				if err := s.Flush(); err != nil {
					if !errors.Is(err, berrors.ErrMaxSizeReached) {
						t.Error("the failure is", err)
					}
					return
				}
				mu.Lock()
				acknowledged = append(acknowledged, key)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	_ = s.Close()

	s = mustOpen(t, file)
	accounts, tasks := rows(t, s, "accounts"), rows(t, s, "tasks")
	if diff := cmp.Diff(accounts, tasks); diff != "" {
		t.Error("a batch is there by half:\n", diff)
	}
	there := map[string]bool{}
	for _, row := range accounts {
		there[strings.SplitN(row, "=", 2)[0]] = true
	}
	for _, key := range acknowledged {
		if !there[fmt.Sprint(key)] {
			t.Error("lost:", key)
		}
	}
	if len(acknowledged) == 0 {
		t.Error("nothing was acknowledged, so nothing was tested")
	}
}

func TestFailuresSayWhatToDo(t *testing.T) {
	t.Parallel()
	for want, cause := range map[string]error{
		"make room on the disk": fmt.Errorf("write: %w", syscall.ENOSPC),
		"see to the disk":       syscall.EIO,
	} {
		if err := failure("data", cause); !errors.Is(err, cause) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in: %v", want, err)
		}
	}
}

func TestCloseSavesWhatWasAppended(t *testing.T) {
	t.Parallel()
	file := newFile(t)
	s := mustOpen(t, file)
	var b Batch
	b.Put("t", 1, []byte("a"))
	s.Append(&b)
	mustClose(t, s)
	mustClose(t, s) // again
	if err := s.Flush(); !errors.Is(err, ErrClosed) {
		t.Error("Flush of a closed store gives", err)
	}
	b.Put("t", 2, []byte("b"))
	s.Append(&b)
	if err := s.Flush(); !errors.Is(err, ErrClosed) {
		t.Error("Flush of a late change gives", err)
	}
	if diff := cmp.Diff([]string{"1=a"}, rows(t, mustOpen(t, file), "t")); diff != "" {
		t.Error("(-want +got):\n", diff)
	}
}

// TestCloseInTheMiddle: what Flush has acknowledged is there, whenever Close comes.
func TestCloseInTheMiddle(t *testing.T) {
	t.Parallel()
	file := newFile(t)
	s := mustOpen(t, file)
	var wg sync.WaitGroup
	saved := make([]uint64, 8)
	begun := make(chan bool, len(saved))
	for g := range saved {
		wg.Go(func() {
			var b Batch
			for n := uint64(1); ; n++ {
				b.Put("t", uint64(g), fmt.Append(nil, n))
				s.Append(&b)
				if err := s.Flush(); err != nil {
					if !errors.Is(err, ErrClosed) {
						t.Error(err)
					}
					return
				}
				saved[g] = n
				if n == 3 {
					begun <- true
				}
			}
		})
	}
	<-begun
	mustClose(t, s)
	wg.Wait()
	found := map[uint64]uint64{}
	err := mustOpen(t, file).Load("t", func(g uint64, value []byte) error {
		n, err := strconv.ParseUint(string(value), 10, 64)
		found[g] = n
		return err
	})
	if err != nil {
		t.Error(err)
	}
	for g, n := range saved {
		if found[uint64(g)] < n {
			t.Errorf("%d was acknowledged to %d, and there is %d", n, g, found[uint64(g)])
		}
	}
}
