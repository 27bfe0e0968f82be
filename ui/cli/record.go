package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/pflag"

	"winkterm/api"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// envRecord turns recording off for every command.
const envRecord = "WINKTERM_RECORD"

// recordFlags say whether a session is recorded, and where.
type recordFlags struct {
	file string
	off  bool
}

func (f *recordFlags) register(set *pflag.FlagSet) {
	set.StringVar(&f.file, "record", "", "record the session in this new `FILE`, instead of one in the folder that \"winkterm sessions path\" names")
	set.BoolVar(&f.off, "no-record", false, "do not record the session; "+envRecord+"=off does so for all")
}

// wanted says whether anything is recorded. A file that is named counts for more than the
// environment.
func (f recordFlags) wanted(s Streams) (bool, error) {
	switch value := s.env(envRecord); {
	case f.off && f.file != "":
		return false, usage("--record and --no-record exclude each other")
	case value != "" && value != "on" && value != "off":
		return false, usage("%s is on or off, not %q", envRecord, value)
	default:
		return !f.off && (f.file != "" || value != "off"), nil
	}
}

// recorder records a session. One that is off does nothing.
type recorder struct {
	on      bool
	journal *journal.Journal
	// create begins the file.
	create func() (*recording.Writer, error)
	writer atomic.Pointer[recording.Writer]
	// notices has what is to be said once: that nothing is recorded, and why.
	notices chan string
	failed  bool
	// others are what goes on in the background.
	others sync.WaitGroup
	// folder is the user's.
	folder recording.Folder
	// header is the recording's first line, also of one that is off.
	header recording.Header
}

// record records the journal from now on; the header's Program, Terminal and Started are
// filled in. What keeps it from recording is a notice, and no error: only a file that is
// there already, or a flag that is none, is one.
func record(s Streams, f recordFlags, j *journal.Journal, h recording.Header) (*recorder, error) {
	h.Program, h.Started, h.Terminal = program(), j.Start(), terminalOf(s)
	maskHeader(&h, j.Redactor().Label)
	r := &recorder{journal: j, notices: make(chan string, 1), header: h}
	wanted, err := f.wanted(s)
	if err != nil || !wanted {
		return r, err
	}
	r.on = true
	r.folder, err = recording.UserFolder(s.env)
	if f.file == "" {
		r.create = func() (*recording.Writer, error) { return r.inFolder(h, err) }
	} else {
		r.create = func() (*recording.Writer, error) { return recording.Create(f.file, h) }
		if err := r.begin(); errors.Is(err, recording.ErrExists) {
			return r, usage("--record: %w", err)
		}
	}
	j.KeepAll(r.keep)
	return r, nil
}

// begin begins the file, or says why that cannot be.
func (r *recorder) begin() error {
	w, err := r.create()
	if err != nil {
		r.fail(fmt.Errorf("the session is not recorded: %w", err))
		return err
	}
	r.writer.Store(w)
	return nil
}

// inFolder begins a file in the user's folder, unless there was an error in finding that,
// and lets old files go.
func (r *recorder) inFolder(h recording.Header, err error) (*recording.Writer, error) {
	if err != nil {
		return nil, err
	}
	w, err := r.folder.CreateAt(api.SystemClock().Now(), h)
	if err == nil {
		r.others.Go(func() { _, _ = r.folder.Prune(recording.KeepMost) })
	}
	return w, err
}

// keep writes a record, until that fails. In the folder the first one begins the file, so
// that neither the first frame waits for it nor a session that never began leaves one.
func (r *recorder) keep(record journal.Record) {
	if r.failed || r.writer.Load() == nil && r.begin() != nil {
		return
	}
	w := r.writer.Load()
	w.Write(record)
	if err := w.Failed(); err != nil {
		r.fail(err)
	}
}

// fail says once that nothing is recorded, on the screen and in the journal, for which
// nobody can wait here.
func (r *recorder) fail(err error) {
	r.failed = true
	r.notices <- err.Error()
	reason := err
	if at := new(fs.PathError); errors.As(err, &at) {
		reason = at.Err // a path may name the user
	}
	r.others.Go(func() { r.journal.Append(journal.Note{Topic: "not recorded", Text: reason.Error()}) })
}

// Close ends the recording.
func (r *recorder) Close() error {
	r.journal.KeepIn(func(journal.Record) {})
	r.others.Wait()
	w := r.writer.Load()
	if w == nil {
		return nil
	}
	return w.Close()
}

// file is what the session is recorded in, and the name that opens it again; both are
// empty where there is none.
func (r *recorder) file() (path, name string) {
	w := r.writer.Load()
	if w == nil {
		return "", ""
	}
	return w.Path(), r.folder.Name(w.Path())
}

// terminalOf is where the session is shown.
func terminalOf(s Streams) recording.Terminal {
	t := recording.Terminal{Term: s.env("TERM")}
	if out, ok := s.raw().(*os.File); ok {
		t.Width, t.Height, _ = term.GetSize(out.Fd())
	}
	return t
}

// maskHeader masks what was typed on the command line: nothing else of the header can
// hold a person's data.
func maskHeader(h *recording.Header, mask func(string) string) {
	for _, text := range []*string{&h.UserID, &h.Widget.TemplateID, &h.Widget.CompanyName} {
		*text = mask(*text)
	}
	for _, list := range []*[]string{&h.Widget.Providers, &h.Widget.TopProviders} {
		var masked []string
		for _, text := range *list {
			masked = append(masked, mask(text))
		}
		*list = masked
	}
}
