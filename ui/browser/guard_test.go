package browser

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// A browser that was sent here by another site, or a name that was rebound to
// this machine, gets nothing.
func TestStrangersAreRefused(t *testing.T) {
	t.Parallel()
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	for name, c := range map[string]struct {
		method, path string
		change       func(*http.Request)
		want         int
	}{
		"rebound name":       {"GET", "", host("evil.example:4242"), http.StatusMisdirectedRequest},
		"rebound name, post": {"POST", "claim", host("evil.example:4242"), http.StatusMisdirectedRequest},
		"other port":         {"GET", "", host("127.0.0.1:4243"), http.StatusMisdirectedRequest},
		"no port":            {"GET", "", host("127.0.0.1"), http.StatusMisdirectedRequest},
		"no host":            {"GET", "", host(""), http.StatusMisdirectedRequest},
		"other address":      {"GET", "", host("10.0.0.1:4242"), http.StatusMisdirectedRequest},
		"localhost":          {"GET", "", host("LocalHost:4242"), http.StatusOK},
		"dot at the end":     {"GET", "", host("localhost.:4242"), http.StatusOK},
		"loopback in six":    {"GET", "", host("[::1]:4242"), http.StatusOK},
		"the page itself":    {"POST", "claim", func(*http.Request) {}, http.StatusOK},
		"by its other name": {"POST", "claim", func(r *http.Request) {
			r.Host = "localhost:4242"
			r.Header.Set("Origin", "http://localhost:4242")
		}, http.StatusOK},
		"foreign origin":             {"POST", "claim", set("Origin", "https://evil.example"), http.StatusForbidden},
		"origin by another name":     {"POST", "claim", set("Origin", "http://localhost:4242"), http.StatusForbidden},
		"null origin":                {"POST", "claim", set("Origin", "null"), http.StatusForbidden},
		"no origin":                  {"POST", "claim", func(r *http.Request) { r.Header.Del("Origin") }, http.StatusForbidden},
		"secure origin":              {"POST", "claim", set("Origin", "https://127.0.0.1:4242"), http.StatusForbidden},
		"cross-site post":            {"POST", "claim", set("Sec-Fetch-Site", "cross-site"), http.StatusForbidden},
		"same-site post":             {"POST", "claim", set("Sec-Fetch-Site", "same-site"), http.StatusForbidden},
		"a form":                     {"POST", "claim", set("Content-Type", "text/plain"), http.StatusForbidden},
		"no type":                    {"POST", "claim", func(r *http.Request) { r.Header.Del("Content-Type") }, http.StatusForbidden},
		"the page read by a site":    {"GET", "", set("Sec-Fetch-Site", "cross-site"), http.StatusForbidden},
		"the script used by a site":  {"GET", "main.js", set("Sec-Fetch-Site", "cross-site"), http.StatusForbidden},
		"typed":                      {"GET", "", set("Sec-Fetch-Site", "none"), http.StatusOK},
		"an old browser":             {"GET", "", func(r *http.Request) { r.Header.Del("Sec-Fetch-Site") }, http.StatusOK},
		"no key":                     {"POST", "callbacks", func(*http.Request) {}, http.StatusUnauthorized},
		"wrong key":                  {"POST", "listen", set("Authorization", "Bearer no"), http.StatusUnauthorized},
		"empty key":                  {"POST", "renew", set("Authorization", "Bearer "), http.StatusUnauthorized},
		"wrong path":                 {"GET", "other.js", func(*http.Request) {}, http.StatusNotFound},
		"wrong method":               {"PUT", "claim", func(*http.Request) {}, http.StatusNotFound},
		"preflight":                  {"OPTIONS", "claim", set("Origin", "https://evil.example"), http.StatusNotFound},
		"claim by get":               {"GET", "claim", func(*http.Request) {}, http.StatusNotFound},
		"another random path":        {"GET", "", func(r *http.Request) { r.URL.Path = "/AAAAAAAAAAAAAAAAAAAAAAAAAA/" }, http.StatusNotFound},
		"the root":                   {"GET", "", func(r *http.Request) { r.URL.Path = "/" }, http.StatusNotFound},
		"no path":                    {"GET", "", func(r *http.Request) { r.URL.Path = "" }, http.StatusNotFound},
		"a path above":               {"GET", "../go.mod", func(*http.Request) {}, http.StatusNotFound},
		"the folder of the document": {"GET", "index.html", func(*http.Request) {}, http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, _ := made(t, nil)
			r := request(t.Context(), p, c.method, c.path, fmt.Sprintf(`{"secret":%q}`, p.newSecret())) // which is good
			c.change(r)
			w := do(p, r)
			if w.Code != c.want {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if w.Code != http.StatusOK && strings.Contains(w.Body.String(), p.base) {
				t.Errorf("gives the path away: %s", w.Body)
			}
			checkHeaders(t, p, w.Header())
		})
	}
}

