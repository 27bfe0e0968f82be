package invite

import (
	"bytes"
	"crypto/subtle"
	"embed"
	"html/template"
	"net/http"
	"path"
	"sync"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

//go:embed page
var files embed.FS

// documents are read when the first page is asked for.
var documents = sync.OnceValue(func() *template.Template { return template.Must(template.ParseFS(files, "page/*.html")) })

// The policy lets a page have its own files, the stand-in of the widget and calls of this
// sandbox, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// timeText is how pages write a moment.
const timeText = "2 January 2006, 15:04 MST"

// pages are what people see of their invites.
type pages struct {
	*Invites
	web   *web.Server
	guard func(*web.Call) error
}

// Pages are the pages by path, in the patterns of http.ServeMux. guard says who may see
// messages; all else wants the token of the link.
func (s *Invites) Pages(server *web.Server, guard func(*web.Call) error) map[string]http.Handler {
	p := &pages{s, server, guard}
	calls := func(do web.Operation) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			setHeaders(w.Header())
			rt := web.Route{Method: r.Method, Path: r.Pattern, Status: http.StatusOK, Do: do}
			p.web.Send(w, p.web.Answer(&web.Call{W: w, R: r, Route: rt}))
		}
	}
	return map[string]http.Handler{
		"GET /_sandbox/mail/{id}":                     http.HandlerFunc(p.mail),
		"GET /invite/{id}":                            http.HandlerFunc(p.landing),
		"POST /invite/{id}/widget":                    calls(p.openWidget),
		"POST /invite/{id}/accounts/{account}/revoke": calls(p.revokeAccount),
		"GET /invite/page.css":                        http.HandlerFunc(p.file),
		"GET /invite/page.js":                         http.HandlerFunc(p.file),
	}
}

// find returns the invite of a link that still opens something.
func (p *pages) find(tx *state.Tx, r *http.Request) (*invite, error) {
	v, ok := p.rows.Get(tx, r.PathValue("id"))
	token := r.URL.Query().Get("token")
	switch {
	case !ok || subtle.ConstantTimeCompare([]byte(token), []byte(v.Token)) != 1:
		return nil, web.Missing("there is no invitation of this link")
	case v.status() == wire.InviteRevoked:
		return v, web.Forbidden("the invitation was revoked")
	case v.expired(tx.Now):
		return v, web.Forbidden("the invitation has expired")
	}
	return v, nil
}

// opens says that somebody sees what is answered, and not a browser that reads ahead.
func opens(r *http.Request) bool {
	return r.Method == http.MethodGet && r.Header.Get("Sec-Purpose") == ""
}

func setHeaders(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer") // the address has the token
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// show answers with a page.
func (p *pages) show(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var b bytes.Buffer
	if err := documents().ExecuteTemplate(&b, name, data); err != nil {
		p.web.Send(w, p.web.Refuse(err))
		return
	}
	_ = p.web.Flush() // as for a GET of the API, which is answered while the disk is full
	p.write(w, r, status, "text/html; charset=utf-8", b.Bytes())
}

func (p *pages) write(w http.ResponseWriter, r *http.Request, status int, kind string, content []byte) {
	setHeaders(w.Header())
	p.web.File(w, r, status, kind, content)
}

// file serves the script or the style of the pages.
func (p *pages) file(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.URL.Path)
	kind := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}[path.Ext(name)]
	content, err := files.ReadFile("page/" + name)
	if err != nil {
		p.web.Send(w, p.web.Refuse(err))
		return
	}
	p.write(w, r, http.StatusOK, kind, content)
}
