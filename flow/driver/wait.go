package driver

import (
	"time"

	"winkterm/flow"
)

// wait holds a request back as long as it must stand, and then until it is its
// turn.
func (c call) wait(r flow.Request) error {
	if err := c.Clock.Sleep(c.ctx, c.delay(r)); err != nil {
		return err
	}
	return c.limiter.Wait(c.ctx)
}

// delay is how long a request stands before it is made; the next one of its line
// cancels it.
func (c call) delay(r flow.Request) time.Duration {
	switch r := r.(type) {
	case flow.Poll:
		return c.pace().pause(r.Round, r.Wait)
	case flow.SearchProviders:
		return c.pace().Debounce
	case flow.CreateUser, flow.FetchToken, flow.OpenSession, flow.LoadAccounts, flow.LoadProvider, flow.LoadProviders,
		flow.LoadLogin, flow.CreateAccount, flow.SubmitMFA, flow.ResendCode, flow.RevokeAccount, flow.DisableMonitor,
		flow.LoadFileTypes, flow.LoadArchives, flow.CreateArchive, flow.DeleteArchive,
		flow.LaunchWidget, flow.RenewWidget:
	}
	return 0
}
