package follow

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestHowItEnds(t *testing.T) {
	connected := []string{"CONNECTED"}
	refused := failure{Failure{Kind: Refused}, "the key is refused"}
	missing := failure{Failure{Kind: Wrong}, "not found"}
	down := failure{text: "nothing listens there"}
	always := func(err error) func(*host, string, time.Duration) error {
		return func(*host, string, time.Duration) error { return err }
	}
	only := func(what string, err error) func(*host, string, time.Duration) error {
		return func(_ *host, call string, _ time.Duration) error {
			if call == what {
				return err
			}
			return nil
		}
	}
	for name, c := range map[string]struct {
		until   []string
		timeout time.Duration
		users   []string
		line    string
		silent  bool
		fail    func(*host, string, time.Duration) error
		end     time.Duration // of the context, 0 for never
		met     string
		err     string
		cause   bool // it is told why the host never answered
		after   time.Duration
	}{
		"it is there at once":         {until: connected, users: []string{"u"}, line: "0 CONNECTED", met: "CONNECTED", after: time.Second},
		"it ends in ERROR":            {until: connected, users: []string{"u"}, line: "0 PENDING, 5 ERROR ACCOUNT_LOCKED", err: "the account a-u of user u ended in ERROR (ACCOUNT_LOCKED)", after: 6 * time.Second},
		"it stood in ERROR":           {until: connected, users: []string{"u"}, line: "0 ERROR", err: "ended in ERROR", after: time.Second},
		"of somebody nobody named":    {until: connected, timeout: time.Minute, line: "0 ERROR", err: "no CONNECTED", after: time.Minute},
		"the time is up":              {until: connected, timeout: time.Minute, users: []string{"u"}, line: "0 PENDING", err: "the time is up after 1m0s and there was no CONNECTED", after: time.Minute},
		"nothing is awaited":          {timeout: time.Minute, users: []string{"u"}, line: "0 PENDING", after: time.Minute},
		"the host never answered":     {timeout: time.Minute, users: []string{"u"}, fail: always(down), err: "never answered: nothing listens there", cause: true, after: time.Minute},
		"a host that asks for an age": {until: connected, timeout: time.Minute, users: []string{"u"}, fail: always(failure{Failure{Wait: 24 * time.Hour}, "later"}), err: "never answered: later", after: time.Minute},
		"a host that is silent":       {timeout: time.Second, users: []string{"u"}, silent: true, err: "never answered: the first call", after: time.Second},
		"the user leaves":             {users: []string{"u"}, end: time.Minute, after: time.Minute},
		"before it came":              {until: connected, line: "0 PENDING", users: []string{"u"}, end: time.Minute, err: "stopped", after: time.Minute},
		"the key is refused":          {users: []string{"u"}, fail: always(refused), err: "the key is refused", after: time.Second},
		"also later":                  {users: []string{"u"}, fail: only("tasks", refused), err: "the key is refused", after: time.Second},
		"there is no such user":       {users: []string{"u"}, fail: only("user", missing), err: "not found", after: time.Second},
		"something else is missing":   {until: connected, timeout: time.Minute, users: []string{"u"}, line: "0 CONNECTED", fail: only("tasks", missing), err: "not found", after: time.Minute},
		"a list that never ends":      {until: connected, timeout: 5 * time.Minute, users: []string{"u"}, line: "endless", err: "more than 20 pages", after: 5 * time.Minute},
		"a list that leads back":      {until: connected, timeout: time.Minute, users: []string{"u"}, line: "loops", err: "leads back", after: time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				h := newHost(Remote)
				h.fail, h.newest = c.fail, func(time.Duration) []string { return []string{"u"} }
				h.status = func(_ string, at time.Duration) string { return steps(at, c.line) }
				h.endless, h.loops = c.line == "endless", c.line == "loops"
				if c.silent {
					h.takes = time.Hour
				}
				u, err := ParseUntil(c.until)
				if err != nil {
					t.Fatal(err)
				}
				ctx := t.Context()
				if c.end > 0 {
					limited, cancel := context.WithTimeout(ctx, c.end)
					defer cancel()
					ctx = limited
				}
				config := Config{Users: c.users, Newest: 3, Until: u, Timeout: c.timeout}
				w := h.run(ctx, config)
				met := ""
				if w.met != nil {
					met = w.met.To
				}
				if met != c.met || (w.err == nil) != (c.err == "") || w.err != nil && !strings.Contains(w.err.Error(), c.err) {
					t.Errorf("met %q, error %v", met, w.err)
				}
				if c.cause != errors.Is(w.err, down) {
					t.Errorf("the cause is %v", errors.Unwrap(w.err))
				}
				if took := h.since(); took > c.after+5*time.Second || took < c.after-time.Second {
					t.Errorf("it took %s", took)
				}
			})
		})
	}
}
