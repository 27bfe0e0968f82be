package driver_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// aheadLink is a host whose clock is two months ahead: everything that it asks for can be
// answered for five minutes, and its sessions last an hour.
type aheadLink struct{ driver.Link }

const aheadBy = 60 * 24 * time.Hour

func (aheadLink) HostAhead() time.Duration { return aheadBy }

func (aheadLink) asks() (wire.LinkAccount, error) {
	at := api.SystemClock().Now().Add(aheadBy + 5*time.Minute)
	return wire.LinkAccount{Challenge: &wire.Challenge{ID: "c-1", Kind: wire.MFAOTP, ExpiresAt: at}}, nil
}

func (aheadLink) OpenSession(context.Context, wire.Secret, wire.WidgetOptions) (wire.Session, error) {
	return wire.Session{ExpiresAt: api.SystemClock().Now().Add(aheadBy + time.Hour)}, nil
}

func (f aheadLink) CreateAccount(context.Context, wire.LoginRequest) (wire.LinkAccount, error) {
	return f.asks()
}

func (f aheadLink) Account(context.Context, string) (wire.LinkAccount, error) { return f.asks() }

func (f aheadLink) AnswerMFA(context.Context, string, wire.MFAAnswer) (wire.LinkAccount, error) {
	return f.asks()
}

func (f aheadLink) ResendMFA(context.Context, string) (wire.LinkAccount, error) { return f.asks() }

// TestCountdownsGoByThisMachinesClock asks for all that one counts down to.
func TestCountdownsGoByThisMachinesClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		d := driver.New(driver.Config{Link: aheadLink{}, Journal: journal.New(clock.Now), Clock: clock, Pace: driver.Loopback})
		b := bench{Driver: d, clock: clock}
		for i, r := range []flow.Request{
			flow.OpenSession{}, flow.CreateAccount{ProviderID: "sss_ph"}, flow.SubmitMFA{AccountID: "a-1"},
			flow.ResendCode{AccountID: "a-1"}, flow.Poll{Subject: flow.Subject{Kind: flow.SubjectAccount, ID: "a-1"}},
		} {
			b.ask(i+1, r)
			var left time.Duration
			switch reply := b.next(t).Reply.(type) { //nolint:gochecksumtype // nothing else is asked for
			case flow.SessionOpened:
				left = reply.ExpiresAt.Sub(clock.Now()) - time.Hour + 5*time.Minute
			case flow.AccountCreated:
				left = reply.Account.Challenge.ExpiresAt.Sub(clock.Now())
			case flow.AnswerAccepted:
				left = reply.Account.Challenge.ExpiresAt.Sub(clock.Now())
			case flow.AccountSeen:
				left = reply.Account.Challenge.ExpiresAt.Sub(clock.Now())
			}
			if left != 5*time.Minute {
				t.Errorf("%T: %s are left", r, left)
			}
		}
		d.Close()
	})
}
