package driver_test

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// fake is a client whose every call does the same. What it does not have, the
// driver must not call.
type fake struct {
	driver.OpenAPI
	// call is told which line calls.
	call func(context.Context, flow.Slot) error
	// pages is how long the provider list is.
	pages int
	// mode is that of the tokens.
	mode wire.Mode
	// ahead is the host's clock, whose tokens live for life.
	ahead, life time.Duration
	// send tells how far an upload is.
	send func(api.Progress)
}

func (f *fake) CreateArchive(ctx context.Context, _ api.Upload, progress api.Progress) (wire.Archive, error) {
	f.send(progress)
	return wire.Archive{ID: "d-1"}, ctx.Err()
}

func (f *fake) CreateUser(ctx context.Context, _ wire.UserRequest) (wire.UserCreated, error) {
	return wire.UserCreated{}, f.call(ctx, flow.SlotUser)
}

func (f *fake) RefreshToken(ctx context.Context, _ string) (wire.Token, error) {
	token := wire.Token{Mode: f.mode}
	if f.life > 0 {
		token.ExpiresAt = api.SystemClock().Now().Add(f.ahead + f.life)
	}
	return token, f.call(ctx, flow.SlotToken)
}

func (f *fake) ConsentTemplatePages(context.Context) iter.Seq2[wire.Page[wire.ConsentTemplate], error] {
	return func(func(wire.Page[wire.ConsentTemplate], error) bool) {}
}

func (f *fake) HostAhead() time.Duration { return f.ahead }

func (f *fake) Account(ctx context.Context, id string) (wire.Account, error) {
	return wire.Account{ID: id}, f.call(ctx, flow.SlotPoll)
}

func (f *fake) TasksPage(ctx context.Context, _ api.ListOptions) (wire.Page[wire.Task], error) {
	return wire.Page[wire.Task]{}, f.call(ctx, flow.SlotPoll)
}

func (f *fake) ProvidersPage(ctx context.Context, _ api.ListOptions) (wire.Page[wire.Provider], error) {
	return wire.Page[wire.Provider]{}, f.call(ctx, flow.SlotSearch)
}

func (f *fake) ProviderPages(ctx context.Context, _ api.ListOptions) iter.Seq2[wire.Page[wire.Provider], error] {
	return func(yield func(wire.Page[wire.Provider], error) bool) {
		for n := 1; ; n++ {
			page := wire.Page[wire.Provider]{NextCursor: "more", Items: []wire.Provider{{ID: fmt.Sprint("p-", n)}}}
			if n == f.pages {
				page.NextCursor = ""
			}
			err := f.call(ctx, flow.SlotList)
			if !yield(page, err) || err != nil || n == f.pages {
				return
			}
		}
	}
}

// bench is a driver with fakes. It is meant for a synctest bubble, in which the
// machine's clock is simulated.
type bench struct {
	*driver.Driver
	clock   api.Clock
	journal *journal.Journal
}

func newBench(f *fake, p driver.Pace) bench {
	b := bench{clock: api.SystemClock()}
	b.journal = journal.New(b.clock.Now)
	b.Driver = driver.New(driver.Config{Open: f, Journal: b.journal, Clock: b.clock, Pace: p})
	return b
}

func (b bench) ask(attempt int, r flow.Request) {
	b.Do([]flow.Effect{flow.Ask{Attempt: attempt, Request: r}})
}

// next is the answer that comes next.
func (b bench) next(t *testing.T) flow.Answer {
	t.Helper()
	e := <-b.Events()
	a, ok := e.(flow.Answer)
	if !ok {
		t.Fatalf("%+v came", e)
	}
	return a
}

// drain gives what has come so far.
func (b bench) drain() []flow.Event {
	var all []flow.Event
	for {
		select {
		case e := <-b.Events():
			all = append(all, e)
		default:
			return all
		}
	}
}

// failure is the only thing that has come.
func (b bench) failure(t *testing.T) flow.Failure {
	t.Helper()
	all := b.drain()
	if len(all) != 1 {
		t.Fatalf("%d events came", len(all))
	}
	answer, _ := all[0].(flow.Answer)
	failed, ok := answer.Reply.(flow.Failed)
	if !ok {
		t.Fatalf("%+v came", all[0])
	}
	return failed.Failure
}

// traffic notes when requests were made, and watches that a line has one at most.
type traffic struct {
	clock api.Clock
	mu    sync.Mutex
	at    []time.Time
	alive map[flow.Slot]map[context.Context]bool
	twice bool
}

func newTraffic() *traffic {
	return &traffic{clock: api.SystemClock(), alive: map[flow.Slot]map[context.Context]bool{}}
}

// begin notes a request until the function that it gives is called.
func (tr *traffic) begin(ctx context.Context, l flow.Slot) func() {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.at = append(tr.at, tr.clock.Now())
	if tr.alive[l] == nil {
		tr.alive[l] = map[context.Context]bool{}
	}
	for other := range tr.alive[l] {
		tr.twice = tr.twice || other.Err() == nil
	}
	tr.alive[l][ctx] = true
	return func() {
		tr.mu.Lock()
		defer tr.mu.Unlock()
		delete(tr.alive[l], ctx)
	}
}

// busiest is the most requests that were made within one second.
func (tr *traffic) busiest() int {
	most, from := 0, 0
	for i, at := range tr.at {
		for at.Sub(tr.at[from]) >= time.Second {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}

// twoTokens gives the user "late" a token after half a minute, whatever happens
// meanwhile, and others one at once.
type twoTokens struct {
	driver.OpenAPI
	clock api.Clock
	given int
	spent wire.Secret
}

func (f *twoTokens) RefreshToken(ctx context.Context, userID string) (wire.Token, error) {
	if userID == "late" {
		if err := f.clock.Sleep(context.WithoutCancel(ctx), short/2); err != nil {
			return wire.Token{}, err
		}
		return wire.Token{ExpiresAt: f.clock.Now().Add(2 * tokenLife), Mode: wire.ModeSandbox, AccessToken: "late"}, nil
	}
	f.given++
	return wire.Token{
		ExpiresAt: f.clock.Now().Add(tokenLife), Mode: wire.ModeSandbox,
		AccessToken: wire.Secret(fmt.Sprintf("%s-%d", userID, f.given)),
	}, nil
}

// spender opens sessions that live longer than the token.
type spender struct {
	driver.Link
	host *twoTokens
}

func (f *spender) OpenSession(_ context.Context, token wire.Secret, _ wire.WidgetOptions) (wire.Session, error) {
	f.host.spent = token
	return wire.Session{ExpiresAt: f.host.clock.Now().Add(tokenLife + time.Hour), Mode: wire.ModeSandbox}, nil
}

func (*twoTokens) HostAhead() time.Duration { return 0 }
func (*spender) HostAhead() time.Duration   { return 0 }
