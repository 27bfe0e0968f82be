package browser

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// bubble runs a test in which time passes when all wait.
func bubble(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, test)
}

// after lets time pass.
func after(d time.Duration) {
	pause(d)
	synctest.Wait()
}

// pause waits, which takes no time in a bubble.
func pause(d time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	<-ctx.Done()
}

func TestAPageThatListensStays(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, h := made(t, nil)
		b := loaded(t, p)
		h.page(t, flow.PageOpen)
		ctx, closed := context.WithCancel(t.Context())
		orders := b.listens(ctx)
		after(10 * time.Minute)
		h.nothing(t)
		closed() // the connection breaks
		after(usual.away - time.Second)
		h.nothing(t)
		after(time.Second)
		if got := h.page(t, flow.PageGone); !strings.Contains(got.Text, "answer") {
			t.Errorf("got %q", got.Text)
		}
		if err := p.Renew(t.Context()); !errors.Is(err, ErrNoPage) {
			t.Errorf("renewed a page that is gone: %v", err)
		}
		for range orders {
			t.Error("an order")
		}
	})
}

func TestAHiccupIsNoEnd(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, h := made(t, nil)
		b := loaded(t, p)
		h.page(t, flow.PageOpen)
		for range 5 {
			ctx, broken := context.WithCancel(t.Context())
			orders := b.listens(ctx)
			after(time.Minute)
			broken()
			for range orders {
				t.Error("an order")
			}
			after(usual.away - time.Millisecond)
		}
		h.nothing(t)
	})
}

func TestAPageThatComesBackIsThereAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, h := made(t, nil)
		b := loaded(t, p)
		h.page(t, flow.PageOpen)
		after(usual.away)
		h.page(t, flow.PageGone)
		ctx, broken := context.WithCancel(t.Context())
		orders := b.listens(ctx)
		after(time.Second)
		h.page(t, flow.PageOpen)
		b.send(`{"n":1,"at":"2026-03-01T09:00:00Z","broken":"missing","text":""}`)
		why := h.page(t, flow.PageBroken).Text
		broken()
		for range orders {
			t.Error("an order")
		}
		after(usual.away)
		h.page(t, flow.PageGone)
		ctx, broken = context.WithCancel(t.Context())
		orders = b.listens(ctx)
		after(time.Second)
		if got := h.page(t, flow.PageBroken); got.Text != why {
			t.Errorf("got %q", got.Text)
		}
		broken()
		for range orders {
			t.Error("an order")
		}
	})
}

func TestGoodbye(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, h := made(t, nil)
		b := loaded(t, p)
		h.page(t, flow.PageOpen)
		ctx, closed := context.WithCancel(t.Context())
		b.listens(ctx)
		after(time.Second)
		body := `{"items":[` + callbackItem(1, wire.OnClose, `"close"`) + `],"leaving":true}`
		b.post("callbacks", body)
		b.post("callbacks", body) // twice does no harm
		closed()
		after(usual.left - time.Millisecond)
		h.callback(t, wire.OnClose, `{"reason":"close"}`)
		h.nothing(t)
		if err := p.Renew(t.Context()); !errors.Is(err, ErrNoPage) {
			t.Errorf("renewed a page that leaves: %v", err)
		}
		after(time.Millisecond)
		if got := h.page(t, flow.PageGone); !strings.Contains(got.Text, "closed") {
			t.Errorf("got %q", got.Text)
		}
	})
}

// A browser may bring back a page that was left, from the tab's history.
func TestAPageThatWasLeftComesBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, h := made(t, nil)
		b := loaded(t, p)
		h.page(t, flow.PageOpen)
		b.post("callbacks", `{"items":[],"leaving":true}`)
		after(usual.left)
		h.page(t, flow.PageGone)
		ctx, closed := context.WithCancel(t.Context())
		defer closed()
		b.listens(ctx)
		after(time.Second)
		h.page(t, flow.PageOpen)
		if err := p.Renew(t.Context()); err != nil {
			t.Errorf("renewed: %v", err)
		}
		after(time.Second) // the order is heard, and the next awaited
		b.post("callbacks", `{"items":[],"leaving":true}`)
		after(usual.left)
		h.page(t, flow.PageGone)
	})
}

