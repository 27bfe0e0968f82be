package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// answerWaits is how many time-outs the answer to an upload may take.
const answerWaits = 3

var errStopped = errors.New("the upload was stopped")

// uploadBody is the body of an upload within one attempt. net/http may read it
// anew, when the connection turns out to be dead before anything was written.
type uploadBody struct {
	content *content
	timeout time.Duration
	// extend gives the attempt so much more time from now on.
	extend func(time.Duration)
	// open ends with all reading of the body, also while it is read.
	open context.Context //nolint:containedctx // it is the attempt's, as the body is
	stop context.CancelFunc
	// files are the goroutines that read files.
	files sync.WaitGroup

	mu sync.Mutex
	// sent is how many bytes were handed to the connection since it was opened last.
	sent int64
}

// uploadReader is an uploadBody once from its beginning to its end. Its first
// Read starts a goroutine that writes the body into the pipe.
type uploadReader struct {
	*io.PipeReader
	start func()
	moved func(n int)
}

// Read gives the next bytes of the body and reports them before they are sent. It
// fails with a *FileError when a file does.
func (r uploadReader) Read(p []byte) (int, error) {
	r.start()
	n, err := r.PipeReader.Read(p)
	if n > 0 {
		r.moved(n)
	}
	return n, err
}

// reader gives the body from its beginning. net/http waits for a Read that is under
// way, which must not wait for a file once the attempt is over.
func (b *uploadBody) reader() (io.ReadCloser, error) {
	if b.open.Err() != nil {
		return nil, errStopped
	}
	from, to := io.Pipe()
	context.AfterFunc(b.open, func() { _ = from.Close() })
	return uploadReader{from, sync.OnceFunc(func() { b.start(to) }), b.moved}, nil
}

func (b *uploadBody) start(to *io.PipeWriter) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open.Err() != nil {
		_ = to.CloseWithError(errStopped)
		return
	}
	b.sent = 0
	b.report()
	b.files.Go(func() {
		// CloseWithError makes an EOF of nil, and never fails.
		_ = to.CloseWithError(b.content.writeTo(to))
	})
}

// moved takes that n more bytes were read. Once the attempt is over, nothing is
// reported any more.
func (b *uploadBody) moved(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open.Err() == nil {
		b.sent += int64(n)
		b.report()
	}
}

// report gives the attempt more time and calls the progress callback.
func (b *uploadBody) report() {
	wait, total := b.timeout, b.content.size
	if b.sent == total {
		wait *= answerWaits
	}
	b.extend(wait)
	if b.content.progress != nil {
		b.content.progress(b.sent, total)
	}
}

// late says which wait was too long.
func (b *uploadBody) late() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.sent == b.content.size {
		return fmt.Errorf("all was sent, and no answer came within %s", answerWaits*b.timeout)
	}
	return fmt.Errorf("nothing moved for %s", b.timeout)
}

// end stops the body, waits for its files to be closed but not longer than the
// context, and says in the answer what became of it. A nil body has no end.
func (b *uploadBody) end(ctx context.Context, a *response) {
	if b == nil {
		return
	}
	b.mu.Lock()
	b.stop() // from now on nothing starts, and nothing is reported
	b.mu.Unlock()
	closed := make(chan struct{})
	go func() { b.files.Wait(); close(closed) }()
	select {
	case <-closed:
	case <-ctx.Done():
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	a.partial = a.err != nil && b.sent < b.content.size
	a.percent = int(b.sent * 100 / b.content.size)
}
