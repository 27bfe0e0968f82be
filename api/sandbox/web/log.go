package web

import (
	"log/slog"
	"net/http"
	"time"
)

// Logged writes a line for every request: what was asked for, and what came of it.
func Logged(log *slog.Logger, now func() time.Time, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !log.Enabled(r.Context(), slog.LevelInfo) {
			next.ServeHTTP(w, r)
			return
		}
		began := now()
		rec := &recorder{ResponseWriter: w}
		defer func() { // also when the connection is cut, which is a panic
			log.Info("request", "method", r.Method, "path", r.URL.Path, "status", rec.status, "bytes", rec.bytes,
				"took", now().Sub(began))
		}()
		next.ServeHTTP(rec, r)
	})
}

// recorder remembers what was answered; a status of 0 is none, the connection was cut.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (t *recorder) WriteHeader(status int) {
	t.status = status
	t.ResponseWriter.WriteHeader(status)
}

func (t *recorder) Write(p []byte) (int, error) {
	n, err := t.ResponseWriter.Write(p)
	t.bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (t *recorder) Unwrap() http.ResponseWriter { return t.ResponseWriter }