// checkHeaders holds every answer against what all must carry.
func checkHeaders(t *testing.T, p *Page, h http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy":      p.policy,
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin-allow-popups",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                "no-store",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name := range h {
		if strings.HasPrefix(name, "Access-Control-") || name == "Set-Cookie" {
			t.Errorf("%s: %q", name, h.Get(name))
		}
	}
}

// The slash at the end is easily lost in copying; anything else is not forgiven.
func TestTheAddressWithoutItsSlash(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	for method, want := range map[string]int{"GET": http.StatusFound, "POST": http.StatusNotFound} {
		r := request(t.Context(), p, method, "", "")
		r.URL.Path = strings.TrimSuffix(p.base, "/")
		w := do(p, r)
		if w.Code != want || want == http.StatusFound && w.Header().Get("Location") != p.base {
			t.Errorf("%s: %d to %q", method, w.Code, w.Header().Get("Location"))
		}
	}
}

// A link that another site shows may lead here; a frame of it may not.
func TestFollowedLinksAreNotFrames(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	for dest, want := range map[string]int{"document": http.StatusOK, "iframe": http.StatusForbidden, "object": http.StatusForbidden} {
		r := request(t.Context(), p, "GET", "", "")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Sec-Fetch-Mode", "navigate")
		r.Header.Set("Sec-Fetch-Dest", dest)
		if w := do(p, r); w.Code != want {
			t.Errorf("%s: %d", dest, w.Code)
		}
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Config, *bounds)
		want   []string
	}{
		"smile": {nil, []string{
			"default-src 'none'",
			"script-src 'self' https://web.smileapi.io",
			"connect-src 'self' https://web.smileapi.io https://link-sandbox.smileapi.io https://link.smileapi.io",
			"frame-src https://web.smileapi.io https://link-sandbox.smileapi.io https://link.smileapi.io",
			"img-src data: blob: https://web.smileapi.io https://cdn.smileapi.io",
			"style-src 'self' 'unsafe-inline' https://web.smileapi.io",
			"font-src data: https://web.smileapi.io",
			"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
		}},
		"stand-in and a host of its own": {
			func(c *Config, _ *bounds) {
				c.Script, c.APIHost = "http://127.0.0.1:9000/wink/v1/smile.v1.js", "https://link.example.com/v1"
			},
			[]string{
				"default-src 'none'",
				"script-src 'self' http://127.0.0.1:9000",
				"connect-src 'self' http://127.0.0.1:9000 https://web.smileapi.io https://link-sandbox.smileapi.io https://link.smileapi.io https://link.example.com",
				"frame-src http://127.0.0.1:9000 https://web.smileapi.io https://link-sandbox.smileapi.io https://link.smileapi.io https://link.example.com",
				"img-src data: blob: http://127.0.0.1:9000 https://web.smileapi.io https://cdn.smileapi.io",
				"style-src 'self' 'unsafe-inline' http://127.0.0.1:9000 https://web.smileapi.io",
				"font-src data: http://127.0.0.1:9000 https://web.smileapi.io",
				"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
			},
		},
	} {
		p, _ := made(t, c.change)
		if want := strings.Join(c.want, "; "); p.policy != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, p.policy, want)
		}
	}
}

// Nothing but the answers to a claim and a renewal has the link token in it.
func TestNoAnswerToGetHasTheToken(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	b := loaded(t, p)
	if b.Token.Reveal() != "token-1" {
		t.Fatalf("token %q", b.Token.Reveal())
	}
	names := append([]string{""}, files...)
	for _, name := range names {
		w := do(p, request(t.Context(), p, "GET", name, ""))
		if all := fmt.Sprint(w.Body, w.Header()); w.Code != http.StatusOK || strings.Contains(all, "token-") || strings.Contains(all, b.Key) {
			t.Errorf("%q: %d %s", name, w.Code, all)
		}
		checkHeaders(t, p, w.Header())
	}
	if len(names) < 6 {
		t.Errorf("only %q", names)
	}
	for path, body := range map[string]string{"listen": `{"hello":true}`, "callbacks": `{}`, "renew": `{"order":0}`, "claim": `{}`} {
		if w := b.post(path, body); strings.Contains(w.Body.String(), "token-") {
			t.Errorf("%s: %s", path, w.Body)
		}
	}
}

func TestFilesHaveTheirTypes(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	for name, want := range map[string]string{
		"": "text/html; charset=utf-8", "main.js": "text/javascript; charset=utf-8", "page.css": "text/css; charset=utf-8",
	} {
		if got := do(p, request(t.Context(), p, "GET", name, "")).Header().Get("Content-Type"); got != want {
			t.Errorf("%q: %s", name, got)
		}
	}
	if got := loaded(t, p).post("listen", `{"hello":true}`).Header().Get("Content-Type"); got != "application/json" {
		t.Errorf("an answer: %s", got)
	}
}
