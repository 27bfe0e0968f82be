package follow

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

// steps gives a status by the seconds from which on it holds.
func steps(at time.Duration, line string) string {
	status := ""
	for _, step := range strings.Split(line, ", ") {
		var from int
		var to, code string
		_, _ = fmt.Sscan(step, &from, &to, &code)
		if at >= time.Duration(from)*time.Second {
			status = strings.TrimSpace(to + " " + code)
		}
	}
	return status
}

// bubble runs a test on a clock of its own.
func bubble(t *testing.T, f func(*testing.T)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, f)
}

func TestALinkIsFollowed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		h.status = func(_ string, at time.Duration) string {
			return steps(at, "20 PENDING, 23 AWAITING_MFA, 40 CONNECTED")
		}
		u, _ := ParseUntil([]string{"CONNECTED"})
		w := h.run(t.Context(), Config{Users: []string{"u"}, Until: u, Timeout: time.Minute})
		if w.err != nil || w.met == nil || w.met.To != "CONNECTED" || w.met.From != "AWAITING_MFA" {
			t.Errorf("met %+v, %v", w.met, w.err)
		}
		want := []string{"listed u, came u", "looked u", "looked u >PENDING", "looked u PENDING>AWAITING_MFA", "looked u AWAITING_MFA>CONNECTED"}
		for i, line := range w.told {
			_, w.told[i], _ = strings.Cut(line, " ")
		}
		if diff := cmp.Diff(want, w.told); diff != "" {
			t.Error(diff)
		}
	})
}

// A thousand users stay under the pace, and so under 20 requests in any second;
// those with something open are looked at far more often, and nobody is forgotten.
func TestAThousandUsers(t *testing.T) {
	for name, c := range map[string]struct {
		pace  Pace
		lasts time.Duration
	}{"loopback": {Loopback, 12 * time.Minute}, "remote": {Remote, 40 * time.Minute}} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				pace := c.pace
				h := newHost(pace)
				var users []string
				for n := range 1000 {
					users = append(users, fmt.Sprint("u-", n))
				}
				h.status = func(user string, _ time.Duration) string {
					if user == "u-7" {
						return "PENDING"
					}
					return "CONNECTED"
				}
				h.fail = func(_ *host, _ string, at time.Duration) error {
					if at > c.lasts/2 && at < c.lasts/2+time.Minute {
						return failure{text: "down"}
					}
					return nil
				}
				ctx, cancel := context.WithTimeout(t.Context(), c.lasts)
				defer cancel()
				w := h.run(ctx, Config{Users: users, Pace: pace})
				if w.err != nil {
					t.Fatal(w.err)
				}
				if most, limit := h.most(), int(time.Second/pace.Spacing)+1; most > limit || limit >= 20 {
					t.Errorf("%d requests in a second, and the pace allows %d", most, limit)
				}
				open := h.looks("u-7")
				for _, user := range users {
					n := h.looks(user)
					if n == 0 || user != "u-7" && n*20 > open {
						t.Errorf("%s: %d looks, beside %d at one with something open", user, n, open)
					}
				}
			})
		})
	}
}

// A quiet user is asked about less and less.
func TestPausesOfAQuietUser(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		h.run(ctx, Config{Users: []string{"u"}})
		if n := h.looks("u"); n < 20 || n > 30 {
			t.Errorf("%d looks in ten minutes", n)
		}
	})
}

// The host wants a pause: nobody is asked until it is over, and it is told.
func TestEverybodyWaitsWhenTheHostWantsAPause(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		limited := false
		h.fail = func(_ *host, _ string, at time.Duration) error {
			if at > 5*time.Second && !limited {
				limited = true
				return failure{Failure{Wait: 40 * time.Second}, "too many requests"}
			}
			return nil
		}
		ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
		defer cancel()
		w := h.run(ctx, Config{Users: []string{"u", "v", "w", "x"}})
		quiet(t, h, 30*time.Second, 40*time.Second)
		tells(t, w, "halted too many requests", "resumed")
	})
}

// quiet checks that there was one gap between two requests that is about so long.
func quiet(t *testing.T, h *host, least, most time.Duration) {
	t.Helper()
	longest := time.Duration(0)
	for i := 1; i < len(h.calls); i++ {
		longest = max(longest, h.calls[i].at-h.calls[i-1].at)
	}
	if longest < least || longest > most+time.Second {
		t.Errorf("the longest pause is %s", longest)
	}
}

// tells checks what a run told, in this order, leaving out everything else.
func tells(t *testing.T, w *watched, want ...string) {
	t.Helper()
	left := want
	for _, line := range w.told {
		if len(left) > 0 && strings.HasSuffix(line, left[0]) {
			left = left[1:]
		}
	}
	if len(left) > 0 {
		t.Errorf("%q is missing in\n%s", left, strings.Join(w.told, "\n"))
	}
}

