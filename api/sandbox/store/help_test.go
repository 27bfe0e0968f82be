package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"
)

const version = 3

func TestMain(m *testing.M) {
	if file := os.Getenv(childEnv); file != "" {
		os.Exit(child(file))
	}
	// bbolt leaves its search for free pages behind when that finds damage.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("go.etcd.io/bbolt.(*DB).freepages.func2"))
}

// tester is what tests, benchmarks and random runs have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Cleanup(func())
}

func newFile(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "data")
}

// mustOpen opens a file that is closed when the test ends, if it was not before.
func mustOpen(t tester, file string) *Store {
	t.Helper()
	s, err := Open(file, version)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func mustClose(t tester, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// save brings one batch to the disk.
func save(t tester, s *Store, collect func(*Batch)) {
	t.Helper()
	var b Batch
	collect(&b)
	s.Append(&b)
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
}

// rows gives a table as "key=value", in the order in which it is loaded.
func rows(t tester, s *Store, table string) []string {
	t.Helper()
	var all []string
	err := s.Load(table, func(key uint64, value []byte) error {
		all = append(all, fmt.Sprintf("%d=%s", key, value))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sample makes a closed file with all that a file can have in it: small tables
// and large ones, long values, free pages.
func sample(t testing.TB) string {
	t.Helper()
	file := newFile(t)
	s := mustOpen(t, file)
	for from := uint64(0); from < 600; from += 100 {
		save(t, s, func(b *Batch) {
			for key := from; key < from+100; key++ {
				b.Put("accounts", key, bytes.Repeat([]byte{byte('a' + key%26)}, 100))
			}
			b.Put("small", from, []byte("x"))
			b.Put("long", from, bytes.Repeat([]byte("long"), 3000))
		})
	}
	save(t, s, func(b *Batch) {
		for key := uint64(100); key < 400; key++ {
			b.Delete("accounts", key)
		}
		b.Delete("long", 0)
	})
	mustClose(t, s)
	return file
}
