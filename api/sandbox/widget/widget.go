// Package widget serves the stand-in for the Wink widget: a script that defines
// SmileLinkModal and walks the widget's pages against the Link contract of this
// sandbox, at the addresses that the official ones end in. Both versions of the SDK
// are one script; the script itself is in assets.
//
// # What it must not do
//
// It serves files and nothing else: what the script does, it does by the Link
// contract with a session's key, as any host page could.
package widget

import (
	"net/http"

	"winkterm/api/sandbox/web"
	"winkterm/assets"
)

// Path is what all files of the stand-in are below.
const Path = "/wink/"

// Files are the files of the stand-in, by path, for host pages of any origin.
func Files(s *web.Server) map[string]http.Handler {
	script := file(s, "text/javascript; charset=utf-8", assets.WinkScript)
	return map[string]http.Handler{
		Path + "v1/smile.v1.js": script,
		Path + "v2/smile.v2.js": script,
		Path + "wink.css":       file(s, "text/css; charset=utf-8", assets.WinkStyle),
	}
}

// file serves one. Nothing keeps it, so that a page never runs the script of
// another winkterm.
func file(s *web.Server, kind string, content func() []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			s.RefuseMethod(w, r, "GET, HEAD")
			return
		}
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		s.File(w, r, http.StatusOK, kind, content())
	})
}
