package browser

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"

	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow"
)

// Config is what a page is made of. Script, Token and OnEvent are needed.
type Config struct {
	// Addr is where to listen; empty means loopback and a port that the system
	// picks. Anything but loopback is refused unless Exposed is set.
	Addr    string
	Exposed bool
	// Script is the full address of the widget's SDK.
	Script string
	// APIHost is the widget's option of that name, which SDK v1 wants; empty for none.
	APIHost string
	// Options go to the widget as far as they are set.
	Options wire.WidgetOptions
	// Token gives a fresh link token, for a token is good for one widget. It is
	// called whenever the page is loaded and for each renewal, from any goroutine.
	Token func(context.Context) (wire.Secret, error)
	// OnEvent takes what happens, in order, one call at a time. It may block: the page
	// keeps what the terminal does not take yet.
	OnEvent func(flow.Event)
	// Open opens a browser at an address that is good for one load, such as OpenURL;
	// nil opens none. It may take as long as the browser runs.
	Open func(url string) error
	// ours says whether a connection is one of this user's; sameUser unless a test
	// says otherwise.
	ours func(from, to uint16) bool
}

// ErrExposed is an address that others than this machine could reach. Listen on
// loopback, or set Config.Exposed.
var ErrExposed = errors.New("the page is for this machine alone: listen on 127.0.0.1, or ask for another address with --listen")

var errIncomplete = errors.New("a page needs Script, Token and OnEvent")

// checked gives the config with its defaults.
func (c Config) checked() (Config, error) {
	if c.Script == "" || c.Token == nil || c.OnEvent == nil {
		return c, errIncomplete
	}
	if c.Addr == "" {
		c.Addr = "127.0.0.1:0"
	}
	if c.ours == nil {
		c.ours = sameUser
	}
	if !c.Exposed && !host.Loopback(c.Addr) {
		return c, fmt.Errorf("%s: %w", c.Addr, ErrExposed)
	}
	for _, address := range []string{c.Script, c.APIHost} {
		if _, err := c.origin(address); address != "" && err != nil {
			return c, err
		}
	}
	return c, nil
}

// plainHost is what may stand in the policy: a semicolon, which an address may
// have there, would begin another directive.
var plainHost = regexp.MustCompile(`^[A-Za-z0-9.\-]+(:[0-9]+)?$|^\[[0-9A-Fa-f:.]+\](:[0-9]+)?$`)

// origin gives the origin of an address that the page may use: https, and http
// where nobody is in between or the page itself goes in the clear.
func (c Config) origin(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || !plainHost.MatchString(u.Host) {
		return "", fmt.Errorf("%q is not an address that a browser can load, such as https://web.smileapi.io/v2/smile.v2.js", address)
	}
	near := c.Exposed || host.Loopback(address)
	if u.Scheme != "https" && (u.Scheme != "http" || !near) {
		return "", fmt.Errorf("%q would go over the network in the clear: use https", address)
	}
	return u.Scheme + "://" + u.Host, nil
}
