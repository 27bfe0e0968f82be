package setup

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"

	"winkterm/api"
	"winkterm/api/host"
)

// dialWait is how long a connection may take to be made.
const dialWait = 4 * time.Second

// proxies are the proxies of the environment.
func (u *checkup) proxies() *httpproxy.Config {
	either := func(name string) string {
		if value := u.Env(name); value != "" {
			return value
		}
		return u.Env(strings.ToLower(name))
	}
	return &httpproxy.Config{
		HTTPProxy: either("HTTP_PROXY"), HTTPSProxy: either("HTTPS_PROXY"), NoProxy: either("NO_PROXY"), CGI: u.Env("REQUEST_METHOD") != "",
	}
}

// transport sends by the proxies of the environment.
func (u *checkup) transport() *http.Transport {
	find := u.proxies().ProxyFunc()
	t := api.NewHTTPTransport()
	t.Proxy = func(r *http.Request) (*url.URL, error) { return find(r.URL) }
	t.DialContext = (&net.Dialer{Timeout: dialWait, Resolver: u.Resolver}).DialContext
	t.TLSHandshakeTimeout = dialWait
	return t
}

func checkProxy(_ context.Context, u *checkup) Finding { return u.proxy() }

// findProxy finds what lies between this machine and the host. Where it fails nobody is asked.
func (u *checkup) findProxy(ctx context.Context) Finding {
	target, err := url.Parse(u.Target.OpenAPI)
	if u.Target.Skip != "" || err != nil || CheckAddress(u.Target.OpenAPI, "") != nil {
		return skipped(cmp.Or(u.Target.Skip, "the host's address is none: see host"))
	}
	env, name := u.proxies(), host.Authority(u.Target.OpenAPI)
	if base := new(api.BaseURLError); errors.As(api.CheckProxy(u.Target.OpenAPI, env), &base) {
		return failed(CauseConfiguration, base.Name+" "+base.Problem, "write it like http://proxy.example:8080")
	}
	proxy, err := env.ProxyFunc()(target)
	switch {
	case err != nil:
		return failed(CauseConfiguration, "the address of the proxy is none", "write HTTPS_PROXY or HTTP_PROXY like http://proxy.example:8080")
	case proxy == nil && env.HTTPProxy == "" && env.HTTPSProxy == "":
		return ok("none is set")
	case proxy == nil:
		return ok(name + " is called without the proxy that is set, for it is on this machine, or by its scheme or NO_PROXY")
	case u.Offline:
		return skipped("--offline does not try " + host.Authority(proxy.String()))
	}
	// Its address may have a password in it, which is not shown.
	at := proxy.Host
	if proxy.Port() == "" {
		at = net.JoinHostPort(proxy.Hostname(), cmp.Or(map[string]string{"https": "443", "http": "80"}[proxy.Scheme], "1080"))
	}
	conn, err := (&net.Dialer{Timeout: dialWait, Resolver: u.Resolver}).DialContext(ctx, "tcp", at)
	if err != nil {
		return failed(CauseHost, "the proxy "+host.Authority(at)+" does not answer", "check HTTPS_PROXY and HTTP_PROXY, or name the host in NO_PROXY if it is to be called without")
	}
	_ = conn.Close()
	return ok(host.Authority(at) + " answers, and calls go by it")
}
