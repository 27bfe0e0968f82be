package journal

import (
	"time"

	"winkterm/api/wire"
	"winkterm/flow/redact"
)

// Version is the version of the record format; it stands in the first line of a
// journal file.
const Version = 1

// Lane is the strand of the session that a record belongs to.
type Lane string

// The lanes.
const (
	LaneScreen   Lane = "screen"
	LaneCallback Lane = "callback"
	LaneHTTP     Lane = "http"
	LaneStatus   Lane = "status"
	LaneWidget   Lane = "widget"
	LaneWebhook  Lane = "webhook"
	LaneNote     Lane = "note"
)

// Record is one thing that happened. Seq counts from 1 without gaps; At is the
// session's clock.
type Record struct {
	Seq  int       `json:"seq"`
	At   time.Time `json:"at"`
	Lane Lane      `json:"lane"`
	// Kind is the record's name within its lane: a page's widget event, a
	// callback's name, "POST /accounts", a status, a note's topic.
	Kind string `json:"kind"`
	Data Data   `json:"data"`
}

// Data is what a record holds beside its kind: Screen, Callback, Launch, HTTP,
// Status, Note, or Unknown for what a newer version wrote.
//
//sumtype:decl
type Data interface {
	lane() Lane
	kind() string
	// bounded gives a copy that is cut to what the journal keeps.
	bounded(*redact.Redactor) Data
	// masked gives a copy in which the redactor has replaced what must not stay.
	masked(*redact.Redactor) Data
}

// Screen is a page that was shown. Event is the widget's own name of it, empty
// for a page that the widget does not announce.
type Screen struct {
	Page       string `json:"page"`
	Event      string `json:"event,omitempty"`
	ProviderID string `json:"providerId,omitempty"`
	AccountID  string `json:"accountId,omitempty"`
	FileType   string `json:"fileType,omitempty"`
	ArchiveID  string `json:"archiveId,omitempty"`
}

// Callback is an SDK callback with exactly the fields that the widget's host
// page would see.
type Callback struct {
	Name string `json:"name"`
	// Source says who fired it: empty for the wizard's own flow, SourceWidget for
	// the widget in a browser.
	Source string `json:"source,omitempty"`
	// Args is the callback's data as JSON; "null" for a callback without any.
	Args Text `json:"args"`
}

// SourceWidget is the Source of what the widget in a browser told.
const SourceWidget = "widget"

// Launch says that the widget is opened in a browser, with these options. What it
// tells follows as callbacks of SourceWidget.
type Launch struct {
	Options wire.WidgetOptions `json:"options"`
}

// HTTP is one call, one record per attempt. Status is 0 when no answer came;
// Err then says why.
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

// Text is text from outside: a body, a callback's arguments.
type Text string

// Status is a change of an account's or archive's status. From is empty for the
// first one; Since is the time since the subject's last change.
type Status struct {
	// Subject is "account" or "archive".
	Subject   string        `json:"subject"`
	ID        string        `json:"id"`
	From      string        `json:"from,omitempty"`
	To        string        `json:"to"`
	ErrorCode string        `json:"errorCode,omitempty"`
	Since     time.Duration `json:"since"`
}

// Note is something worth knowing that no other lane has: a refreshed token, a
// late answer, an unknown status.
type Note struct {
	Topic string `json:"topic"`
	Text  string `json:"text"`
}

func (d Screen) lane() Lane   { return LaneScreen }
func (d Callback) lane() Lane { return LaneCallback }
func (d Launch) lane() Lane   { return LaneWidget }
func (d HTTP) lane() Lane     { return LaneHTTP }
func (d Status) lane() Lane   { return LaneStatus }
func (d Note) lane() Lane     { return LaneNote }

func (d Screen) kind() string {
	if d.Event != "" {
		return d.Event
	}
	return d.Page
}
func (d Callback) kind() string { return d.Name }
func (d Launch) kind() string   { return "Launch" }
func (d HTTP) kind() string     { return d.Method + " " + d.Path }
func (d Status) kind() string   { return d.To }
func (d Note) kind() string     { return d.Topic }
