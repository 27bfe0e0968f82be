package browser

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"path"
	"sync"
)

//go:embed page
var pageFS embed.FS

// document is the page, read when it is first asked for; its data is the secret of the load.
var document = sync.OnceValue(func() *template.Template { return template.Must(template.ParseFS(pageFS, "page/index.html")) })

// files are the page's scripts and style.
var files = []string{"connection.js", "main.js", "page.css", "view.js", "widget.js"}

// types are those of the files, whatever the machine's own table says.
var types = map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

func (p *Page) serveDocument(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	if err := document().Execute(&b, p.newSecret()); err != nil {
		http.Error(w, "the page cannot be drawn", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // who has left is not waited for
}

func (p *Page) serveFile(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.URL.Path)
	w.Header().Set("Content-Type", types[path.Ext(name)])
	http.ServeFileFS(w, r, pageFS, "page/"+name)
}
