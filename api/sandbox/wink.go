package sandbox

import (
	"net/http"
	"strconv"
	"strings"

	"winkterm/assets"
)

// The stand-in for the Wink widget is served under winkPath, at the addresses
// that the official ones end in; both versions are one script.
const (
	winkPath = "/wink/"
	linkPath = "/link/v1/"
)

// wink is the files of the stand-in, by path.
func (s *Server) wink() map[string]http.Handler {
	script := s.file("text/javascript; charset=utf-8", assets.WinkScript)
	return map[string]http.Handler{
		winkPath + "v1/smile.v1.js": script,
		winkPath + "v2/smile.v2.js": script,
		winkPath + "wink.css":       s.file("text/css; charset=utf-8", assets.WinkStyle),
	}
}

// file serves a file that host pages of any origin may use. Nothing keeps it, so
// that a page never runs the script of another winkterm.
func (s *Server) file(kind string, content func() []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			send(w, s.clock.Now(), s.refusal(unsupportedMethod(r.Method)))
			return
		}
		h.Set("Content-Type", kind)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Length", strconv.Itoa(len(content())))
		h.Set("Date", s.clock.Now().Format(http.TimeFormat))
		if r.Method == http.MethodGet {
			_, _ = w.Write(content()) // a client that went away is no failure
		}
	})
}

// crossOrigin lets pages of any origin use the stand-in and the Link API, and
// nothing else. Whoever calls the Link API shows a token or a session's key in a
// header; nothing is done for a cookie, so a foreign page can do nothing there
// that it was not given the token for.
func crossOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if forPages(r) {
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.Header().Set("Access-Control-Expose-Headers", "Date, Retry-After")
		}
		next.ServeHTTP(w, r)
	})
}

func forPages(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, linkPath) || strings.HasPrefix(r.URL.Path, winkPath)
}

// isPreflight says that a browser asks whether a page may call the Link API.
func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && strings.HasPrefix(r.URL.Path, linkPath) &&
		r.Header.Get("Origin") != "" && r.Header.Get("Access-Control-Request-Method") != ""
}

// preflight answers it. It is neither counted nor struck by faults: the page
// itself did not ask.
func preflight(w http.ResponseWriter, allowed string) {
	h := w.Header()
	h.Set("Access-Control-Allow-Methods", allowed)
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
}
