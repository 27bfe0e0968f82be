package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"winkterm/api/wire"
)

// Answer is what goes back for one request.
type Answer struct {
	Status int
	Body   []byte
	Retry  time.Duration // for Retry-After, when set
}

// Refuse is the envelope of what was refused; any error but a Refused is a mistake
// of the sandbox and becomes SERVER_ERROR.
func (s *Server) Refuse(err error) Answer {
	var f *Refused
	if !errors.As(err, &f) {
		s.Log.Error("sandbox failed", "error", err)
		f = &Refused{Status: http.StatusInternalServerError, Code: wire.CodeServerError, Message: "the sandbox failed, see its log"}
	}
	a := s.envelope(f.Status, wire.Envelope[any]{Code: f.Code, Message: f.Message})
	a.Retry = f.Retry
	return a
}

// envelope puts one together, with an id of its own.
func (s *Server) envelope(status int, e wire.Envelope[any]) Answer {
	e.RequestID = s.NewID()
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		s.Log.Error("sandbox cannot encode an answer", "error", err)
		status = http.StatusInternalServerError
		body.Reset()
		_ = enc.Encode(wire.Envelope[any]{
			Code: wire.CodeServerError, Message: "the sandbox cannot encode its answer", RequestID: e.RequestID,
		})
	}
	return Answer{Status: status, Body: body.Bytes()}
}

// Send writes an answer. The Date is the sandbox's own, so that a client that
// looks at it sees one clock.
func (s *Server) Send(w http.ResponseWriter, a Answer) {
	if a.Retry > 0 {
		w.Header().Set("Retry-After", seconds(a.Retry))
	}
	s.Head(w, "application/json", len(a.Body))
	w.WriteHeader(a.Status)
	// A client that went away is no failure of the sandbox.
	_, _ = w.Write(a.Body)
}

// Head sets the headers that every answer has.
func (s *Server) Head(w http.ResponseWriter, contentType string, length int) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(length))
	h.Set("Date", s.Now().Format(http.TimeFormat))
}

// seconds is a duration in whole seconds, at least one.
func seconds(d time.Duration) string {
	return strconv.Itoa(max(1, int((d+time.Second-1)/time.Second)))
}
