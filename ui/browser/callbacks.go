package browser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"

	"winkterm/api/wire"
	"winkterm/flow"
)

const (
	// maxData bounds the data of one callback, maxText a text of the page.
	maxData = 32 << 10
	maxText = 500
)

// report is what a page sends at once.
type report struct {
	Items   []item `json:"items"`
	Leaving bool   `json:"leaving"`
}

// item is one callback, or why the widget does not run.
type item struct {
	N      uint64            `json:"n"`
	At     time.Time         `json:"at"`
	Name   wire.CallbackName `json:"name,omitempty"`
	Data   json.RawMessage   `json:"data,omitempty"`
	Broken string            `json:"broken,omitempty"`
	Text   string            `json:"text,omitempty"`
}

// failures are the reasons for which a widget does not run, by the page's name.
// %s is the address of the script.
var failures = map[string]string{
	"script":   "the widget's script cannot be loaded from %s: check the network, an ad blocker, a proxy, and the address",
	"missing":  "the script from %s has no SmileLinkModal in it: check its address",
	"failed":   "the widget from %s failed when it was opened: check its options and the browser's console",
	"overflow": "the widget from %s sent more callbacks than the page could keep: what is missing is lost, load the page again",
}

// callbacks are the names of all that a widget fires.
var callbacks = []wire.CallbackName{
	wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
	wire.OnUploadsCreated, wire.OnUploadsRemoved, wire.OnTokenExpired, wire.OnClose, wire.OnUIEvent,
}

// event turns an item into an event of the flow. script is the address that the
// text of a failure names. It fails with errFormat.
func (i item) event(script string) (flow.Event, error) {
	if trouble, known := failures[i.Broken]; known && i.Name == "" && i.Data == nil {
		text := fmt.Sprintf(trouble, script)
		if said := plain(i.Text); said != "" {
			text += " (" + said + ")"
		}
		return flow.WidgetPage{State: flow.PageBroken, Text: text}, nil
	}
	if i.Broken != "" || i.Text != "" || !slices.Contains(callbacks, i.Name) || len(i.Data) > maxData || i.At.IsZero() {
		return nil, errFormat
	}
	return flow.WidgetCallback{Name: i.Name, At: i.At.UTC(), Data: shape(i.Name, i.Data)}, nil
}

// shape gives the data as an object or null. onClose is documented both with an
// object and with the bare reason; anything else keeps what it is in "value".
func shape(name wire.CallbackName, data json.RawMessage) json.RawMessage {
	data = bytes.TrimSpace(data)
	switch {
	case len(data) == 0:
		data = json.RawMessage("null")
	case data[0] == '{' || data[0] == 'n':
	case name == wire.OnClose && data[0] == '"':
		data = slices.Concat([]byte(`{"reason":`), data, []byte("}"))
	default:
		data = slices.Concat([]byte(`{"value":`), data, []byte("}"))
	}
	var b bytes.Buffer
	_ = json.Compact(&b, data) // was read as JSON
	return b.Bytes()
}

// plain gives a text from outside on one line, cut to its bound.
func plain(text string) string {
	clean := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' }), " ")
	if runes := []rune(clean); len(runes) > maxText {
		return string(runes[:maxText]) + "…"
	}
	return clean
}

// readReport reads what a page sends. All of it is refused when any of it is wrong,
// for then it does not come from the page.
func readReport(body []byte, script string) (t report, events []flow.Event, err error) {
	if err := decode(body, &t); err != nil {
		return report{}, nil, err
	}
	for i, it := range t.Items {
		e, err := it.event(script)
		if err != nil || it.N == 0 || i > 0 && it.N != t.Items[i-1].N+1 {
			return report{}, nil, errFormat
		}
		events = append(events, e)
	}
	return t, events, nil
}

func (p *Page) serveCallbacks(w http.ResponseWriter, r *http.Request, s *session) {
	body, ok := read(w, r)
	if !ok {
		return
	}
	t, events, err := readReport(body, p.cfg.Script)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	have, room := p.accept(s, t, events)
	if !room {
		http.Error(w, "the terminal is busy: send it again", http.StatusServiceUnavailable)
		return
	}
	answer(w, struct {
		Have uint64 `json:"have"`
	}{have})
}

// accept takes the items that follow those it has, and gives the highest number
// that it has then. A gap ends it: the page sends again what follows; so does the
// terminal's having no room.
func (p *Page) accept(s *session, t report, events []flow.Event) (have uint64, room bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.Leaving {
		defer p.sessionLeft(s)
	}
	for i, it := range t.Items {
		switch {
		case it.N <= s.have:
			continue
		case it.N > s.have+1:
			return s.have, true
		case !p.forward(s, events[i]):
			return s.have, false
		}
		s.have++
	}
	return s.have, true
}

// forward passes an event on if there is room. A failure of the widget counts only
// for the newest session.
func (p *Page) forward(s *session, e flow.Event) bool {
	page, ok := e.(flow.WidgetPage)
	switch {
	case !ok:
		return p.out.offer(e)
	case s != p.current():
		return true
	case !p.out.offer(e):
		return false
	}
	s.broken, p.state = page.Text, page.State
	return true
}