// The network is away: the pauses grow, it is told, and it goes on where it was.
func TestTheNetworkGoesAndComesBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		h.status = func(_ string, at time.Duration) string { return steps(at, "0 PENDING, 60 CONNECTED") }
		down := func(at time.Duration) bool {
			return at > 10*time.Second && at < 5*time.Minute || at > 400*time.Second && at < 440*time.Second
		}
		h.fail = func(_ *host, _ string, at time.Duration) error {
			if down(at) {
				return failure{text: "nothing listens there"}
			}
			return nil
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		w := h.run(ctx, Config{Users: []string{"u", "v"}})
		tells(t, w, "looked u >PENDING known", "halted nothing listens there", "resumed", "looked u PENDING>CONNECTED", "halted nothing listens there", "resumed")
		_, again, _ := strings.Cut(strings.Join(w.told, "\n"), "resumed")
		var moments []float64 // of the failures of the second time, whose pauses begin anew
		for line := range strings.Lines(again) {
			at, what, _ := strings.Cut(line, " ")
			if strings.HasPrefix(what, "halted") {
				moment, err := strconv.ParseFloat(at, 64)
				if err != nil {
					t.Fatal(err)
				}
				moments = append(moments, moment)
			}
		}
		if len(moments) < 4 || moments[1]-moments[0] > 3 {
			t.Errorf("the second time it failed at %v", moments)
		}
		tries := 0
		for _, c := range h.calls {
			if down(c.at) {
				tries++
			}
		}
		if tries < 10 || tries > 40 {
			t.Errorf("%d requests while nothing listened", tries)
		}
		if w.err != nil {
			t.Error(w.err)
		}
	})
}

// One user about whom every call fails does not keep the others from being looked
// at, and is asked about less and less.
func TestOneBrokenUser(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		h.newest, h.broken = func(time.Duration) []string { return []string{"u", "v", "w"} }, "v"
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		h.run(ctx, Config{Newest: 3})
		if h.looks("u") < 20 || h.looks("w") < 20 || h.looks("v") > 35 {
			t.Errorf("%d and %d looks, and %d at the broken one", h.looks("u"), h.looks("w"), h.looks("v"))
		}
	})
}

// Without a name the newest are followed: who comes joins, who is not among them
// any more goes, but not while something of theirs is open.
func TestTheNewestUsersAreFollowed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Loopback)
		h.newest = func(at time.Duration) []string {
			switch {
			case at < 10*time.Second:
				return nil
			case at < 20*time.Second:
				return []string{"b", "a"}
			}
			return []string{"d", "c", "b", "a"}
		}
		h.status = func(user string, at time.Duration) string {
			if user == "b" {
				return steps(at, "15 PENDING, 30 CONNECTED")
			}
			return steps(at, "12 CONNECTED")
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		w := h.run(ctx, Config{Newest: 2, Pace: Loopback})
		tells(t, w, "listed , came ", "listed b a, came b a", "looked b >PENDING", "listed d c b, came d c", "looked b PENDING>CONNECTED", "listed d c, came ")
		for _, line := range w.told {
			if strings.Contains(line, "known") {
				t.Errorf("%q came while it was watching", line)
			}
		}
		if n := h.looks("a"); n == 0 || n > 20 {
			t.Errorf("%d looks at who is gone", n)
		}
		for _, c := range h.calls {
			if c.user == "a" && c.at > 25*time.Second {
				t.Fatalf("%s of who is gone after %s", c.what, c.at)
			}
		}
	})
}

// A user who goes while a poll of theirs is under way is not reported any more.
func TestWhoGoesDuringAPollIsNotReported(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Loopback)
		h.takes = 5 * time.Second
		h.newest = func(at time.Duration) []string {
			if at < 8*time.Second {
				return []string{"a"}
			}
			return []string{"b"}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		w := h.run(ctx, Config{Newest: 1, Pace: Loopback})
		tells(t, w, "listed a, came a", "listed b, came b", "looked b >CONNECTED")
		for _, line := range w.told {
			if strings.Contains(line, "looked a") {
				t.Error(line)
			}
		}
	})
}

func TestWhoIsThereAtTheStartIsKnown(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		var many []string
		for n := range 400 {
			many = append(many, fmt.Sprint("u-", n))
		}
		h.newest = func(time.Duration) []string { return many }
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		w := h.run(ctx, Config{Newest: 300})
		looked := 0
		for _, line := range w.told {
			if strings.Contains(line, ">CONNECTED known") {
				looked++
			}
		}
		if looked != 300 {
			t.Errorf("%d of 300 were looked at", looked)
		}
	})
}

// A user about whom every call fails is named once, is asked about ever less, and holds
// nobody back; when the calls are answered again, that is reported too.
func TestOneUserWhoFailsIsNamed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		h.newest, h.broken, h.heals = func(time.Duration) []string { return []string{"u", "v", "w"} }, "v", 5*time.Minute
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		w := h.run(ctx, Config{Newest: 3})
		tells(t, w, "failing v: broken", "answered v", "looked v >CONNECTED known")
		for _, line := range w.told {
			if strings.Contains(line, "halted") {
				t.Errorf("everybody was held back: %s", line)
			}
		}
		if n := strings.Count(strings.Join(w.told, "\n"), "failing"); n != 1 {
			t.Errorf("it was reported %d times", n)
		}
		if n := h.looks("v"); n > 50 {
			t.Errorf("%d looks at the one who fails", n)
		}
	})
}

