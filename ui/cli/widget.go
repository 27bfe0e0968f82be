package cli

import (
	"context"
	"net"
	"net/url"
	"strconv"

	"winkterm/flow/driver"
	"winkterm/flow/session"
	"winkterm/ui/browser"
)

// Where the widget's SDK is: below Smile's own address, and below that of a
// sandbox, which serves a stand-in.
const (
	smileScripts   = "https://web.smileapi.io"
	sandboxScripts = "/wink"
)

// sdks are the files of the SDK's versions.
var sdks = map[string]string{"v1": "/v1/smile.v1.js", "v2": "/v2/smile.v2.js"}

// page is how the widget is opened in a browser.
type page struct {
	addr            string
	exposed         bool
	script, apiHost string
	open            func(string) error
}

// choosePage decides from the settings and flags. A sandbox has a stand-in for the
// widget; what answers on this machine and is none shows as a page that is broken.
func choosePage(values map[string]string, f flags, h session.Host) (page, error) {
	p := page{addr: f.listen, exposed: f.listen != "", script: smileScripts + sdks[f.sdk]}
	if h.Control != "" {
		u, err := url.Parse(h.Control)
		if err != nil {
			return page{}, err
		}
		p.script = u.Scheme + "://" + u.Host + sandboxScripts + sdks[f.sdk]
		if p.exposed {
			return page{}, usage("--listen is for a Smile host: the sandbox serves its widget to this machine alone")
		}
	} else if f.sdk == "v1" {
		p.apiHost = values[envLinkHost]
	}
	if port := values[envPort]; port != "" && !p.exposed {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return page{}, usage("%s is a port from 1 to 65535, not %q", envPort, port)
		}
		p.addr = net.JoinHostPort("127.0.0.1", port)
	}
	if !f.noBrowser {
		p.open = browser.OpenURL
	}
	return p, nil
}

// forward is the line that reaches from another machine what the page is made of: the
// page itself, and on this machine the widget's script and API.
func (p page) forward(address string) string { return browser.Forward(address, p.script, p.apiHost) }

// widget serves the page when it is asked for.
func (p page) widget() driver.Widget {
	return func(ctx context.Context, c driver.WidgetConfig) (driver.Hosted, error) {
		return browser.Launch(ctx, browser.Config{
			Addr: p.addr, Exposed: p.exposed, Script: p.script, APIHost: p.apiHost,
			Options: c.Options, Token: c.Token, OnEvent: c.Tell, Open: p.open,
		})
	}
}
