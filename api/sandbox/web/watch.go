package web

import (
	"cmp"
	"log/slog"
	"net/http"
	"regexp"
	"time"

	"winkterm/api/wire"
)

// maxPath bounds how much of a path is noted, in bytes.
const maxPath = 300

// secret is what of a path can be one: a link token or a session's key, which
// belong into a header, or the token of an invite, which belongs into the query.
var secret = regexp.MustCompile(`(lt-|ses-|invt-)[0-9a-f]+`)

// Watch notes every request once it is over: what was asked for, and what came of
// it. What took is by the real time, whatever the sandbox's clock says.
func (s *Server) Watch(realNow func() time.Time, note func(wire.SandboxRequest), next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := realNow()
		path := r.URL.Path[:min(len(r.URL.Path), maxPath)]
		rec := &recorder{ResponseWriter: w, note: wire.SandboxRequest{
			At: s.Now(), Method: r.Method, Path: secret.ReplaceAllString(path, "$1•••"),
		}}
		defer func() { // also when the connection is cut, which is a panic
			note(rec.note)
			s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", rec.note.Method), slog.String("path", rec.note.Path), slog.Int("status", rec.note.Status),
				slog.Int("bytes", rec.note.Bytes), slog.Duration("took", realNow().Sub(began)))
		}()
		next.ServeHTTP(rec, r)
		rec.note.Status = cmp.Or(rec.note.Status, http.StatusOK)
	})
}

// recorder notes what is answered.
type recorder struct {
	http.ResponseWriter
	note wire.SandboxRequest
}

// noted is what is noted of the request that w answers.
func noted(w http.ResponseWriter) *wire.SandboxRequest {
	if rec, ok := w.(*recorder); ok {
		return &rec.note
	}
	return new(wire.SandboxRequest)
}

func (t *recorder) WriteHeader(status int) {
	t.note.Status = status
	t.ResponseWriter.WriteHeader(status)
}

func (t *recorder) Write(p []byte) (int, error) {
	n, err := t.ResponseWriter.Write(p)
	t.note.Bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (t *recorder) Unwrap() http.ResponseWriter { return t.ResponseWriter }
