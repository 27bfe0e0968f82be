package browser

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"winkterm/api/host"
	"winkterm/flow"
)

func TestOnlyLoopbackUnlessExposed(t *testing.T) {
	t.Parallel()
	h := newHeard()
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.com:0"} {
		_, err := Launch(t.Context(), Config{Addr: addr, Script: sdk, Token: tokens(), OnEvent: h.tell})
		if !errors.Is(err, ErrExposed) || !strings.Contains(err.Error(), "--listen") {
			t.Errorf("%s: %v", addr, err)
		}
	}
	for _, addr := range []string{"", "127.0.0.1:0", "localhost:0"} {
		p, err := Launch(t.Context(), Config{Addr: addr, Script: sdk, Token: tokens(), OnEvent: h.tell})
		if err != nil {
			t.Fatalf("%q: %v", addr, err)
		}
		if !strings.HasPrefix(p.URL(), "http://127.0.0.1:") {
			t.Errorf("%q is served at %s", addr, p.URL())
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestWhereItTurnsOutToListen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		at      string
		exposed bool
		want    error
	}{{"127.0.0.1:9", false, nil}, {"[::1]:9", false, nil}, {"10.0.0.1:9", true, nil}, {"10.0.0.1:9", false, ErrExposed}} {
		if err := (Config{Exposed: c.exposed}).keepsToItself(netip.MustParseAddrPort(c.at)); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestExposedKnowsItsNames(t *testing.T) {
	t.Parallel()
	p, _ := served(t, func(c *Config, _ *bounds) { c.Addr, c.Exposed = "0.0.0.0:0", true }, nil)
	if strings.Contains(p.URL(), "0.0.0.0") {
		t.Errorf("the address for others is %s", p.URL())
	}
	port := p.names[0][strings.LastIndex(p.names[0], ":"):]
	for host, want := range map[string]int{p.names[0]: http.StatusOK, "localhost" + port: http.StatusOK, "evil.example" + port: http.StatusMisdirectedRequest} {
		req, err := http.NewRequestWithContext(t.Context(), "GET", "http://127.0.0.1"+port+p.base, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		resp, err := client(t).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%s: %d", host, resp.StatusCode)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for at, want := range map[string][]string{
		"127.0.0.1:80":     {"127.0.0.1:80", "127.0.0.1", "localhost:80", "localhost", "[::1]:80", "[::1]"},
		"[::1]:8080":       {"[::1]:8080", "127.0.0.1:8080", "localhost:8080"},
		"192.168.1.5:9000": {"192.168.1.5:9000", "localhost:9000"},
	} {
		got := names(netip.MustParseAddrPort(at))
		for _, name := range want {
			if !slices.Contains(got, host.Authority("http://"+name)) {
				t.Errorf("%s: no %s in %q", at, name, got)
			}
		}
	}
}

func TestReachableAddresses(t *testing.T) {
	t.Parallel()
	var addrs []net.Addr
	for _, text := range []string{"127.0.0.1/8", "::1/128", "2001:db8::7/64", "169.254.3.4/16", "fe80::1/64", "192.168.1.5/24"} {
		ip, network, err := net.ParseCIDR(text)
		if err != nil {
			t.Fatal(err)
		}
		addrs = append(addrs, &net.IPNet{IP: ip, Mask: network.Mask})
	}
	got := reachable(append(addrs, &net.UnixAddr{Name: "no address"}))
	if len(got) < 2 || !slices.Equal(got[:2], []string{"192.168.1.5", "2001:db8::7"}) || len(got) > 3 { // and the name
		t.Errorf("%q", got)
	}
}

func TestATakenPort(t *testing.T) {
	t.Parallel()
	p, h := served(t, nil, nil)
	_, err := Launch(t.Context(), Config{Addr: p.names[0], Script: sdk, Token: tokens(), OnEvent: h.tell})
	if err == nil || !strings.Contains(err.Error(), "APP_PORT") {
		t.Errorf("launched on a taken port: %v", err)
	}
	h.nothing(t)
}

func TestConfigsThatDoNotDo(t *testing.T) {
	t.Parallel()
	h := newHeard()
	good := Config{Script: sdk, Token: tokens(), OnEvent: h.tell}
	for name, change := range map[string]func(*Config){
		"no script":              func(c *Config) { c.Script = "" },
		"no token":               func(c *Config) { c.Token = nil },
		"no terminal":            func(c *Config) { c.OnEvent = nil },
		"script in the clear":    func(c *Config) { c.Script = "http://web.smileapi.io/v2/smile.v2.js" },
		"script of no address":   func(c *Config) { c.Script = "smile.v2.js" },
		"script inline":          func(c *Config) { c.Script = "data:text/javascript,1" },
		"a directive in a host":  func(c *Config) { c.Script = "https://web.smileapi.io;frame-ancestors/x.js" },
		"a second host":          func(c *Config) { c.Script = "https://web.smileapi.io,*/x.js" },
		"a wildcard":             func(c *Config) { c.APIHost = "https://*/v1" },
		"host API in the clear":  func(c *Config) { c.APIHost = "http://link.smileapi.io/v1" },
		"host API of no address": func(c *Config) { c.APIHost = "link" },
		"no port":                func(c *Config) { c.Addr = "127.0.0.1" },
	} {
		c := good
		change(&c)
		if p, err := Launch(t.Context(), c); err == nil {
			_ = p.Close()
			t.Errorf("%s: launched", name)
		}
	}
	for _, script := range []string{"http://127.0.0.1:9/x.js", "http://localhost:9/x.js", "http://[::1]:9/x.js", "https://SDK.example.com:8443/x.js"} {
		c := good
		c.Script = script
		if _, err := c.checked(); err != nil {
			t.Errorf("%s: %v", script, err)
		}
	}
}

func TestOpening(t *testing.T) {
	t.Parallel()
	opened := make(chan string, 1)
	p, h := served(t, func(c *Config, _ *bounds) {
		c.Open = func(url string) error { opened <- url; return nil }
	}, nil)
	address := <-opened
	if strings.Contains(address, p.base) {
		t.Errorf("opened %s, served at %s", address, p.URL())
	}
	h.nothing(t)
	for _, want := range []int{http.StatusOK, http.StatusGone} { // it is good for one load
		resp, err := client(t).Get(address)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != want || want == http.StatusOK && resp.Request.URL.String() != p.URL() {
			t.Errorf("%d at %s", resp.StatusCode, resp.Request.URL)
		}
	}

	_, h = served(t, func(c *Config, _ *bounds) {
		c.Open = func(string) error { return ErrNoDisplay }
	}, nil)
	if got := h.page(t, flow.PageWaiting); !strings.Contains(got.Text, "no display") {
		t.Errorf("got %q", got.Text)
	}
}
