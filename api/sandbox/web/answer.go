package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
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
		return s.Refuse(fmt.Errorf("encode an answer: %w", err))
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

// File answers with a file that nothing keeps; HEAD gets the headers alone.
func (s *Server) File(w http.ResponseWriter, r *http.Request, status int, contentType string, content []byte) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	s.Head(w, contentType, len(content))
	w.WriteHeader(status)
	if r.Method == http.MethodGet {
		_, _ = w.Write(content) // a client that went away is no failure
	}
}

// seconds is a duration in whole seconds, at least one.
func seconds(d time.Duration) string {
	return strconv.Itoa(max(1, int((d+time.Second-1)/time.Second)))
}

// Refused is an answer that refuses a request. Its message goes to the client, so
// it names fields but never repeats what was in them.
type Refused struct {
	Status  int
	Code    wire.Code
	Message string
	Retry   time.Duration // for Retry-After, when set
}

func (f *Refused) Error() string { return string(f.Code) + ": " + f.Message }

// Invalid is 400 for the field or parameter of that name.
func Invalid(field, format string, args ...any) error {
	return &Refused{Status: http.StatusBadRequest, Code: wire.CodeInvalidParameters, Message: field + ": " + fmt.Sprintf(format, args...)}
}

// Unauthorized is 401: nobody knows who calls.
func Unauthorized(message string) error {
	return &Refused{Status: http.StatusUnauthorized, Code: wire.CodeInvalidToken, Message: message}
}

// Forbidden is 403.
func Forbidden(message string) error {
	return &Refused{Status: http.StatusForbidden, Code: wire.CodeUnauthorizedAccess, Message: message}
}

// Missing is 404.
func Missing(message string) error {
	return &Refused{Status: http.StatusNotFound, Code: wire.CodeMissingResource, Message: message}
}

// TooMany is 429, to be tried again after a while.
func TooMany(message string, retry time.Duration) error {
	return &Refused{Status: http.StatusTooManyRequests, Code: wire.CodeRequestLimitExceeded, Message: message, Retry: retry}
}
