package store

// element is one entry of a page: of a branch the child and its first key, of a
// leaf a key and its value or tree.
type element struct {
	key, value []byte
	child      uint64
	bucket     bool
}

func elementAt(page []byte, at int, branch bool) (element, bool) {
	d := page[at : at+elementSize]
	if branch {
		key, ok := part(page, int64(at), order.Uint32(d), order.Uint32(d[4:]))
		return element{key: key, child: order.Uint64(d[8:])}, ok && len(key) > 0
	}
	flags, pos, size := order.Uint32(d), order.Uint32(d[4:]), order.Uint32(d[8:])
	key, ok := part(page, int64(at), pos, size)
	value, ok2 := part(page, int64(at)+int64(pos), size, order.Uint32(d[12:]))
	return element{key: key, value: value, bucket: flags == 1}, ok && ok2 && len(key) > 0 && flags <= 1
}

// part gives size bytes of a page that begin pos bytes after at.
func part(page []byte, at int64, pos, size uint32) ([]byte, bool) {
	from := at + int64(pos)
	if from+int64(size) > int64(len(page)) {
		return nil, false
	}
	return page[from : from+int64(size)], true
}