// That the session before still listens does not keep the newest from being gone.
func TestTheSessionBeforeKeepsNothingOpen(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, h := made(t, nil)
		before := loaded(t, p)
		h.page(t, flow.PageOpen)
		loaded(t, p)
		h.page(t, flow.PageOpen)
		after(usual.away - time.Second)
		before.post("listen", `{"heard":0,"hello":true}`)
		after(time.Second)
		h.page(t, flow.PageGone)
		h.nothing(t)
	})
}

// A reload says goodbye and is back at once, however long its token takes.
func TestAReloadIsNoEnd(t *testing.T) {
	bubble(t, func(t *testing.T) {
		slow := tokens()
		p, h := made(t, func(c *Config, _ *bounds) {
			c.Token = func(ctx context.Context) (wire.Secret, error) {
				pause(10 * time.Second)
				return slow(ctx)
			}
		})
		b := loaded(t, p)
		h.page(t, flow.PageOpen)
		b.post("callbacks", `{"leaving":true}`)
		after(usual.left / 2)
		loaded(t, p)
		h.page(t, flow.PageOpen)
		h.nothing(t)
	})
}

// A page that is closed while it is loaded again, or gets no token in time.
func TestAReloadThatFails(t *testing.T) {
	bubble(t, func(t *testing.T) {
		quick, first := tokens(), true
		p, h := made(t, func(c *Config, _ *bounds) {
			c.Token = func(ctx context.Context) (wire.Secret, error) {
				if first {
					first = false
					return quick(ctx)
				}
				<-ctx.Done()
				return "", ctx.Err()
			}
		})
		b := loaded(t, p)
		h.page(t, flow.PageOpen)
		b.post("callbacks", `{"leaving":true}`)
		ctx, closed := context.WithCancel(t.Context())
		secret := loadedSecret(t, p)
		done := make(chan int)
		go func() {
			done <- do(p, request(ctx, p, "POST", "claim", `{"secret":"`+secret+`"}`)).Code
		}()
		after(usual.left * 2)
		h.nothing(t)
		closed()
		<-done
		after(usual.left)
		h.page(t, flow.PageGone)

		if code, _ := claim(t, p, loadedSecret(t, p)); code != 502 {
			t.Errorf("a host that does not answer: %d", code)
		}
		h.page(t, flow.PageBroken)
	})
}

func TestASecondTabTakesOver(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, h := made(t, nil)
		first := loaded(t, p)
		h.page(t, flow.PageOpen)
		was := first.listens(t.Context())
		after(time.Second)
		second := loaded(t, p)
		h.page(t, flow.PageOpen)
		ctx, closed := context.WithCancel(t.Context())
		is := second.listens(ctx)
		if what := <-was; what != orderMoved {
			t.Errorf("ordered %q", what)
		}
		first.post("callbacks", `{"leaving":true}`) // the tab that lost it is closed
		after(time.Minute)
		h.nothing(t)
		if err := p.Renew(t.Context()); err != nil {
			t.Error(err)
		}
		if what := <-is; what != orderRenew {
			t.Errorf("ordered %q", what)
		}
		closed()
		after(time.Minute)
		h.page(t, flow.PageGone)
	})
}

func TestListeningIsAnsweredInTime(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, _ := made(t, nil)
		b := loaded(t, p)
		start := systemNow()
		if what := b.listen(); what != orderNone || systemNow().Sub(start) != usual.poll {
			t.Errorf("%q after %s", what, systemNow().Sub(start))
		}
		start = systemNow()
		if w := b.post("listen", `{"hello":true}`); w.Code != 200 || systemNow().Sub(start) != 0 {
			t.Errorf("hello: %d after %s", w.Code, systemNow().Sub(start))
		}
	})
}
