package browser

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"winkterm/api/host"
)

// ServeHTTP answers a browser. What is not for this page learns nothing about it.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header(), p.policy)
	if !slices.Contains(p.names, host.Authority("http://"+r.Host)) {
		http.Error(w, "this server does not go by that name", http.StatusMisdirectedRequest)
		return
	}
	if subtle.ConstantTimeCompare([]byte(r.URL.Path), []byte(p.ticket.path)) == 1 && r.Method == http.MethodGet {
		p.serveTicket(w, r)
		return
	}
	if r.URL.Path+"/" == p.base && r.Method == http.MethodGet { // the last letter is easily lost
		http.Redirect(w, r, p.base, http.StatusFound)
		return
	}
	path, ok := p.under(r.URL.Path)
	rt, known := routes[r.Method+" "+path]
	switch {
	case !ok || !known:
		http.Error(w, "there is nothing here", http.StatusNotFound)
	case !rt.allows(r):
		http.Error(w, "this is for the page itself", http.StatusForbidden)
	default:
		rt.serve(p, w, r)
	}
}

// under gives what follows the random path.
func (p *Page) under(path string) (string, bool) {
	n := len(p.base)
	if len(path) < n || subtle.ConstantTimeCompare([]byte(path[:n]), []byte(p.base)) != 1 {
		return "", false
	}
	return path[n:], true
}

// route is a request that the page knows.
type route struct {
	// allows says whether it may come from where it comes from.
	allows func(*http.Request) bool
	serve  func(*Page, http.ResponseWriter, *http.Request)
}

// routes are by method and what follows the random path.
var routes = func() map[string]route {
	all := map[string]route{
		"GET ":           {navigation, (*Page).serveDocument},
		"POST claim":     {scripted, (*Page).serveClaim},
		"POST listen":    {scripted, withSession((*Page).serveListen)},
		"POST renew":     {scripted, withSession((*Page).serveRenew)},
		"POST callbacks": {scripted, withSession((*Page).serveCallbacks)},
	}
	for _, name := range files {
		all["GET "+name] = route{sameOrigin, (*Page).serveFile}
	}
	return all
}()

// navigation lets in who types the address, follows it from wherever it is shown, or
// loads it again; not who puts it into a frame or reads it from elsewhere.
func navigation(r *http.Request) bool {
	return sameOrigin(r) || r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

// sameOrigin lets in the page itself. A browser that reaches the page by plain HTTP
// from another machine does not say where a request comes from.
func sameOrigin(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "" || site == "none" || site == "same-origin"
}

// scripted lets in scripts of the page: no other origin, and no form, which cannot
// send this type.
func scripted(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	origin := r.Header.Get("Origin")
	return err == nil && kind == "application/json" && sameOrigin(r) &&
		strings.HasPrefix(origin, "http://") && host.Authority(origin) == host.Authority("http://"+r.Host)
}

// withSession finds whose key a request carries.
func withSession(serve func(*Page, http.ResponseWriter, *http.Request, *session)) func(*Page, http.ResponseWriter, *http.Request) {
	return func(p *Page, w http.ResponseWriter, r *http.Request) {
		key, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		s := p.sessionOf(key)
		if !bearer || s == nil {
			http.Error(w, "this page is not known any more: load it again", http.StatusUnauthorized)
			return
		}
		serve(p, w, r, s)
	}
}

// read gives the body of a request, or answers what is wrong with it.
func read(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		http.Error(w, "that is too much at once", http.StatusRequestEntityTooLarge)
	case err != nil:
		http.Error(w, "the request did not arrive whole", http.StatusBadRequest)
	}
	return body, err == nil
}

// readInto reads a small body.
func readInto(w http.ResponseWriter, r *http.Request, into any) bool {
	body, ok := read(w, r)
	if ok && decode(body, into) != nil {
		http.Error(w, errFormat.Error(), http.StatusBadRequest)
		return false
	}
	return ok
}

// errFormat: a request is not what the page sends.
var errFormat = errors.New("this is not what the page sends")

// decode reads one JSON value without unknown fields.
func decode(body []byte, into any) error {
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.DisallowUnknownFields()
	if !utf8.Valid(body) || d.Decode(into) != nil || d.More() {
		return errFormat
	}
	return nil
}

// answer sends a value as JSON.
func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // who has left is not waited for
}
