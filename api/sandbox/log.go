package sandbox

import (
	"log/slog"
	"net/http"
)

// logged tells the log of every request: what was asked for, and what came of it.
// Neither queries nor bodies nor headers go there, for they hold people's data.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.cfg.Logger.Enabled(r.Context(), slog.LevelInfo) {
			next.ServeHTTP(w, r)
			return
		}
		began := s.cfg.Clock.Now()
		told := &teller{ResponseWriter: w}
		defer func() { // also when the connection is cut, which is a panic
			s.cfg.Logger.Info("request", "method", r.Method, "path", r.URL.Path, "status", told.status, "bytes", told.bytes,
				"took", s.cfg.Clock.Now().Sub(began))
		}()
		next.ServeHTTP(told, r)
	})
}

// teller remembers what was answered; a status of 0 is none, the connection was cut.
type teller struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (t *teller) WriteHeader(status int) {
	t.status = status
	t.ResponseWriter.WriteHeader(status)
}

func (t *teller) Write(p []byte) (int, error) {
	n, err := t.ResponseWriter.Write(p)
	t.bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (t *teller) Unwrap() http.ResponseWriter { return t.ResponseWriter }
