package cli

import (
	"context"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/flow/follow"
	"winkterm/flow/session"
)

// BenchmarkWatchAThousandUsers is the time from a moment at which an account of each of
// a thousand users changes until the last of these transitions is reported, at the pace
// of a sandbox on this machine.
func BenchmarkWatchAThousandUsers(b *testing.B) {
	const users = 1000
	o := elsewhere(b, sandbox.Config{Speed: 1})
	for range users {
		o.links(o.user(), "123456")
	}
	f := watchFlags{newest: users}
	config, err := f.follower(session.Host{OpenAPI: o.running.OpenAPI(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey}, api.SystemClock(), nil)
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	changes := make(chan follow.Transition, 10*users)
	config.Report = func(e follow.Event) {
		if polled, ok := e.(follow.Polled); ok {
			for _, t := range polled.Transitions {
				if t.Subject == follow.Account {
					changes <- t
				}
			}
		}
	}
	done := make(chan error)
	go func() { _, err := follow.New(config).Run(ctx); done <- err }()
	for range users { // each is there
		<-changes
	}
	for b.Loop() {
		o.clock.advance(5 * time.Minute) // a code is wanted, and then its time is over
		for range users {
			<-changes
		}
	}
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
}
