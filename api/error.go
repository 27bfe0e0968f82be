package api

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"winkterm/api/wire"
)

// Kind tells failures apart that a caller treats differently. Each says what to
// do next.
type Kind int

// The kinds of failure.
const (
	// KindKeyRefused: the API key is missing, wrong, or of the other mode. Ask for another.
	KindKeyRefused Kind = iota + 1
	// KindTokenRefused: the link token or session key is spent or over. RefreshToken and
	// a new session go on.
	KindTokenRefused
	// KindForbidden: the key is good and may not do this. Show the request id.
	KindForbidden
	// KindMissing: there is no such thing. Drop the id, or ask for another.
	KindMissing
	// KindInvalid: the request does not suit the API. Show the message; the input changes.
	KindInvalid
	// KindRateLimited: too many requests. Wait RetryAfter, or a few seconds when it is 0.
	KindRateLimited
	// KindServerDown: the host is at fault (500, 502, 503 …). Try again later; what is not
	// idempotent may have been carried out, here and with the next kinds.
	KindServerDown
	// KindTimeout: no answer in time, the host's (504), ours or the context's. Try again.
	KindTimeout
	// KindNotEnvelope: what answered is not the API, or not this version of it: a proxy's
	// page, other JSON, another shape, more than MaxBody. Show Title and Advice.
	KindNotEnvelope
	// KindCutOff: the connection ended before the answer did. Try again.
	KindCutOff
	// KindUnreachable: nothing was sent, for the name does not resolve, the host or a
	// proxy refuses, or TLS fails. Check the base URL and the network, then try again.
	KindUnreachable
	// KindUnsupported: the host does not know the call (405, 415, 501). Do without it.
	KindUnsupported
	// KindCancelled: the caller's context was cancelled. Show nothing.
	KindCancelled
	// KindCursorLoop: a list leads back to a page that it has given. Keep what was read.
	KindCursorLoop
	// KindFile: a file of an upload cannot be sent, and no archive was made. The cause is
	// a *FileError; the user chooses the file again, or another.
	KindFile
)

// Error is every failure of a call. Its texts are bounded, free of control
// characters, and hold no key, token or credential.
type Error struct {
	Kind Kind
	// HTTPStatus is 0 when no answer came.
	HTTPStatus int
	// Code, Message and RequestID are the envelope's, empty when none came.
	// Smile's support asks for RequestID.
	Code               wire.Code
	Message, RequestID string
	// RetryAfter is what the server asked to wait, 0 when it did not.
	RetryAfter time.Duration
	// Op names the call, for instance "POST /accounts".
	Op string

	host  string
	cause error
	// partial says that the host cannot have had the whole request.
	partial bool
}

// KindOf gives the kind of an error that a call returned, wrapped or not; false
// when it is no *Error.
func KindOf(err error) (Kind, bool) {
	var e *Error
	if !errors.As(err, &e) {
		return 0, false
	}
	return e.Kind, true
}

// Error says what happened, what it means and what to do, in one line.
func (e *Error) Error() string { return e.Op + ": " + e.what() + "; " + e.Advice() }

// Unwrap gives the cause, if there is one.
func (e *Error) Unwrap() error { return e.cause }

// Detail is what the host said, or the cause where that says more, in one line; empty
// when there is neither.
func (e *Error) Detail() string {
	if e.cause != nil && (e.Message == "" || e.HTTPStatus/100 == 2) {
		return clip(e.cause.Error(), messageMax)
	}
	return e.Message
}

// what is the part of the text that the journal keeps.
func (e *Error) what() string {
	text := e.Title()
	if facts := e.facts(); facts != "" {
		text += " (" + facts + ")"
	}
	switch detail := e.Detail(); {
	case detail != "" && detail == e.Message:
		text += fmt.Sprintf(": %q", detail)
	case detail != "":
		text += ": " + detail
	}
	return text
}

func (e *Error) facts() string {
	var facts []string
	if e.HTTPStatus != 0 {
		facts = append(facts, strings.TrimSpace(strconv.Itoa(e.HTTPStatus)+" "+string(e.Code)))
	}
	if e.RequestID != "" {
		facts = append(facts, "request "+e.RequestID)
	}
	return strings.Join(facts, ", ")
}

// The bounds of texts from the network, in characters.
const (
	messageMax = 300
	codeMax    = 100
	opMax      = 120
)

// clip cuts a text to n characters, and makes it one harmless line: spaces for
// control characters, nothing for invisible ones that turn or hide text.
func clip(s string, n int) string {
	var b strings.Builder
	for _, r := range s {
		if n == 0 {
			b.WriteString("…")
			break
		}
		switch {
		case unicode.IsControl(r):
			r = ' '
		case unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029':
			continue
		}
		b.WriteRune(r)
		n--
	}
	return b.String()
}
