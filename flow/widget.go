package flow

import (
	"encoding/json"
	"time"

	"winkterm/api/wire"
)

// WidgetCallback is a callback that the widget in the browser fired at its host page.
type WidgetCallback struct {
	Name wire.CallbackName
	// At is the moment on the browser's clock.
	At time.Time
	// Data is the callback's data as JSON: an object, or null for a callback
	// without any.
	Data json.RawMessage
}

// WidgetPage says what became of the page that hosts the widget.
type WidgetPage struct {
	State PageState
	// Text says why no browser was opened, or why something failed.
	Text string
}

// PageState is how the page in the browser stands.
type PageState uint8

// The states of the page.
const (
	PageNone    PageState = iota // there is none
	PageWaiting                  // it is served, and no browser has come yet
	PageOpen                     // a browser shows it
	PageGone                     // the browser has left it, or does not answer any more
	PageBroken                   // the widget's script cannot be loaded, or failed
)

func (WidgetCallback) event() {}
func (WidgetPage) event()     {}

var pageStates = [...]string{
	PageNone:    "there is no page for the widget any more",
	PageWaiting: "the page for the widget is served, a browser is waited for",
	PageOpen:    "a browser shows the page",
	PageGone:    "the browser has left the page",
	PageBroken:  "the widget does not run: ",
}

// summary is what became of the page in a sentence.
func (e WidgetPage) summary() string {
	switch {
	case e.State == PageBroken:
		return pageStates[e.State] + e.Text
	case e.State == PageWaiting && e.Text != "":
		return "the page for the widget is served, but no browser was opened: " + e.Text
	}
	return pageStates[e.State]
}
