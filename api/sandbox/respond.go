package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"winkterm/api/wire"
)

// answer is what goes back for one request.
type answer struct {
	status int
	body   []byte
	retry  time.Duration // for Retry-After, when set
}

// refusal is the envelope of what was refused; any other error is a mistake of the
// sandbox and becomes SERVER_ERROR.
func (s *Server) refusal(err error) answer {
	var f *refused
	if !errors.As(err, &f) {
		s.cfg.Logger.Error("sandbox failed", "error", err)
		f = &refused{status: http.StatusInternalServerError, code: wire.CodeServerError, message: "the sandbox failed, see its log"}
	}
	a := s.envelope(f.status, wire.Envelope[any]{Code: f.code, Message: f.message})
	a.retry = f.retry
	return a
}

// envelope puts one together, with an id of its own.
func (s *Server) envelope(status int, e wire.Envelope[any]) answer {
	e.RequestID = s.seed.uuid(s.front.Runs<<40 + s.requests.Add(1))
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		s.cfg.Logger.Error("sandbox cannot encode an answer", "error", err)
		status = http.StatusInternalServerError
		body.Reset()
		_ = enc.Encode(wire.Envelope[any]{
			Code: wire.CodeServerError, Message: "the sandbox cannot encode its answer", RequestID: e.RequestID,
		})
	}
	return answer{status: status, body: body.Bytes()}
}

// send writes an answer. The Date is the sandbox's own, so that a client that
// looks at it sees one clock.
func send(w http.ResponseWriter, now time.Time, a answer) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	h.Set("Date", now.Format(http.TimeFormat))
	if a.retry > 0 {
		h.Set("Retry-After", seconds(a.retry))
	}
	w.WriteHeader(a.status)
	// A client that went away is no failure of the sandbox.
	_, _ = w.Write(a.body)
}

// seconds is a duration in whole seconds, at least one.
func seconds(d time.Duration) string {
	return strconv.Itoa(max(1, int((d+time.Second-1)/time.Second)))
}
