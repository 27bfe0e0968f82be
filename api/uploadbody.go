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

// limit bounds an attempt in time. A plain call has the time-out as a whole. An
// upload takes as long as it takes while it moves: the time-out runs anew with
// each part that is sent. For the answer it has it answerWaits times over, for
// the system may hold back megabytes of what was handed to the connection, and a
// slow line takes its time with them.
func (t *Transport) limit(ctx context.Context, r request) (context.Context, *uploadBody, context.CancelFunc) {
	if r.content == nil {
		limited, cancel := context.WithTimeoutCause(ctx, t.timeout, fmt.Errorf("no answer within %s", t.timeout))
		return limited, nil, cancel
	}
	b := &uploadBody{content: r.content, timeout: t.timeout}
	limited, extend, cancel := extendable(ctx, t.timeout, b.late)
	b.extend = extend
	// net/http waits for a Read that is under way: it must not wait for a file.
	stop := context.AfterFunc(limited, b.stop)
	return limited, b, func() { stop(); cancel() }
}

// uploadBody is the body of an upload within one attempt. net/http may open it
// anew, when the connection turns out to be dead before anything was written.
type uploadBody struct {
	content *content
	timeout time.Duration
	extend  func(time.Duration)
	// files are the goroutines that read files.
	files sync.WaitGroup

	mu      sync.Mutex
	readers []*io.PipeReader
	stopped bool
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

func (b *uploadBody) open() (io.ReadCloser, error) {
	from, to := io.Pipe()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stopped {
		return nil, errStopped
	}
	b.readers = append(b.readers, from)
	return uploadReader{from, sync.OnceFunc(func() { b.start(to) }), b.moved}, nil
}

func (b *uploadBody) start(to *io.PipeWriter) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stopped {
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
	if !b.stopped {
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

// stop ends all reading of the body, also while it is read.
func (b *uploadBody) stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
	for _, r := range b.readers {
		_ = r.Close()
	}
}

// end stops the body, waits for its files to be closed but not longer than the
// context, and says in the answer what became of it. A nil body has no end.
func (b *uploadBody) end(ctx context.Context, a *response) {
	if b == nil {
		return
	}
	b.stop()
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
