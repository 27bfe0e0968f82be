package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestCheckAgreesWithSoundFiles(t *testing.T) {
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
			if err := checkFile(file); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestManyFreePages: a list of more than 65534 pages has another form.
func TestManyFreePages(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it writes 70 MB")
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
	if err := checkFile(file); err != nil {
		t.Fatal(err)
	}
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
	m, err := readMeta(bytes.NewReader(whole), int64(len(whole)))
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
	m, err := readMeta(bytes.NewReader(whole), int64(len(whole)))
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
		"free pages of another kind":  func(f []byte) { order.PutUint16(f[at(m.freelist, 8):], kindLeaf) },
		"too many free pages": func(f []byte) {
			order.PutUint16(f[at(m.freelist, 10):], 0xFFFF)
			order.PutUint64(f[at(m.freelist, 16):], 1<<60)
		},
		"a free page that is used": func(f []byte) { order.PutUint64(f[at(m.freelist, headSize):], m.root) },
		"a free page that is not":  func(f []byte) { order.PutUint64(f[at(m.freelist, headSize):], 1<<40) },
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

// FuzzDamage overwrites any place of a file. Either that is found, or the file
// can be opened, loaded, changed and opened again.
func FuzzDamage(f *testing.F) {
	whole, err := os.ReadFile(sample(f))
	if err != nil {
		f.Fatal(err)
	}
	m, err := readMeta(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		f.Fatal(err)
	}
	for page := range uint32(m.pages) {
		for _, offset := range []uint32{0, 8, 10, 20} {
			f.Add(page, offset, []byte{1})
		}
	}
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
		if err := checkFile(file); err != nil {
			t.Error("the file was sound before:", err)
		}
	})
}

// FuzzCheck reads anything, beginning with a small file with pages of 1 kB.
func FuzzCheck(f *testing.F) {
	options := settings()
	options.PageSize = minPage
	file := newFile(f)
	s, err := open(file, version, options)
	if err != nil {
		f.Fatal(err)
	}
	save(f, s, func(b *Batch) {
		for key := range uint64(20) {
			b.Put("t", key, make([]byte, 100))
		}
	})
	mustClose(f, s)
	whole, err := os.ReadFile(file)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole[:20*minPage])
	f.Add(whole[:minPage])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := check(bytes.NewReader(content), int64(len(content))); err != nil && !errors.Is(err, ErrDamaged) {
			t.Error("it is no error of the disk:", err)
		}
	})
}
