package recording

import (
	"context"
	"time"

	"github.com/fsnotify/fsnotify"
)

// followPause is how long Follow waits at most before it looks at the file again: not
// every file system says when a file has grown, and none when its writer is gone.
const followPause = time.Second

// Follow reads the records that come while the file is being written, and calls grown
// after some have come. It returns nil once nobody writes the file any more, and ctx's
// error when that ends first. Len grows meanwhile; what was read before stays.
func (f *File) Follow(ctx context.Context, grown func()) error {
	if f.disk == nil {
		return nil
	}
	var events <-chan fsnotify.Event
	if w, err := fsnotify.NewWatcher(); err == nil {
		defer func() { _ = w.Close() }()
		if w.Add(f.disk.Name()) == nil {
			events = w.Events
		}
	}
	return f.follow(ctx, events, systemAfter, grown)
}

func (f *File) follow(ctx context.Context, events <-chan fsnotify.Event, after func(time.Duration) <-chan time.Time, grown func()) error {
	for {
		before := f.Len()
		if err := f.grow(); err != nil {
			return err
		}
		if f.Len() > before {
			grown()
		}
		if !f.Live() {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-events:
		case <-after(followPause):
		}
	}
}
