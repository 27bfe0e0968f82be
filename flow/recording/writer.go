package recording

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"

	"winkterm/flow/journal"
)

// Writer writes a recording, a line for each record. It is safe for concurrent use.
type Writer struct {
	mu     sync.Mutex
	to     io.Writer
	failed error
	// path and file are those of a recording that Create began.
	path string
	file *os.File
}

// NewWriter writes the header, whose version it sets. It fails when that cannot be
// written.
func NewWriter(to io.Writer, h Header) (*Writer, error) {
	h.Recording = Version
	w := &Writer{to: to}
	w.line(h)
	return w, w.failed
}

// Write writes a record at once. Once writing has failed nothing more is written.
func (w *Writer) Write(r journal.Record) { w.line(r) }

// Failed is why writing has stopped, nil while it goes on.
func (w *Writer) Failed() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.failed
}

// Path is the file that is written, empty where the caller has opened it.
func (w *Writer) Path() string { return w.path }

// Close ends the recording. It closes only what Create has opened.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == nil {
		return nil
	}
	// A process that is being started may have the file for a moment longer, and with it
	// the lock.
	unlock(w.file)
	return w.file.Close()
}

func (w *Writer) line(v any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failed != nil {
		return
	}
	text, err := json.Marshal(v)
	if err == nil {
		_, err = w.to.Write(append(text, '\n'))
	}
	if err != nil {
		w.failed = fmt.Errorf("the session is not recorded any more: %w", err)
	}
}
