package suite

import (
	"context"
	"math/rand/v2"
	"sync"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// Run plays a list. It returns once everything that began has ended. What had not begun
// when ctx, the time or a bail ended the run is Skipped, and reported after the rest.
func Run(ctx context.Context, list []*spec.Scenario, c Config) Summary {
	if c.Now == nil {
		c.Now = systemNow
	}
	if c.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.Timeout)
		defer cancel()
	}
	c.Repeat = max(c.Repeat, 1)
	r := &run{Config: c, list: list, sum: Summary{Counts: map[play.Verdict]int{}, Seed: c.Seed}}
	began := c.Now()
	var workers sync.WaitGroup
	for range min(max(c.Parallel, 1), r.most()) {
		workers.Go(func() {
			for e, ok := r.begin(ctx); ok; e, ok = r.begin(ctx) {
				r.end(e, r.play(ctx, e))
			}
		})
	}
	workers.Wait()
	r.skip()
	r.sum.Took = c.Now().Sub(began)
	return r.sum
}

// run is a run while it goes on.
type run struct {
	Config
	list []*spec.Scenario

	mu    sync.Mutex
	next  int   // the number of the next one
	order []int // that of the round of next: indexes into the list
	over  bool  // none begins any more
	sum   Summary
}

// most is how many plays there can be, without UntilFail.
func (r *run) most() int {
	if r.UntilFail && len(r.list) > 0 {
		return max(r.Parallel, 1)
	}
	return len(r.list) * r.Repeat
}

// begin takes the next one, if there is one and it may begin.
func (r *run) begin(ctx context.Context) (Event, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over || ctx.Err() != nil || !r.UntilFail && r.next == r.most() {
		return Event{}, false
	}
	e := r.take()
	r.observe(e)
	return e, true
}

// take is the next one.
func (r *run) take() Event {
	n := r.next
	r.next++
	at, round := n%len(r.list), n/len(r.list)
	if at == 0 {
		r.order = r.round(round)
	}
	index := r.order[at]
	return Event{Number: n, Index: index, Attempt: round + 1, Scenario: r.list[index]}
}

// round is the order of a round.
func (r *run) round(n int) []int {
	if r.Shuffle {
		return rand.New(rand.NewPCG(r.Seed, uint64(n))).Perm(len(r.list))
	}
	order := make([]int, len(r.list))
	for i := range order {
		order[i] = i
	}
	return order
}

func (r *run) play(ctx context.Context, e Event) play.Outcome {
	if r.Each > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, r.Each)
		defer cancel()
	}
	return r.Play(ctx, e.Scenario, e.Attempt)
}

// end reports how one ended.
func (r *run) end(e Event, o play.Outcome) {
	o.Scenario, o.Attempt = e.Scenario, e.Attempt
	e.Outcome = &o
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sum.Counts[o.Verdict]++
	r.sum.Total++
	r.over = r.over || o.Verdict != play.Passed && (r.Bail || r.UntilFail)
	r.observe(e)
}

// skip reports what did not begin: of a run without end, only what is left of the round.
func (r *run) skip() {
	most := len(r.list) * r.Repeat
	if r.UntilFail && len(r.list) > 0 {
		most = (r.next + len(r.list) - 1) / len(r.list) * len(r.list)
		most = max(most, len(r.list))
	}
	for r.next < most {
		r.end(r.take(), play.Outcome{Verdict: play.Skipped})
	}
}

func (r *run) observe(e Event) {
	if r.Observe != nil {
		r.Observe(e)
	}
}
