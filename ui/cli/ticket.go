package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"winkterm/api"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	"winkterm/flow/session"
	"winkterm/ui/clipboard"
	show "winkterm/ui/replay"
)

// saver writes a session down for a ticket, while it goes on.
type saver struct {
	walk *session.Session
	rec  *recorder
	// dir is where tickets are kept: the folder that the user works in, where an
	// attachment is looked for. The recording is in the user's state folder already.
	dir string
	now func() time.Time
}

// save gives the path of the ticket and its text. Where the ticket cannot be kept the
// text comes with the error, which says what to do.
func (s saver) save() (path, text string, err error) {
	records := s.walk.Records()
	file, name := s.rec.file()
	whole := recording.Of(s.rec.header, records)
	if file != "" && len(records) > 0 && records[0].Seq > 1 { // the journal has let the oldest go
		if whole, err = recording.Open(file); err != nil {
			return "", "", err
		}
		defer func() { _ = whole.Close() }()
	}
	short := ending{state: s.walk.State(), records: records}.short()
	return saveTicket(s.dir, s.now(), short, report.Case{
		Recording: whole, Name: name, Screens: show.NewScreens(whole), Proof: s.walk.Journal().Redactor().Proof(),
	})
}

// showReplay shows a recording. The key and secret that are set are not copied.
func showReplay(ctx context.Context, s Streams, c show.Config) error {
	known, err := configured(ctx, s)
	if err != nil {
		return err
	}
	c.Term, c.Theme, c.In, c.Out, c.Now = s.env("TERM"), s.look(), s.In, s.raw(), api.SystemClock().Now
	c.Copy, c.Leak = clipboard.Copy, func(text string) (string, bool) { return known.Leak([]byte(text)) }
	return show.Run(ctx, c)
}

// saveTicket writes a case as a ticket into a folder; see writeTicket and saver.save.
func saveTicket(dir string, at time.Time, outcome string, c report.Case) (path, text string, err error) {
	var ticket bytes.Buffer
	if err := report.Write(&ticket, "markdown", c); err != nil {
		return "", "", err
	}
	if path, err = writeTicket(dir, at, outcome, ticket.Bytes()); err != nil {
		err = fmt.Errorf("the ticket cannot be kept here: %w; start winkterm in a folder that you can write to", err)
		if c.Name != "" {
			err = fmt.Errorf("%w, or run winkterm report %s -o FILE", err, shellWord(c.Name))
		}
	}
	return path, ticket.String(), err
}

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
