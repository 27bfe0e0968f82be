package web

import (
	"crypto/subtle"
	"net/http"
	"strings"

	"winkterm/api/wire"
)

// NeedKey is the guard that wants a key and secret by HTTP Basic.
func NeedKey(key string, secret wire.Secret) func(*Call) error {
	return func(c *Call) error {
		k, s, ok := c.R.BasicAuth()
		if !ok {
			return Unauthorized("HTTP Basic with the API key and secret is wanted")
		}
		right := subtle.ConstantTimeCompare([]byte(k), []byte(key)) &
			subtle.ConstantTimeCompare([]byte(s), []byte(secret.Reveal()))
		if right != 1 {
			return Unauthorized("the API key or secret is wrong")
		}
		return nil
	}
}

// CrossOrigin lets pages of any origin use what is below the paths, and nothing
// else. It is for paths where whoever calls shows a token or a session's key in a
// header; nothing is done for a cookie, so a foreign page can do nothing there
// that it was not given the token for.
func CrossOrigin(next http.Handler, paths ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, p := range paths {
			if strings.HasPrefix(r.URL.Path, p) {
				w.Header().Set(allowOrigin, "*")
				w.Header().Set("Access-Control-Expose-Headers", "Date, Retry-After")
			}
		}
		next.ServeHTTP(w, r)
	})
}

const allowOrigin = "Access-Control-Allow-Origin"

// isPreflight says that a browser asks whether a page may call.
func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Origin") != "" && r.Header.Get("Access-Control-Request-Method") != ""
}

// preflight answers it. It is neither counted nor met by faults: the page itself
// did not ask.
func preflight(w http.ResponseWriter, allowed string) {
	h := w.Header()
	h.Set("Access-Control-Allow-Methods", allowed)
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
}
