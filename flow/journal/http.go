package journal

import (
	"cmp"
	"time"
)

// LaneHTTP has the session's calls.
const LaneHTTP Lane = "http"

// HTTP is one call, one record per attempt. Status is 0 when no answer came;
// Err then says why. Note is what was let pass in the shape of an answer.
type HTTP struct {
	// API says which of the two APIs was called: "open" or "link".
	API       string        `json:"api"`
	Method    string        `json:"method"`
	URL       string        `json:"url"`
	Path      string        `json:"path"`
	Status    int           `json:"status"`
	Code      string        `json:"code,omitempty"`
	RequestID string        `json:"requestId,omitempty"`
	Attempt   int           `json:"attempt"`
	Took      time.Duration `json:"took"`
	Request   Message       `json:"request"`
	Response  Message       `json:"response"`
	Err       string        `json:"error,omitempty"`
	Note      string        `json:"note,omitempty"`
}

// Message is one side of a call. Size counts the body's bytes on the wire; Body
// may hold less (see BodyMax).
type Message struct {
	Header []Header `json:"header,omitempty"`
	Size   int64    `json:"size"`
	Body   Text     `json:"body,omitempty"`
}

// Header is one header line.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func (d HTTP) lane() Lane   { return LaneHTTP }
func (d HTTP) kind() string { return d.Method + " " + d.Path }

func (d HTTP) each(p pass) Data {
	treat(p, body, origin{size: d.Request.Size, of: cmp.Or(d.URL, d.Path)}, &d.Request.Body)
	treat(p, body, origin{size: d.Response.Size}, &d.Response.Body)
	d.Request.Header, d.Response.Header = p.headers(d.Request.Header), p.headers(d.Response.Header)
	treat(p, word, origin{}, &d.API, &d.Method, &d.Code)
	treat(p, label, origin{}, &d.RequestID)
	treat(p, line, origin{}, &d.URL, &d.Path, &d.Err, &d.Note)
	return d
}
