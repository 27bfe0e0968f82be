package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// The form of a bbolt file, version 2, as far as these tests damage it. All numbers
// are in the order of the machine. Pages 0 and 1 hold a meta each, and the later
// one counts. A page begins with its id (8 bytes), kind (2), count of elements (2)
// and how many pages it goes on for (4). Elements are 16 bytes and say where, from
// their own start, their key lies.
const (
	headSize = 16
	kindLeaf = 0x02
	kindFree = 0x10
)

var order = binary.NativeEndian

type meta struct{ pageSize, root, freelist, pages, tx uint64 }

func readMeta(file []byte) (meta, error) {
	at := func(page uint64) meta {
		d := file[page+headSize:]
		return meta{uint64(order.Uint32(d[8:])), order.Uint64(d[16:]), order.Uint64(d[32:]), order.Uint64(d[40:]), order.Uint64(d[48:])}
	}
	first := at(0)
	if first.pageSize < 1024 || first.pageSize > 1<<16 {
		return first, errors.New("it is no bbolt file")
	}
	if second := at(first.pageSize); second.tx > first.tx {
		return second, nil
	}
	return first, nil
}

func TestSoundFilesAreOpened(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1024, 4096, 16384, 65536} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			options := settings()
			options.PageSize = size
			file := newFile(t)
			s, err := open(file, version, options)
			if err != nil {
				t.Fatal(err)
			}
			save(t, s, func(b *Batch) {
				for key := range uint64(3000) {
					b.Put("t", key, bytes.Repeat([]byte("v"), int(key)%2000))
				}
			})
			save(t, s, func(b *Batch) { b.Clear() })
			save(t, s, func(b *Batch) { b.Put("t", 1, nil) })
			mustClose(t, s)
			mustClose(t, mustOpen(t, file))
		})
	}
}

// TestManyFreePages: a list of more than 65534 pages has another form.
func TestManyFreePages(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("left out with -short: it writes 70 MB")
	}
	options := settings()
	options.PageSize, options.NoSync, options.NoGrowSync = 1024, true, true
	file := newFile(t)
	s, err := open(file, version, options)
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, func(b *Batch) {
		for key := range uint64(70) {
			b.Put("t", key, make([]byte, 1<<20))
		}
	})
	save(t, s, func(b *Batch) { b.Clear() })
	mustClose(t, s)
	if got := rows(t, mustOpen(t, file), "t"); got != nil {
		t.Error("there are", len(got))
	}
}

// TestAFileThatWasCutShort cuts at the end of every page, and in the middle.
func TestAFileThatWasCutShort(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	m, err := readMeta(whole)
	if err != nil {
		t.Fatal(err)
	}
	folder, end := t.TempDir(), int(m.pages)*int(m.pageSize)
	for size := int(m.pageSize); size <= end; size += int(m.pageSize) {
		file := filepath.Join(folder, fmt.Sprint(size))
		write0(t, file, whole[:size-1])
		s, err := Open(file, version)
		if size == int(m.pageSize) { // nothing is left that tells whose it was
			err = errors.Join(err, ErrDamaged)
		}
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("cut at %d it gives %v", size-1, err)
		}
		if s != nil {
			_ = s.Close()
		}
	}
	file := filepath.Join(folder, "not too short")
	write0(t, file, whole[:end])
	mustClose(t, mustOpen(t, file))
}

func TestDamagedPages(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	m, err := readMeta(whole)
	if err != nil {
		t.Fatal(err)
	}
	at := func(page uint64, offset int) int { return int(page)*int(m.pageSize) + offset }
	cases := map[string]func(file []byte){
		"a root that is another page": func(f []byte) { order.PutUint64(f[at(m.root, 0):], 1) },
		"a root of another kind":      func(f []byte) { order.PutUint16(f[at(m.root, 8):], kindFree) },
		"too many elements":           func(f []byte) { order.PutUint16(f[at(m.root, 10):], 9999) },
		"a page that never ends":      func(f []byte) { order.PutUint32(f[at(m.root, 12):], 1<<31) },
		"an unknown flag":             func(f []byte) { f[at(m.root, headSize)] = 2 },
		"a key that lies outside":     func(f []byte) { order.PutUint32(f[at(m.root, headSize+4):], 1<<31) },
		"a key of no bytes":           func(f []byte) { order.PutUint32(f[at(m.root, headSize+8):], 0) },
		"a value that lies outside":   func(f []byte) { order.PutUint32(f[at(m.root, headSize+12):], 1<<31) },
		"a table without a beginning": func(f []byte) { order.PutUint32(f[at(m.root, headSize+12):], 3) },
		"keys out of order":           func(f []byte) { f[at(m.root, headSize)+int(order.Uint32(f[at(m.root, headSize+4):]))] = 0xFF },
	}
	for name, damage := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, content := newFile(t), bytes.Clone(whole)
			damage(content)
			write0(t, file, content)
			refused(t, file, ErrDamaged)
		})
	}
	t.Run("the later meta is not valid", func(t *testing.T) {
		t.Parallel()
		file, content := newFile(t), bytes.Clone(whole)
		content[at(m.tx%2, headSize+40)]++
		write0(t, file, content) // which is what a power cut may leave: the one before counts
		mustClose(t, mustOpen(t, file))
	})
	t.Run("no meta is valid", func(t *testing.T) {
		t.Parallel()
		file, content := newFile(t), bytes.Clone(whole)
		content[at(0, headSize+40)]++
		content[at(1, headSize+40)]++
		write0(t, file, content)
		refused(t, file, ErrDamaged)
	})
}

// FuzzDamage overwrites any place of a file. Either that is found, at the latest
// by the first commit or the next opening, or the file can be opened, loaded,
// changed and opened again. It never ends the process.
func FuzzDamage(f *testing.F) {
	whole, err := os.ReadFile(sample(f))
	if err != nil {
		f.Fatal(err)
	}
	m, err := readMeta(whole)
	if err != nil {
		f.Fatal(err)
	}
	for page := range uint32(m.pages) {
		for _, offset := range []uint32{0, 8, 10, 20} {
			f.Add(page, offset, []byte{1})
		}
	}
	f.Add(uint32(m.root), uint32(headSize+12), []byte{3, 0, 0, 0}) // a table without a whole beginning
	f.Add(uint32(11), uint32(51), []byte("0"))                     // a key of a branch that lies outside
	f.Add(uint32(28), uint32(23), []byte("0"))                     // and one that is too long
	f.Fuzz(func(t *testing.T, page, offset uint32, bytes []byte) {
		content := append([]byte{}, whole...)
		at := (int(page)*int(m.pageSize) + int(offset)) % len(content)
		copy(content[at:], bytes)
		file := newFile(t)
		write0(t, file, content)
		s, err := Open(file, version)
		if err != nil {
			return
		}
		for _, table := range []string{"accounts", "small", "long"} {
			_ = s.Load(table, func(uint64, []byte) error { return nil })
		}
		var b Batch
		for key := range uint64(600) {
			b.Delete("accounts", key)
			b.Put("long", key, []byte("x"))
		}
		s.Append(&b)
		saved := s.Flush()
		if err := s.Close(); saved == nil && err != nil {
			t.Error(err)
		}
		if again, err := Open(file, version); err == nil {
			mustClose(t, again)
		} else if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotOurs) {
			t.Error(err)
		}
	})
}
