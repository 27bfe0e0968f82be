package files

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"

	"winkterm/api/wire"
)

// problem says why a file or folder cannot be taken, and what the user can do about
// it. All of its texts are safe to draw: one line each, without control characters,
// long names shortened.
type problem struct {
	name, what, do string
	cause          error
}

// Error names the file without its folders, which may name the person.
func (p *problem) Error() string {
	if p.name == "" {
		return p.what + "; " + p.do
	}
	return fmt.Sprintf("%q: %s; %s", p.name, p.what, p.do)
}

// Unwrap gives what the system said, nil when the finding is our own.
func (p *problem) Unwrap() error { return p.cause }

func refuse(path, what, do string) *problem {
	p := &problem{what: what, do: do}
	if path != "" {
		p.name = shorten(clean(filepath.Base(path)), nameMax)
	}
	return p
}

// known is what the system says of a path, and what to do about it.
var known = []struct {
	err      error
	what, do string
}{
	{fs.ErrNotExist, "there is no such file or folder", "check the path, or choose from the list"},
	{fs.ErrPermission, "you have no permission to read it", "change its permissions, or choose another"},
	{syscall.ENAMETOOLONG, "the name is longer than the disk can have", "check what was typed or pasted"},
	{syscall.ENOTDIR, "a part of the path is a file, not a folder", "check the path, or choose from the list"},
	{syscall.ELOOP, "its links lead in a circle", "choose the file itself"},
}

// because makes a problem of what the system said.
func because(path string, err error) *problem {
	p := refuse(path, "it cannot be read: "+shorten(clean(reason(err)), pathMax), "try again, or choose another")
	for _, k := range known {
		if errors.Is(err, k.err) {
			p.what, p.do = k.what, k.do
			break
		}
	}
	p.cause = err
	return p
}

// reason is what the system said without the path, which stands there already.
func reason(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}

// limit is the largest file as texts say it.
func limit() string { return fmt.Sprintf("%d MB", wire.FileLimit>>20) }
