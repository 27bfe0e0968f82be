package api

import (
	"net/http"
	"time"

	"winkterm/api/wire"
)

// KeptBody is how much of each body an Exchange keeps, in bytes.
const KeptBody = 64 << 10

// Exchange is one attempt over HTTP: what was sent and what came back. When the
// host closes a kept connection without a word, net/http itself sends a GET or
// DELETE again on a new one; that is one attempt here.
//
// It carries keys, tokens, credentials and codes IN THE CLEAR. It must go
// straight to the journal's redactor, and nothing of it may be kept, shown
// or logged before that. A body that is longer than KeptBody is cut, so it may
// end within a JSON string. Of an upload, RequestBody has a note in the place of
// each file's content.
type Exchange struct {
	Method string
	// Path is relative to the base URL and carries the query; URL is the whole
	// address.
	Path, URL string
	// Attempt counts from 1 within one call.
	Attempt                       int
	RequestHeader, ResponseHeader http.Header
	RequestBody, ResponseBody     []byte
	// RequestSize and ResponseSize are the bodies' true sizes in bytes. A body
	// over MaxBody is not read further, and its size is then a lower bound; of an
	// upload that broke off, RequestSize is what was to be sent.
	RequestSize, ResponseSize int64
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Code and RequestID are the envelope's, empty when none came.
	Code      wire.Code
	RequestID string
	Started   time.Time
	Duration  time.Duration
	// Err says why the attempt failed, empty when it did not, and Note what was let
	// pass in the shape of an answer. No secret is in them.
	Err, Note string
}

func (t *Transport) record(r request, sent http.Header, n int, started time.Time, a response, v result) {
	if t.observe == nil {
		return
	}
	x := Exchange{
		Method: r.method, Path: r.path, URL: t.base + r.path, Attempt: n,
		RequestHeader: sent.Clone(), ResponseHeader: a.header.Clone(),
		RequestBody: kept(r.body), RequestSize: r.size,
		ResponseBody: kept(a.body), ResponseSize: int64(len(a.body)),
		Status: a.status, Code: v.code, RequestID: v.requestID,
		Started: started, Duration: t.clock.Now().Sub(started), Note: v.note,
	}
	if v.err != nil {
		x.Err = v.err.what()
	}
	t.observe(x)
}

// kept copies the beginning of a body, so that the rest of it can go.
func kept(body []byte) []byte {
	return append([]byte(nil), body[:min(len(body), KeptBody)]...)
}
