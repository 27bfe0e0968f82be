package session

import (
	"context"
	"net/http"

	"winkterm/api/sandbox"
)

// start starts a sandbox of the session's own: with an Authority in memory, where only the
// session's calls lead.
func (c *Config) start(ctx context.Context) (*sandbox.Running, error) {
	if c.Authority == "" {
		return sandbox.Listen(ctx, c.Sandbox)
	}
	box := c.Sandbox
	box.Addr = c.Authority
	running, err := sandbox.Start(box)
	if err == nil {
		c.dial = running.Dial
		c.HTTP = &http.Client{Transport: &http.Transport{DialContext: c.dial}}
	}
	return running, err
}
