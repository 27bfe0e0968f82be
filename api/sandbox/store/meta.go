package store

import (
	"hash/fnv"
	"io"
)

// meta is where everything else is found.
type meta struct {
	pageSize              int64
	root, freelist, pages uint64 // ids of pages; pages is the first one that is not in use
	tx                    uint64
}

// readMeta gives the meta that counts, and fails where the file ends before it should.
func readMeta(r io.ReaderAt, size int64) (meta, error) {
	m, found := metaAt(r, 0)
	if found {
		if other, ok := metaAt(r, m.pageSize); ok && other.pageSize == m.pageSize && other.tx > m.tx {
			m = other
		}
	}
	for pos := int64(minPage); pos <= maxPage && !found; pos *= 2 {
		m, found = metaAt(r, pos)
		found = found && m.pageSize == pos
	}
	switch {
	case !found:
		return meta{}, damaged("its beginning is not readable")
	case m.pages < 2 || m.pages > uint64(size/m.pageSize):
		return meta{}, damaged("it ends after %d bytes, which is too early", size)
	}
	return m, nil
}

func metaAt(r io.ReaderAt, pos int64) (meta, bool) {
	var b [headSize + metaSize]byte
	if _, err := r.ReadAt(b[:], pos); err != nil {
		return meta{}, false
	}
	d := b[headSize:]
	sum := fnv.New64a()
	_, _ = sum.Write(d[:56]) // a hash never fails
	m := meta{
		pageSize: int64(order.Uint32(d[8:])),
		root:     order.Uint64(d[16:]),
		freelist: order.Uint64(d[32:]),
		pages:    order.Uint64(d[40:]),
		tx:       order.Uint64(d[48:]),
	}
	valid := order.Uint32(d) == metaMagic && order.Uint32(d[4:]) == metaVersion && order.Uint64(d[56:]) == sum.Sum64() &&
		m.pageSize >= minPage && m.pageSize <= maxPage && m.pageSize&(m.pageSize-1) == 0
	return m, valid
}
