package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"slices"
)

// The form of a bbolt file, version 2, as far as it is checked here. All numbers
// are in the order of the machine. A file is pages of one size; pages 0 and 1
// hold a meta each, and the later valid one counts. A page begins with its id
// (8 bytes), kind (2), count of elements (2) and how many pages it goes on for
// (4). Elements are 16 bytes and say where, from their own start, their key lies.
const (
	metaMagic   = 0xED0CDAED
	metaVersion = 2
	metaSize    = 64
	headSize    = 16
	elementSize = 16

	kindBranch = 0x01
	kindLeaf   = 0x02
	kindFree   = 0x10

	minPage  = 1 << 10
	maxPage  = 1 << 24
	maxDepth = 64 // of trees within trees; ours are far below
)

var order = binary.NativeEndian

// checkFile reads the whole file and fails with ErrDamaged unless bbolt can be
// trusted with it: bbolt maps the file and believes what it reads, so that a
// damaged one would end the process, or lose what is in it at the next commit.
// Every page must be used once, by a tree or as a free one, and all keys must be
// in order, each tree's branches beginning with the first keys of their children.
func checkFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return check(f, info.Size())
}

func check(r io.ReaderAt, size int64) error {
	m, err := readMeta(r, size)
	if err != nil {
		return err
	}
	c := checker{file: r, pageSize: m.pageSize, seen: make([]bool, m.pages)}
	c.seen[0], c.seen[1] = true, true
	if _, err := c.tree(m.root, nil, 0); err != nil {
		return err
	}
	if err := c.free(m.freelist); err != nil {
		return err
	}
	if lost := slices.Index(c.seen, false); lost >= 0 {
		return damaged("page %d belongs to nothing", lost)
	}
	return nil
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// checker walks over all pages.
type checker struct {
	file     io.ReaderAt
	pageSize int64
	seen     []bool // by the id of the page
}

// page reads a page with those it goes on for.
func (c *checker) page(id uint64) ([]byte, error) {
	if id >= uint64(len(c.seen)) {
		return nil, damaged("it refers to page %d, which is not there", id)
	}
	page, err := c.read(id, 1)
	if err != nil {
		return nil, err
	}
	n := 1 + uint64(order.Uint32(page[12:]))
	if order.Uint64(page) != id || n > uint64(len(c.seen))-id {
		return nil, damaged("page %d is another one", id)
	}
	for i := id; i < id+n; i++ {
		if err := c.meet(i); err != nil {
			return nil, err
		}
	}
	if n == 1 {
		return page, nil
	}
	return c.read(id, n)
}

func (c *checker) read(id, n uint64) ([]byte, error) {
	pages := make([]byte, int64(n)*c.pageSize)
	if _, err := c.file.ReadAt(pages, int64(id)*c.pageSize); err != nil {
		return nil, fmt.Errorf("could not read page %d: %w", id, err)
	}
	return pages, nil
}

// meet notes that a page is used, which may be said of it once.
func (c *checker) meet(id uint64) error {
	if id >= uint64(len(c.seen)) || c.seen[id] {
		return damaged("page %d is used twice", id)
	}
	c.seen[id] = true
	return nil
}

// tree checks a tree whose first key must be the given one, any when that is nil,
// and gives its last key.
func (c *checker) tree(id uint64, first []byte, depth int) ([]byte, error) {
	page, err := c.page(id)
	if err != nil {
		return nil, err
	}
	return c.elements(page, id, first, depth)
}

func (c *checker) elements(page []byte, id uint64, first []byte, depth int) ([]byte, error) {
	kind, count := order.Uint16(page[8:]), int(order.Uint16(page[10:]))
	branch := kind == kindBranch
	if depth > maxDepth || !branch && kind != kindLeaf || headSize+count*elementSize > len(page) ||
		count == 0 && (branch || first != nil) {
		return nil, damaged("page %d makes no sense", id)
	}
	last := first
	for i := range count {
		at := headSize + i*elementSize
		e, ok := elementAt(page, at, branch)
		if order := bytes.Compare(e.key, last); !ok || i > 0 && order <= 0 || i == 0 && first != nil && order != 0 {
			return nil, damaged("page %d makes no sense at element %d", id, i)
		}
		last = e.key
		var err error
		switch {
		case branch:
			last, err = c.tree(e.child, e.key, depth+1)
		case e.bucket:
			err = c.bucket(e.value, id, depth+1)
		}
		if err != nil {
			return nil, err
		}
	}
	return last, nil
}

// bucket checks a tree within a tree: its first 8 bytes are the id of its root,
// or 0 when it is so small that its only page follows right here.
func (c *checker) bucket(value []byte, id uint64, depth int) (err error) {
	switch {
	case len(value) < 16:
		return damaged("page %d has a table without a beginning", id)
	case order.Uint64(value) != 0:
		_, err = c.tree(order.Uint64(value), nil, depth)
	case len(value) < 16+headSize || order.Uint16(value[16+8:]) != kindLeaf:
		return damaged("page %d has a table without a page", id)
	default:
		_, err = c.elements(value[16:], id, nil, depth)
	}
	return err
}

// free checks the list of pages that are not in use; with more than 65534 of
// them the count is the first number of the list.
func (c *checker) free(id uint64) error {
	page, err := c.page(id)
	if err != nil {
		return err
	}
	list, count := page[headSize:], uint64(order.Uint16(page[10:]))
	if count == 0xFFFF {
		count, list = order.Uint64(list), list[8:]
	}
	if order.Uint16(page[8:]) != kindFree || count > uint64(len(list)/8) {
		return damaged("its list of free pages makes no sense")
	}
	for i := range count {
		if err := c.meet(order.Uint64(list[8*i:])); err != nil {
			return err
		}
	}
	return nil
}
