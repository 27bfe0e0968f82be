package session

import (
	"context"
	"net"
	"net/http"
	"strings"
)

// standFor puts the Authority into the addresses of the session's own sandbox, and leads
// what is called there to where it listens.
func (c *Config) standFor(listens string) {
	if c.Authority == "" {
		return
	}
	for _, address := range []*string{&c.Host.OpenAPI, &c.Host.Link, &c.Host.Control} {
		*address = strings.Replace(*address, listens, c.Authority, 1)
	}
	c.dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, listens)
	}
	c.HTTP = &http.Client{Transport: &http.Transport{DialContext: c.dial}}
}
