package store

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestReopeningGivesTheSameInTheOrderOfTheKeys(t *testing.T) {
	t.Parallel()
	file := newFile(t)
	s := mustOpen(t, file)
	save(t, s, func(b *Batch) {
		for _, key := range []uint64{300, 2, math.MaxUint64, 0, 256} {
			b.Put("users", key, fmt.Appendf(nil, "user %d", key))
		}
		b.Put("tasks", 1, nil)
	})
	mustClose(t, s)

	s = mustOpen(t, file)
	want := []string{"0=user 0", "2=user 2", "256=user 256", "300=user 300", "18446744073709551615=user 18446744073709551615"}
	if diff := cmp.Diff(want, rows(t, s, "users")); diff != "" {
		t.Error("users (-want +got):\n", diff)
	}
	if diff := cmp.Diff([]string{"1="}, rows(t, s, "tasks")); diff != "" {
		t.Error("a value of no bytes is a value (-want +got):\n", diff)
	}
	if got := rows(t, s, "none"); got != nil {
		t.Error("a table that is not there has", got)
	}
}

func TestTheLastChangeOfAValueCounts(t *testing.T) {
	t.Parallel()
	changes := map[string]struct {
		collect func(*Batch)
		want    []string
	}{
		"deleted":             {func(b *Batch) { b.Delete("t", 1) }, []string{"2=b"}},
		"deleted, not there":  {func(b *Batch) { b.Delete("t", 9); b.Delete("new", 1) }, []string{"1=a", "2=b"}},
		"put again":           {func(b *Batch) { b.Put("t", 1, []byte("x")); b.Put("t", 1, []byte("y")) }, []string{"1=y", "2=b"}},
		"deleted and put":     {func(b *Batch) { b.Delete("t", 1); b.Put("t", 1, []byte("x")) }, []string{"1=x", "2=b"}},
		"put and deleted":     {func(b *Batch) { b.Put("t", 3, []byte("x")); b.Delete("t", 3) }, []string{"1=a", "2=b"}},
		"cleared":             {func(b *Batch) { b.Clear() }, nil},
		"put before clearing": {func(b *Batch) { b.Put("t", 3, []byte("x")); b.Clear() }, nil},
		"put after clearing":  {func(b *Batch) { b.Clear(); b.Put("t", 3, []byte("x")) }, []string{"3=x"}},
	}
	for name, c := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := newFile(t)
			s := mustOpen(t, file)
			save(t, s, func(b *Batch) { b.Put("t", 1, []byte("a")); b.Put("t", 2, []byte("b")) })
			save(t, s, c.collect)
			mustClose(t, s)
			if diff := cmp.Diff(c.want, rows(t, mustOpen(t, file), "t")); diff != "" {
				t.Error("(-want +got):\n", diff)
			}
		})
	}
}

// TestAnyChanges holds the file against a map, whatever is done to both.
func TestAnyChanges(t *testing.T) {
	t.Parallel()
	folder, runs := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		file := filepath.Join(folder, fmt.Sprint(runs))
		s := mustOpen(t, file)
		model := map[string]string{}
		for range rapid.IntRange(1, 5).Draw(t, "openings") {
			for range rapid.IntRange(0, 6).Draw(t, "batches") {
				changeSome(t, s, model)
			}
			mustClose(t, s)
			s = mustOpen(t, file)
			var got []string
			for _, table := range []string{"a", "b"} {
				for _, row := range rows(t, s, table) {
					got = append(got, table+row)
				}
			}
			var want []string
			for place, value := range model {
				want = append(want, place+"="+value)
			}
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatal("(-want +got):\n", diff)
			}
		}
	})
}

// changeSome makes a batch out of nothing and appends it; only some are waited for.
func changeSome(t *rapid.T, s *Store, model map[string]string) {
	var b Batch
	for range rapid.IntRange(0, 40).Draw(t, "changes") {
		table := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "table")
		key := rapid.Uint64Range(0, 30).Draw(t, "key")
		switch rapid.IntRange(0, 40).Draw(t, "kind") {
		case 0:
			b.Clear()
			clear(model)
		case 1, 2, 3, 4, 5, 6, 7, 8, 9:
			b.Delete(table, key)
			delete(model, fmt.Sprint(table, key))
		default:
			value := strings.Repeat("v", rapid.IntRange(0, 3000).Draw(t, "size"))
			b.Put(table, key, []byte(value))
			model[fmt.Sprint(table, key)] = value
		}
	}
	s.Append(&b)
	if rapid.Bool().Draw(t, "flush") {
		if err := s.Flush(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLoadEndsWithTheErrorOfTheCaller(t *testing.T) {
	t.Parallel()
	s := mustOpen(t, newFile(t))
	save(t, s, func(b *Batch) { b.Put("users", 7, []byte("{")); b.Put("users", 8, []byte("{}")) })
	broken, calls := errors.New("broken"), 0
	err := s.Load("users", func(uint64, []byte) error { calls++; return broken })
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "table users, entry 7") || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

func TestLoadedValuesBelongToTheCaller(t *testing.T) {
	t.Parallel()
	s := mustOpen(t, newFile(t))
	save(t, s, func(b *Batch) { b.Put("t", 1, []byte("one")) })
	err := s.Load("t", func(_ uint64, value []byte) error { value[0] = 'X'; return nil })
	if diff := cmp.Diff([]string{"1=one"}, rows(t, s, "t")); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestWhatWaitsIsOneChangeForEachValue(t *testing.T) {
	t.Parallel()
	s := mustOpen(t, newFile(t))
	disk, err := s.db.Begin(true) // the disk takes its time
	if err != nil {
		t.Fatal(err)
	}
	var b Batch
	for i := range 1000 {
		b.Put("accounts", uint64(i%3), fmt.Append(nil, i))
		b.Put("tasks", uint64(i%2), fmt.Append(nil, i))
		s.Append(&b) // would hang here if it waited
	}
	if len(s.waiting.changes) > 5 {
		t.Error("there wait", s.waiting.changes)
	}
	if s.durable >= s.appended {
		t.Error("all is said to be on disk, and the disk is held up")
	}
	if err := disk.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"0=999", "1=997", "2=998"}, rows(t, s, "accounts")); diff != "" {
		t.Error("(-want +got):\n", diff)
	}
}

func TestABatchIsEmptyOnceItIsAppended(t *testing.T) {
	t.Parallel()
	s := mustOpen(t, newFile(t))
	var b Batch
	s.Append(&b)
	if s.appended != 0 {
		t.Error("an empty batch counts")
	}
	b.Put("t", 1, []byte("a"))
	s.Append(&b)
	s.Append(&b)
	if got := s.appended; got != 1 {
		t.Error("batches:", got)
	}
}
