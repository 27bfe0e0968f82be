package follow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow/poll"
)

// host is a scripted API. Its moments are those since it was made.
type host struct {
	clock   api.Clock
	limiter *poll.Limiter
	start   time.Time
	// takes is how long a call takes.
	takes time.Duration
	// fail gives the failure of a call at a moment, nil for an answer.
	fail func(h *host, call string, at time.Duration) error
	// status is of the one account of a user at a moment, "" while there is none.
	status func(user string, at time.Duration) string
	// broken is a user about whom every call fails, until it heals if it does; the
	// lists of everybody can fail as well.
	broken       string
	heals        time.Duration
	brokenForAll bool
	// endless says that no list of accounts has an end, loops that one leads back.
	endless, loops, endlessForAll bool
	// young says that the users are younger than their accounts.
	young bool
	// newest are the users at a moment, the newest first.
	newest func(at time.Duration) []string

	mu    sync.Mutex
	calls []call
	under map[string]int
}

// call is one request that the host has seen.
type call struct {
	what, user string
	at         time.Duration
}

func newHost(pace Pace) *host {
	clock := api.SystemClock()
	return &host{
		clock: clock, limiter: poll.NewLimiter(clock, pace.Spacing), start: clock.Now(), takes: 20 * time.Millisecond,
		status: func(string, time.Duration) string { return "CONNECTED" }, under: map[string]int{},
	}
}

func (h *host) since() time.Duration { return h.clock.Now().Sub(h.start) }

var errTwice = errors.New("a user is looked at twice at once")

// answer counts a request, takes its time, and fails as scripted.
func (h *host) answer(ctx context.Context, what, user string) error {
	h.mu.Lock()
	h.calls = append(h.calls, call{what, user, h.since()})
	who := user
	if user == "" && what != "users" {
		who = "everybody"
	}
	h.under[who]++
	twice := h.under[who] > 1
	h.mu.Unlock()
	defer func() { h.mu.Lock(); h.under[who]--; h.mu.Unlock() }()
	if twice {
		return errTwice
	}
	if err := h.clock.Sleep(ctx, h.takes); err != nil {
		return err
	}
	if user != "" && user == h.broken && (h.heals == 0 || h.since() < h.heals) || h.brokenForAll && what == "tasks" && user == "" {
		return failure{text: "broken"}
	}
	if h.fail != nil {
		return h.fail(h, what, h.since())
	}
	return nil
}

func (h *host) User(ctx context.Context, id string) (wire.User, error) {
	return wire.User{ID: id}, h.answer(ctx, "user", id)
}

func (h *host) Users(ctx context.Context, size int, cursor string) (wire.Page[wire.User], error) {
	err := h.answer(ctx, "users", "")
	var p wire.Page[wire.User]
	ids := h.newest(h.since())
	from := slices.Index(ids, cursor) + 1
	for _, id := range ids[from:min(from+size, len(ids))] {
		u := wire.User{ID: id}
		if h.young {
			u.CreatedAt = h.start.Add(time.Second)
		}
		p.Items = append(p.Items, u)
		p.NextCursor = id
	}
	if from+size >= len(ids) {
		p.NextCursor = ""
	}
	return p, err
}

// Accounts has the one account of a user, or those of everybody.
func (h *host) Accounts(ctx context.Context, userID, cursor string) (wire.Page[wire.Account], error) {
	err := h.answer(ctx, "accounts", userID)
	var p wire.Page[wire.Account]
	switch {
	case h.endless || h.endlessForAll && userID == "":
		p.NextCursor = cursor + "more"
	case h.loops:
		p.NextCursor = "again"
	}
	users := []string{userID}
	if userID == "" {
		users = h.newest(h.since())
	}
	for _, user := range users {
		if status := h.status(user, h.since()); status != "" {
			status, code, _ := strings.Cut(status, " ")
			a := wire.Account{ID: "a-" + user, UserID: user, ConnectionStatus: wire.ConnectionStatus(status), CreatedAt: h.start}
			if code != "" {
				a.Connection.ErrorCode = new(wire.AccountErrorCode(code))
			}
			p.Items = append(p.Items, a)
		}
	}
	return p, err
}

func (h *host) Archives(ctx context.Context, userID, _ string) (wire.Page[wire.Archive], error) {
	return wire.Page[wire.Archive]{}, h.answer(ctx, "archives", userID)
}

func (h *host) Tasks(ctx context.Context, userID, _ string) (wire.Page[wire.Task], error) {
	return wire.Page[wire.Task]{}, h.answer(ctx, "tasks", userID)
}

// failure is what a scripted host fails with.
type failure struct {
	Failure
	text string
}

func (f failure) Error() string { return f.text }

func classify(err error) Failure {
	var f failure
	if errors.As(err, &f) {
		return f.Failure
	}
	return Failure{}
}

// watched is one run and what it told.
type watched struct {
	*host
	told []string
	met  *Transition
	err  error
}

// run follows as configured until its end, and notes everything it tells.
func (h *host) run(ctx context.Context, c Config) *watched {
	w := &watched{host: h}
	c.API, c.Limiter, c.Clock, c.Classify = h, h.limiter, h.clock, classify
	c.Report = func(e Event) { w.told = append(w.told, fmt.Sprintf("%.1f ", h.since().Seconds())+told(e)) }
	if c.Pace == (Pace{}) {
		c.Pace = Remote
	}
	w.met, w.err = New(c).Run(ctx)
	return w
}

// told is an event in one line.
func told(e Event) string {
	switch e := e.(type) {
	case Listed:
		return "listed " + strings.Join(e.UserIDs, " ") + ", came " + strings.Join(e.Came, " ")
	case Polled:
		line := "looked " + e.Snapshot.UserID
		for _, t := range e.Transitions {
			line += fmt.Sprintf(" %s>%s", t.From, t.To)
			if t.Known {
				line += " known"
			}
		}
		return line
	case Failing:
		if e.Err == nil {
			return "answered " + e.UserID
		}
		return "failing " + e.UserID + ": " + e.Err.Error()
	case Halted:
		return "halted " + e.Err.Error()
	case Resumed:
		return "resumed"
	}
	return "?"
}

// most is how many requests there were at most in a second.
func (h *host) most() int {
	most, from := 0, 0
	for i, c := range h.calls {
		for c.at-h.calls[from].at >= time.Second {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}

// looks counts the looks at a user.
func (h *host) looks(user string) int {
	n := 0
	for _, c := range h.calls {
		if c.what == "accounts" && c.user == user {
			n++
		}
	}
	return n
}
