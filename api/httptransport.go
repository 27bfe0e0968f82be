package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// How long nothing may come over an HTTP/2 connection until it is pinged, and until
// it is given up. Both together are well below every time-out, so that a call that
// met a silent connection can be made again on a new one.
const (
	silentAfter = 4 * time.Second
	deadAfter   = 4 * time.Second
)

// NewHTTPTransport makes what clients send by unless they are given another way: by
// the proxy of the environment, and over HTTP/2 connections that are pinged, so that
// one that has gone silent (a machine that slept, a router that forgot it) is replaced.
// It can be changed before its first use.
func NewHTTPTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  proxyOf(httpproxy.FromEnvironment()),
		OnProxyConnectResponse: proxyAnswered,
		ForceAttemptHTTP2:      true,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: silentAfter, PingTimeout: deadAfter},
		MaxIdleConns:           100,
		IdleConnTimeout:        90 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
	}
}

// shared is that of all clients that are given no other.
var shared = sync.OnceValue(NewHTTPTransport)

func proxyOf(c *httpproxy.Config) func(*http.Request) (*url.URL, error) {
	find := c.ProxyFunc()
	return func(r *http.Request) (*url.URL, error) { return find(r.URL) }
}

// proxyError is a proxy's refusal to connect to the host.
type proxyError struct{ status int }

func (e *proxyError) Error() string {
	return fmt.Sprintf("the proxy answers CONNECT with %d %s", e.status, http.StatusText(e.status))
}

func proxyAnswered(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode != http.StatusOK {
		return &proxyError{answer.StatusCode}
	}
	return nil
}

// checkProxy is CheckProxy with the process's environment.
func checkProxy(base string) error {
	err := CheckProxy(base, httpproxy.FromEnvironment())
	if wrong := new(BaseURLError); errors.As(err, &wrong) && os.Getenv(wrong.Name) == "" {
		wrong.Name = strings.ToLower(wrong.Name)
	}
	return err
}

// CheckProxy fails with a *BaseURLError when calls to the base URL are meant to go by
// a proxy of the environment whose address cannot be one: net/http would go past it, or
// elsewhere, without a word. The address may hold a password, so it is not in the error.
func CheckProxy(base string, env *httpproxy.Config) error {
	u, err := url.Parse(base)
	if err != nil {
		return err
	}
	address := env.HTTPSProxy
	if u.Scheme == "http" {
		address = env.HTTPProxy
	}
	if address == "" || proxyOK(address) {
		return nil
	}
	exempt := *env
	exempt.HTTPProxy, exempt.HTTPSProxy = "http://proxy.invalid", "http://proxy.invalid"
	if wanted, _ := exempt.ProxyFunc()(u); wanted == nil {
		return nil
	}
	return &BaseURLError{Name: strings.ToUpper(u.Scheme) + "_PROXY", Problem: "is not an address", example: "http://proxy.example:8080"}
}

func proxyOK(address string) bool {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	return err == nil && u.Hostname() != "" && portOK(u) && slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme)
}
