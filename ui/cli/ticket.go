package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ticketTries is how many names are tried for a ticket: one minute has rarely two.
const ticketTries = 100

// writeTicket keeps a ticket in a folder under a name of the moment and the outcome, such
// as winkterm-2026-11-29-1415-ACCOUNT_LOCKED.md, and gives its path. It overwrites
// nothing: where there is a file of that name, the next one has a number.
func writeTicket(dir string, at time.Time, outcome string, text []byte) (path string, err error) {
	name := "winkterm-" + at.Format("2006-01-02-1504") + "-" + fileWord(outcome)
	for n := 1; n <= ticketTries; n++ {
		path = filepath.Join(dir, name+".md")
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d.md", name, n))
		}
		var f *os.File
		if f, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.Write(text)
		if err = errors.Join(err, f.Close()); err != nil {
			_ = os.Remove(path) // half a ticket is none
			return "", err
		}
		return path, nil
	}
	return "", err
}

// fileWord is a host's word as part of a file's name.
func fileWord(word string) string {
	plain := func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' {
			return r
		}
		return '-'
	}
	word = strings.Map(plain, word)
	return word[:min(len(word), 40)]
}
