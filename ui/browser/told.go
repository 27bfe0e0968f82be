package browser

import (
	"bytes"
	"encoding/json"
	"errors"
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
	// maxItems is how many items a launch takes.
	maxItems = 10_000
)

var (
	errRoom = errors.New("the terminal is busy: send it again")
	errFull = fmt.Errorf("the page has told more than the %d callbacks that are taken: open it anew from the terminal", maxItems)
)

// told is what a page tells at once.
type told struct {
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

// troubles are the reasons for which a widget does not run, by the page's name.
// %s is the address of the script.
var troubles = map[string]string{
	"script":   "the widget's script cannot be loaded from %s: check the network, an ad blocker, a proxy, and the address",
	"missing":  "the script from %s has no SmileLinkModal in it: check its address",
	"failed":   "the widget from %s failed when it was opened: check its options and the browser's console",
	"overflow": "the widget from %s told more than the page could keep: what is missing is lost, load the page again",
}

// callbacks are the names that a widget tells.
var callbacks = []wire.CallbackName{
	wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
	wire.OnUploadsCreated, wire.OnUploadsRemoved, wire.OnTokenExpired, wire.OnClose, wire.OnUIEvent,
}

// event makes of an item what the terminal is told. script stands in for the
// address.
func (i item) event(script string) (flow.Event, error) {
	if trouble, known := troubles[i.Broken]; known && i.Name == "" && i.Data == nil {
		text := fmt.Sprintf(trouble, script)
		if said := plain(i.Text); said != "" {
			text += " (" + said + ")"
		}
		return flow.WidgetPage{State: flow.PageBroken, Text: text}, nil
	}
	if i.Broken != "" || i.Text != "" || !slices.Contains(callbacks, i.Name) || len(i.Data) > maxData || i.At.IsZero() {
		return nil, errForm
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

// readTold reads what a page tells. Nothing of it is taken when any of it is
// wrong, for then it does not come from the page.
func readTold(body []byte, script string) (t told, events []flow.Event, err error) {
	if err := decode(body, &t); err != nil {
		return told{}, nil, err
	}
	for i, it := range t.Items {
		e, err := it.event(script)
		if err != nil || it.N == 0 || i > 0 && it.N != t.Items[i-1].N+1 {
			return told{}, nil, errForm
		}
		events = append(events, e)
	}
	return t, events, nil
}

func (p *Page) serveTold(w http.ResponseWriter, r *http.Request, v *visit) {
	body, ok := read(w, r)
	if !ok {
		return
	}
	t, events, err := readTold(body, p.cfg.Script)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	have, err := p.take(v, t, events)
	switch {
	case errors.Is(err, errRoom):
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	case err != nil:
		http.Error(w, err.Error(), http.StatusTooManyRequests)
	default:
		answer(w, struct {
			Have uint64 `json:"have"`
		}{have})
	}
}

// take takes what follows the items that it has, and gives the highest that it
// has then. A gap ends it: the page sends again what follows.
func (p *Page) take(v *visit, t told, events []flow.Event) (uint64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.Leaving {
		defer p.leave(v)
	}
	for i, it := range t.Items {
		switch {
		case it.N <= v.have:
			continue
		case it.N > v.have+1:
			return v.have, nil
		case p.items == maxItems:
			p.stuff(v)
			return v.have, errFull
		case !p.tell(v, events[i]):
			return v.have, errRoom
		}
		v.have++
		p.items++
	}
	return v.have, nil
}

// tell passes an event on if there is room. That a widget does not run matters
// while no other has its place.
func (p *Page) tell(v *visit, e flow.Event) bool {
	page, ok := e.(flow.WidgetPage)
	switch {
	case !ok:
		return p.out.offer(e)
	case v != p.current():
		return true
	case !p.out.offer(e):
		return false
	}
	v.broken, p.state = page.Text, page.State
	return true
}

// stuff tells once that no more is taken.
func (p *Page) stuff(v *visit) {
	if v.broken != errFull.Error() {
		v.broken = errFull.Error()
		p.show(flow.PageBroken, v.broken)
	}
}