// When everything fails, no user is blamed for it.
func TestNobodyIsNamedWhenTheHostFails(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		h.newest = func(time.Duration) []string { return []string{"u", "v", "w"} }
		h.fail = func(_ *host, _ string, at time.Duration) error {
			if at > 10*time.Second && at < time.Minute {
				return failure{text: "down"}
			}
			return nil
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		w := h.run(ctx, Config{Newest: 3})
		tells(t, w, "halted down", "resumed")
		if text := strings.Join(w.told, "\n"); strings.Contains(text, "failing") {
			t.Errorf("somebody was blamed:\n%s", text)
		}
	})
}

// everybody is a run with so many of the newest users, all of whom connect after
// twenty seconds.
func everybody(t *testing.T, users int, change func(*host)) *watched {
	t.Helper()
	h := newHost(Loopback)
	var ids []string
	for n := range users {
		ids = append(ids, fmt.Sprint("u-", n))
	}
	h.newest = func(time.Duration) []string { return ids }
	h.status = func(_ string, at time.Duration) string { return steps(at, "0 PENDING, 20 CONNECTED") }
	change(h)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	return h.run(ctx, Config{Newest: users, Pace: Loopback})
}

// latest is when the last of the transitions was seen, of how many.
func latest(w *watched) (at float64, n int) {
	for _, line := range w.told {
		if moment, what, _ := strings.Cut(line, " "); strings.HasSuffix(what, "PENDING>CONNECTED") {
			at, _ = strconv.ParseFloat(moment, 64)
			n++
		}
	}
	return at, n
}

// From a few users on the lists of everybody are read, which take as many calls for
// all as those of one user do.
func TestTheListsOfEverybodyAreRead(t *testing.T) {
	for name, change := range map[string]func(*host){
		"to their end":         func(*host) {},
		"as far as is of need": func(h *host) { h.endlessForAll, h.young = true, true },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				w := everybody(t, 500, change)
				if at, n := latest(w); n != 500 || at > 23 {
					t.Errorf("%d transitions were seen, the last after %.1f s", n, at)
				}
				for _, c := range w.calls {
					if c.user != "" {
						t.Fatalf("%s of %s alone", c.what, c.user)
					}
				}
			})
		})
	}
}

// Where the lists of everybody are too long or fail, each user is asked about.
func TestWithoutTheListsOfEverybody(t *testing.T) {
	for name, change := range map[string]func(*host){
		"too long": func(h *host) { h.endlessForAll = true },
		"fail":     func(h *host) { h.brokenForAll = true },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				w := everybody(t, 20, change)
				if _, n := latest(w); n != 20 && name == "fail" || w.looks("u-7") == 0 {
					t.Errorf("%d transitions were seen, %d looks at one", n, w.looks("u-7"))
				}
				if text := strings.Join(w.told, "\n"); strings.Contains(text, "halted") || strings.Contains(text, "failing") {
					t.Errorf("it said\n%s", text)
				}
				tries := 0
				for _, c := range w.calls {
					if c.what == "accounts" && c.user == "" {
						tries++
					}
				}
				if tries > 60 { // one that is too long is not tried again soon
					t.Errorf("the lists were tried %d times in three minutes", tries)
				}
			})
		})
	}
}

// What a poll of one user brings is dropped once the lists of everybody are read, for
// it is older than what these show; and what they bring once they are given up.
func TestWhatIsOlderIsDropped(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := newHost(Remote)
		var lines []string
		f := New(Config{API: h, Limiter: h.limiter, Clock: h.clock, Classify: classify, Newest: 9, Pace: Remote, Report: func(e Event) { lines = append(lines, told(e)) }})
		var users []wire.User
		for n := range listsFrom {
			users = append(users, wire.User{ID: fmt.Sprint("u-", n)})
		}
		alone := func(items ...Item) result {
			return result{of: f.plan.find("u-0"), snapshot: Snapshot{UserID: "u-0", Items: items}}
		}
		f.follow(users[:1])
		before := alone(account("a-1", "PENDING", "", 1))
		before.of.busy, before.of.reported = true, true
		f.follow(users)
		all := result{of: f.plan.find(lists), snapshot: Snapshot{Items: []Item{{Subject: Account, ID: "a-1", UserID: "u-0", Status: "CONNECTED"}}}}
		for _, r := range []result{all, before} {
			if _, err := f.handle(r); err != nil || before.of.reported {
				t.Fatalf("%v, still reported as failing %t", err, before.of.reported)
			}
		}
		f.unlist(0)
		all.snapshot.Items = nil
		if _, err := f.handle(all); err != nil || before.of.busy {
			t.Errorf("%v, busy %t", err, before.of.busy)
		}
		if text := strings.Join(lines, "\n"); strings.Count(text, "looked u-0") != 1 || strings.Count(text, "answered u-0") != 1 || !strings.Contains(text, "CONNECTED") {
			t.Error(text)
		}
	})
}
