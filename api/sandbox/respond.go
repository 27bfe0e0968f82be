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

// refuse answers with the envelope of a fault; what is no fault is a mistake of
// the sandbox and becomes SERVER_ERROR.
func (s *Server) refuse(w http.ResponseWriter, now time.Time, err error) {
	var f *fault
	if !errors.As(err, &f) {
		s.cfg.Logger.Error("sandbox failed", "error", err)
		f = &fault{status: http.StatusInternalServerError, code: wire.CodeServerError, message: "the sandbox failed"}
	}
	if f.retry > 0 {
		retryAfter(w, f.retry)
	}
	s.write(w, now, f.status, wire.Envelope[any]{Code: f.code, Message: f.message})
}

// write sends one envelope. The Date is the sandbox's own, so that a client that
// looks at it sees one clock.
func (s *Server) write(w http.ResponseWriter, now time.Time, status int, e wire.Envelope[any]) {
	e.RequestID = s.seed.uuid(s.requests.Add(1))
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
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	h.Set("Date", now.Format(http.TimeFormat))
	w.WriteHeader(status)
	// A client that went away is no failure of the sandbox.
	_, _ = w.Write(body.Bytes())
}
