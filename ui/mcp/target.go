package mcp

import (
	"context"
	"fmt"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/flow/follow"
	"winkterm/flow/poll"
	"winkterm/flow/redact"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// embedded is the name of the sandbox in the binary.
const embedded = "sandbox"

// asked is a host that the reading tools ask, or the sandbox in the binary.
type asked struct {
	*api.Client
	name string
	// session is open at the host, and nothing happens in it.
	session *session.Session
	// limiter keeps the rate of a host; nil has none.
	limiter *poll.Limiter
}

// wait waits until the host may be asked.
func (a *asked) wait(ctx context.Context) error {
	if a.limiter == nil {
		return ctx.Err()
	}
	return a.limiter.Wait(ctx)
}

// host is the sandbox of a session, without an id the newest session's, else the host that
// is configured, or a sandbox in which nothing has happened. done is to be called behind
// the last question.
func (c *call) host(id string) (a *asked, done func(), err error) {
	if id != "" || c.Sandbox {
		l, done, err := c.use(id)
		if err == nil {
			client, err := l.play.Session().Client()
			return &asked{Client: client, name: embedded}, done, err
		}
		if id != "" || c.ctx.Err() != nil {
			return nil, nil, err
		}
	}
	at := session.Host{}
	if !c.Sandbox {
		if at, err = c.Host(c.ctx); err != nil {
			return nil, nil, fail(kindConfig, "this is for whoever configured the server, in its environment or .env", "%v", err)
		}
	}
	if host.Production(at.OpenAPI) {
		return nil, nil, fail(kindConfig, "have the server configured for Smile's sandbox, or start it with --sandbox", "the configured host is Smile's production, where calls may be billed: these tools never ask it")
	}
	a, err = c.configured(at)
	return a, func() {}, err
}

// configured is a host as it is configured, opened once.
func (s *server) configured(at session.Host) (*asked, error) {
	s.redactor.Learn(redact.Key, at.Key.Reveal())
	s.redactor.Learn(redact.Secret, at.Secret.Reveal())
	s.mu.Lock()
	defer s.mu.Unlock()
	key := at.OpenAPI + " " + at.Key.Reveal() + " " + at.Secret.Reveal()
	if s.hosts == nil || s.hosts[key] != nil {
		return s.hosts[key], s.ctx.Err()
	}
	a, c := &asked{name: embedded}, session.Config{Host: at, Clock: s.Clock, NoSnapshots: true}
	if at.OpenAPI == "" {
		c.Authority, c.Sandbox = rerun.Authority, sandbox.Config{Seed: 1}
	} else {
		a.name, a.limiter = host.Authority(at.OpenAPI), poll.NewLimiter(s.Clock, follow.Remote.Spacing)
		if host.Loopback(at.OpenAPI) {
			a.limiter.SetSpacing(follow.Loopback.Spacing)
		}
	}
	var err error
	if a.session, err = session.Open(s.ctx, c); err == nil {
		a.Client, err = a.session.Client()
	}
	if err != nil {
		return nil, fmt.Errorf("the host cannot be asked: %w", err)
	}
	s.hosts[key] = a
	return a, nil
}
