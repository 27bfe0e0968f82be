package recording

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"winkterm/flow/journal"
)

// followed is a recording that is being written, and a follower of it.
type followed struct {
	t      *testing.T
	w      *Writer
	f      *File
	events chan fsnotify.Event
	ticks  chan time.Time
	grown  chan int
	ended  chan error
	stop   context.CancelFunc
}

func newFollowed(t *testing.T) *followed {
	t.Helper()
	w, err := Create(filepath.Join(t.TempDir(), "session.ndjson"), Header{Started: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	ctx, cancel := context.WithCancel(t.Context())
	return (&followed{
		t: t, w: w, events: make(chan fsnotify.Event, 9), ticks: make(chan time.Time, 9), grown: make(chan int, 9), ended: make(chan error, 1), stop: cancel,
	}).begin(ctx)
}

func (p *followed) begin(ctx context.Context) *followed {
	p.f = open(p.t, p.w.Path())
	go func() {
		p.ended <- p.f.follow(ctx, p.events, func(time.Duration) <-chan time.Time { return p.ticks }, func() { p.grown <- p.f.Len() })
	}()
	return p
}

// raw writes bytes as they are.
func (p *followed) raw(text string) {
	p.t.Helper()
	if _, err := p.w.file.WriteString(text); err != nil {
		p.t.Fatal(err)
	}
}

// grows waits until there are that many records.
func (p *followed) grows(want int) {
	p.t.Helper()
	for {
		select {
		case n := <-p.grown:
			if n == want {
				return
			}
		case err := <-p.ended:
			p.t.Fatalf("it ended with %v", err)
		}
	}
}

// looks waits until it has looked at the file again.
func (p *followed) looks() {
	p.t.Helper()
	for range 2 { // it takes the second once it has done what the first asked for
		p.events <- fsnotify.Event{}
		for len(p.events) > 0 {
			runtime.Gosched()
		}
	}
}

// Records show as they come, by an event or by looking again; the one that is being
// written is no damage, and not there yet.
func TestFollow(t *testing.T) {
	t.Parallel()
	p := newFollowed(t)
	records := recorded([]journal.Data{journal.Note{Topic: "a"}, journal.Note{Topic: "b"}, journal.Note{Topic: "c"}, journal.Note{Topic: "d"}})
	p.w.Write(records[0])
	p.events <- fsnotify.Event{}
	p.grows(1)
	p.w.Write(records[1])
	p.ticks <- noon
	p.grows(2)
	third, err := (&File{records: records}).Line(2)
	if err != nil {
		t.Fatal(err)
	}
	p.raw(string(third[:20]))
	p.looks()
	if p.f.Len() != 2 || p.f.Damage() != nil || !p.f.Live() {
		t.Errorf("%d records, %v", p.f.Len(), p.f.Damage())
	}
	p.raw(string(third[20:]) + "\n")
	p.ticks <- noon
	p.grows(3)
	if r, err := p.f.At(2); err != nil || r.Data != records[2].Data || p.f.Meta(2).Seq != 3 {
		t.Errorf("%+v, %v", r, err)
	}
	p.w.Write(records[3])
	if err := p.w.Close(); err != nil {
		t.Fatal(err)
	}
	p.ticks <- noon
	p.grows(4)
	p.ticks <- noon
	if err := <-p.ended; err != nil || p.f.Live() || p.f.Damage() != nil {
		t.Errorf("%v, live %v, %v", err, p.f.Live(), p.f.Damage())
	}
}

// Where the writer ends within a record, that is damage.
func TestFollowATornEnd(t *testing.T) {
	t.Parallel()
	p := newFollowed(t)
	p.raw(`{"seq":1,`)
	if err := p.w.Close(); err != nil {
		t.Fatal(err)
	}
	p.ticks <- noon
	if err := <-p.ended; err != nil || !errors.Is(p.f.Damage(), ErrTorn) {
		t.Error(err, p.f.Damage())
	}
}

// The system says when a file grows; whoever follows can stop.
func TestFollowByTheSystem(t *testing.T) {
	t.Parallel()
	w, err := Create(filepath.Join(t.TempDir(), "session.ndjson"), Header{Started: noon})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	f := open(t, w.Path())
	ctx, cancel := context.WithCancel(t.Context())
	grown, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- f.Follow(ctx, func() { grown <- struct{}{} }) }()
	for i, r := range recorded([]journal.Data{journal.Note{Topic: "a"}, journal.Note{Topic: "b"}}) {
		w.Write(r)
		<-grown
		if f.Len() != i+1 {
			t.Errorf("%d records", f.Len())
		}
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := Of(Header{}, nil).Follow(t.Context(), nil); err != nil {
		t.Error(err)
	}
}
