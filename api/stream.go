package api

import (
	"context"
	"errors"
	"io"
	"sync"
)

var errStopped = errors.New("the upload was stopped")

// stream is an upload's body, once from its beginning to its end.
//
// net/http reads it on a goroutine of its own, which may go on for a while after
// the answer is there, and which it waits for when it gives up. The files are
// read on one more, so that a file that hangs holds up neither.
type stream struct {
	content *content
	moved   func(sent int64)

	from  *io.PipeReader
	to    *io.PipeWriter
	start sync.Once
	// written is closed when the files are; it is nil before the first Read.
	written chan struct{}

	mu     sync.Mutex
	closed bool
	sent   int64
	failed error
}

func newStream(c *content, moved func(sent int64)) *stream {
	s := &stream{content: c, moved: moved}
	s.from, s.to = io.Pipe()
	return s
}

// Read gives the next bytes of the body and tells that they move. It fails with
// a *FileError when a file does.
func (s *stream) Read(p []byte) (int, error) {
	s.start.Do(s.begin)
	n, err := s.from.Read(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return 0, errStopped
	}
	if file := new(FileError); errors.As(err, &file) {
		s.failed = file
	}
	if n > 0 {
		s.sent += int64(n)
		s.moved(s.sent)
	}
	return n, err
}

func (s *stream) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.moved(0)
	s.written = make(chan struct{})
	go func() {
		defer close(s.written)
		// CloseWithError makes an EOF of nil, and never fails.
		_ = s.to.CloseWithError(s.content.writeTo(s.to))
	}()
}

// Close ends the stream, also while it is read. Afterwards nobody is told of
// progress.
func (s *stream) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return s.from.Close()
}

// settle closes the stream and gives how many bytes were handed over, and why a
// file failed, if one did. It waits for the files to be closed, but not longer
// than the context.
func (s *stream) settle(ctx context.Context) (sent int64, failed error) {
	_ = s.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.written == nil {
		return 0, nil
	}
	select {
	case <-s.written:
	case <-ctx.Done():
	}
	return s.sent, s.failed
}
