package play

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/scenario/spec"
)

// page is the widget's page in a browser that does what the steps say.
type page struct {
	config driver.WidgetConfig
	mu     sync.Mutex
	closed bool
}

// hostPage is the driver.Widget of a scenario.
func (r *run) hostPage(_ context.Context, c driver.WidgetConfig) (driver.Hosted, error) {
	p := &page{config: c}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.page = p
	return p, nil
}

func (p *page) URL() string { return "http://127.0.0.1:8971/" }

// Renew takes a fresh token, as the page does.
func (p *page) Renew(ctx context.Context) error {
	_, err := p.config.Token(ctx)
	return err
}

func (p *page) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	return nil
}

// PageStates are the names of a flow.PageState in a file, by its value.
var PageStates = []string{
	flow.PageNone: "none", flow.PageWaiting: "waiting", flow.PageOpen: "open", flow.PageGone: "gone", flow.PageBroken: "broken",
}

// browser reports what the widget's page does.
func (r *run) browser(a spec.Browser) error {
	if r.hosted() == nil {
		return errors.New("no browser was opened: do openBrowser before")
	}
	if a.Page != "" {
		state := slices.Index(PageStates, a.Page)
		if state < 0 {
			return fmt.Errorf("there is no page state %q, only %s", a.Page, strings.Join(PageStates, ", "))
		}
		r.report(flow.WidgetPage{State: flow.PageState(state)}) //nolint:gosec // it is the index of a short list
	}
	if a.Callback == "" {
		return nil
	}
	data := []byte("null")
	if a.Data != nil {
		var err error
		if data, err = json.Marshal(r.filled(a.Data)); err != nil {
			return err
		}
	}
	r.report(flow.WidgetCallback{Name: wire.CallbackName(a.Callback), At: r.stage.Now(), Data: data})
	return nil
}

// report hands an event of the page to the session.
func (r *run) report(e flow.Event) {
	r.hosted().config.Tell(e)
	r.session().Flush()
}

// filled puts the ids of the user, the last account and the last archive where a field's
// value is *, as the widget would.
func (r *run) filled(data map[string]any) map[string]any {
	s, whole := r.state(), maps.Clone(data)
	ids := map[string]any{"userId": s.Session.UserID, "accountId": lastAccount(s), "uploads": []string{lastArchive(s)}}
	for name, id := range ids {
		if whole[name] == anything {
			whole[name] = id
		}
	}
	return whole
}

// lastAccount and lastArchive are the newest that the session knows of, empty for none.
func lastAccount(s flow.State) (id string) {
	for _, a := range s.Linking.Accounts {
		id = a.ID
	}
	return id
}

func lastArchive(s flow.State) (id string) {
	for _, a := range s.Documents.Archives {
		id = a.ID
	}
	return id
}

// hosted is the page that was opened last; nil is none.
func (r *run) hosted() *page {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.page
}
