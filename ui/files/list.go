package files

import (
	"cmp"
	"errors"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"

	"winkterm/ui/files/query"
)

// maxEntries is how many names a listing has at most.
const maxEntries = 2000

// list lists a folder, whose path may begin with ~. Names that begin with a dot
// are left out unless hidden is set. Files are assessed by name, size and
// permission, and none is opened: check looks inside. Folders come first, each kind
// in the order in which people count.
func (d disk) list(dir string, hidden bool) (query.Listed, error) {
	dir, err := filepath.Abs(expand(dir))
	if err != nil {
		return query.Listed{}, because(dir, err)
	}
	names, more, err := d.scan(dir, func(name string) bool { return hidden || !strings.HasPrefix(name, ".") })
	if err != nil {
		return query.Listed{}, err
	}
	l := query.Listed{Dir: dir, Truncated: more}
	for _, n := range names {
		if e, there := d.entry(dir, n); there {
			l.Entries = append(l.Entries, e)
		}
	}
	return l, nil
}

// listedName is a name in a folder; key is what it is ordered by.
type listedName struct {
	name, key string
	dir, link bool
}

// scan gives the first names of a folder that keep wants, and whether there are
// more of them.
func (d disk) scan(dir string, keep func(string) bool) (names []listedName, more bool, err error) {
	f, _, err := d.opened(dir, isFolder)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	folder, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil, false, because(dir, syscall.ENOTDIR)
	}
	entries, err := folder.ReadDir(-1)
	if err != nil {
		return nil, false, because(dir, err)
	}
	for _, e := range entries {
		if keep(e.Name()) {
			names = append(names, d.name(dir, e))
		}
	}
	slices.SortFunc(names, before)
	return names[:min(len(names), maxEntries)], len(names) > maxEntries, nil
}

func (d disk) name(dir string, e fs.DirEntry) listedName {
	n := listedName{name: e.Name(), key: orderKey(e.Name()), dir: e.IsDir(), link: e.Type()&fs.ModeSymlink != 0}
	if n.link {
		info, err := d.stat(filepath.Join(dir, n.name))
		n.dir = err == nil && info.IsDir()
	}
	return n
}

func before(a, b listedName) int {
	if a.dir != b.dir {
		if a.dir {
			return -1
		}
		return 1
	}
	return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(len(a.name), len(b.name)), strings.Compare(a.name, b.name))
}

// number is what orderKey makes as long as the others.
var number = regexp.MustCompile(`[0-9]+`)

// orderKey is a name with which names are in the order in which people count: page2
// comes before page10.
func orderKey(name string) string {
	return number.ReplaceAllStringFunc(strings.ToLower(name), func(n string) string {
		return strings.Repeat("0", max(0, 40-len(n))) + n
	})
}

// entry assesses a name; a file that vanished meanwhile is not there.
func (d disk) entry(dir string, n listedName) (e query.Entry, there bool) {
	path := filepath.Join(dir, n.name)
	e = query.Entry{Name: n.name, Dir: n.dir}
	info, err := d.stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !n.link:
		return e, false
	case errors.Is(err, fs.ErrNotExist):
		e.Reason = "the link leads nowhere"
	case errors.Is(err, fs.ErrPermission):
		e.Reason = noPermission
	case err != nil:
		e.Reason = "cannot be read"
	case info.IsDir():
		e.Dir = true
	case !info.Mode().IsRegular():
		e.Reason = "a pipe, socket or device"
	default:
		e.Size = info.Size()
		e.Reason = unsuited(n.name, e.Size)
		if f := byName(n.name); f != formatTIFF {
			e.Format = f
		}
	}
	if e.Reason == "" && errors.Is(d.allowed(path, e.Dir), fs.ErrPermission) {
		e.Reason = noPermission
	}
	return e, true
}

const noPermission = "no permission"
