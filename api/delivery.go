package api

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// answerWaits is how many time-outs the answer to an upload may take.
const answerWaits = 3

// limit bounds an attempt in time. A plain call has the time-out as a whole. An
// upload takes as long as it takes while it moves: the time-out runs anew with
// each part that is sent. For the answer it has it answerWaits times over, for
// the system may hold back megabytes of what was handed to the connection, and a
// slow line takes its time with them.
func (c *Caller) limit(ctx context.Context, r request) (context.Context, *delivery, context.CancelFunc) {
	if r.content == nil {
		limited, cancel := context.WithTimeoutCause(ctx, c.timeout, fmt.Errorf("no answer within %s", c.timeout))
		return limited, nil, cancel
	}
	d := &delivery{content: r.content, patience: c.timeout}
	limited, again, cancel := patient(ctx, c.timeout, d.late)
	d.again = again
	stop := context.AfterFunc(limited, d.interrupt)
	return limited, d, func() { stop(); cancel() }
}

// delivery is an upload within one attempt. net/http may ask for the body anew,
// when the connection turns out to be dead before anything was written to it.
type delivery struct {
	content  *content
	patience time.Duration
	again    func(time.Duration)
	whole    atomic.Bool

	mu      sync.Mutex
	streams []*stream
}

func (d *delivery) open() (io.ReadCloser, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := newStream(d.content, d.moved)
	d.streams = append(d.streams, s)
	return s, nil
}

// moved gives the attempt more time and tells the caller.
func (d *delivery) moved(sent int64) {
	wait, total := d.patience, d.content.size
	d.whole.Store(sent == total)
	if sent == total {
		wait *= answerWaits
	}
	d.again(wait)
	if d.content.progress != nil {
		d.content.progress(sent, total)
	}
}

// late says which wait was too long.
func (d *delivery) late() error {
	if d.whole.Load() {
		return fmt.Errorf("all was sent, and no answer came within %s", answerWaits*d.patience)
	}
	return fmt.Errorf("nothing moved for %s", d.patience)
}

// interrupt ends the reading of the body, so that net/http need not wait for a
// file that hangs.
func (d *delivery) interrupt() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.streams {
		_ = s.Close()
	}
}

// settle ends the delivery, and says in the answer what became of the body. A
// nil delivery has nothing to settle.
func (d *delivery) settle(ctx context.Context, a *answer) {
	if d == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	var sent int64
	for _, s := range d.streams {
		at, failed := s.settle(ctx)
		sent = max(sent, at)
		if failed != nil && a.err != nil {
			a.err = failed
		}
	}
	a.partial = a.err != nil && sent < d.content.size
	a.percent = int(sent * 100 / d.content.size)
}
