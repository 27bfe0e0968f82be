package browser

import (
	"bytes"
	"embed"
	"html/template"
	"mime"
	"net/http"
	"path"
)

//go:embed page
var pageFS embed.FS

// document is the page; its data is the secret of the load.
var document = template.Must(template.ParseFS(pageFS, "page/index.html"))

// files are the page's scripts and style by name.
var files = func() map[string][]byte {
	all := map[string][]byte{}
	entries, _ := pageFS.ReadDir("page")
	for _, e := range entries {
		if name := e.Name(); name != "index.html" {
			all[name], _ = pageFS.ReadFile("page/" + name)
		}
	}
	return all
}()

// types are those of the files, whatever the machine's own table says.
var types = map[string]string{".js": "text/javascript", ".css": "text/css"}

func (p *Page) serveDocument(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	if err := document.Execute(&b, p.newSecret()); err != nil {
		http.Error(w, "the page cannot be drawn", http.StatusInternalServerError)
		return
	}
	send(w, "text/html", b.Bytes())
}

func (p *Page) serveFile(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.URL.Path)
	send(w, types[path.Ext(name)], files[name])
}

func send(w http.ResponseWriter, kind string, content []byte) {
	w.Header().Set("Content-Type", mime.FormatMediaType(kind, map[string]string{"charset": "utf-8"}))
	_, _ = w.Write(content) // who has left is not waited for
}
