package results

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"winkterm/flow/plain"
)

// ErrFormat says that there is no such format: take one of Formats.
var ErrFormat = errors.New("no such format")

// format is one way to write a run.
type format struct {
	name, doc string
	write     func(io.Writer, Run) error
}

// formats are all of them, in the order in which help texts list them.
var formats = []format{
	{"junit", "JUnit XML, which CI systems read", writeJUnit},
	{"json", "everything, for programs; shards are merged from it", writeJSON},
	{"html", "a page for people that needs nothing else", writeHTML},
	{"tap", "TAP 13, for its readers", writeTAP},
	{"github", "annotations of GitHub Actions, for its log", writeGitHub},
	{"gitlab", "GitLab's Code Quality JSON", writeGitLab},
}

// Formats are the names that Write takes.
func Formats() (names []string) {
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// Doc says in a few words what a format is for; "" for one that is not known.
func Doc(name string) string {
	f, _ := find(name)
	return f.doc
}

func find(name string) (format, bool) {
	i := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
	if i < 0 {
		return format{}, false
	}
	return formats[i], true
}

// Write writes a run in a format of Formats. It fails with ErrFormat, with a *LeakError
// before a byte is written when a secret of the scenarios stands in what would be written,
// or as to does.
func Write(to io.Writer, format string, r Run) error {
	f, ok := find(format)
	if !ok {
		return fmt.Errorf("%w: %q; there are %s", ErrFormat, format, strings.Join(Formats(), ", "))
	}
	var out bytes.Buffer
	if err := f.write(&out, r.masked().mapped(plain.Line, plain.Lines)); err != nil {
		return err
	}
	if err := r.check(f, out.Bytes()); err != nil {
		return err
	}
	_, err := to.Write(out.Bytes())
	return err
}
