package driver

import (
	"context"
	"sync"
	"time"

	"winkterm/flow"
)

// meterGap is the least time between two reports of how far an upload is.
const meterGap = 100 * time.Millisecond

// meter tells how far an upload is, from a goroutine of its own: whoever sends
// must not wait until somebody listens.
type meter struct {
	call
	news chan struct{}
	stop context.CancelFunc
	work sync.WaitGroup

	mu         sync.Mutex
	now, shown flow.Progress
}

func (c call) newMeter() *meter {
	ctx, cancel := context.WithCancel(c.ctx)
	m := &meter{call: c, news: make(chan struct{}, 1), stop: cancel}
	m.work.Go(func() { m.run(ctx) })
	return m
}

// report takes what has been sent. It never waits.
func (m *meter) report(sent, total int64) {
	m.mu.Lock()
	m.now = flow.Progress{Sent: sent, Total: total}
	m.mu.Unlock()
	select {
	case m.news <- struct{}{}:
	default: // there are news already that nobody has seen
	}
}

func (m *meter) run(ctx context.Context) {
	for {
		select {
		case <-m.news:
		case <-ctx.Done():
			return
		}
		m.show()
		if m.Clock.Sleep(ctx, meterGap) != nil {
			return
		}
	}
}

// show reports what is news.
func (m *meter) show() {
	m.mu.Lock()
	now, news := m.now, m.now != m.shown
	m.shown = now
	m.mu.Unlock()
	if news {
		m.answer(flow.UploadProgress{Progress: now})
	}
}

// end waits until all reporting is over. What was sent as a whole is said to be.
func (m *meter) end(whole bool) {
	m.stop()
	m.work.Wait()
	if whole {
		m.show()
	}
}
