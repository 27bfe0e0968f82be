package driver_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api"
	"winkterm/api/link"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// browser is a page that a test plays the user of.
type browser struct {
	mu      sync.Mutex
	config  driver.WidgetConfig
	tokens  []wire.Secret
	renewed int
	closed  int
	refuse  error
}

func (b *browser) launch(ctx context.Context, c driver.WidgetConfig) (driver.Hosted, error) {
	if b.refuse != nil {
		return nil, b.refuse
	}
	b.mu.Lock()
	b.config = c
	b.mu.Unlock()
	return b, b.Renew(ctx)
}

func (b *browser) URL() string { return "http://127.0.0.1:41234/x" }

func (b *browser) Renew(ctx context.Context) error {
	token, err := b.config.Token(ctx)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tokens, b.renewed = append(b.tokens, token), b.renewed+1
	return err
}

func (b *browser) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed++
	return nil
}

// tell is what the widget tells.
func (b *browser) tell(t *testing.T, name wire.CallbackName, data any) {
	t.Helper()
	text, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	b.config.Tell(flow.WidgetCallback{Name: name, Data: text})
}

// TestTheWidgetInTheBrowser follows a login in the widget: its callbacks land in
// the journal as they are, the statuses are looked at beside, and the wizard fires
// none of its own.
func TestTheWidgetInTheBrowser(t *testing.T) {
	t.Parallel()
	b := &browser{}
	w := begin(t, plan{sandbox: trueToLife(), widget: b.launch})
	w.reach(flow.Consent)
	w.Apply(flow.BrowserWanted{})
	s := w.until("the page", func(s flow.State) bool { return s.Browser.URL != "" })
	b.config.Tell(flow.WidgetPage{State: flow.PageOpen})
	client, err := link.New(link.Config{BaseURL: w.host.Link(), Clock: w.clock})
	if err != nil {
		t.Fatal(err)
	}
	opened, err := client.OpenSession(t.Context(), b.tokens[0], b.config.Options)
	if err != nil || opened.UserID != s.Session.UserID {
		t.Fatalf("the widget's token opens the session of %s: %v", opened.UserID, err)
	}
	account, err := client.CreateAccount(t.Context(), wire.LoginRequest{
		ProviderID: "freelancer", Option: "username", Credentials: map[string]wire.Secret{"username": "George", "password": "123456"},
	})
	if err != nil {
		t.Fatal(err)
	}
	about := wire.AccountCallback{AccountID: account.ID, UserID: s.Session.UserID, ProviderID: "freelancer"}
	b.tell(t, wire.OnUIEvent, wire.UIEvent{EventName: wire.LoginPageOpened, Account: &wire.UIEventAccount{ProviderID: "freelancer"}})
	b.tell(t, wire.OnAccountCreated, about)
	w.until("CONNECTED", func(s flow.State) bool {
		a, _ := s.Linking.Account(account.ID)
		return a.ConnectionStatus == wire.StatusConnected
	})
	b.tell(t, wire.OnAccountConnected, about)
	b.tell(t, wire.OnClose, wire.CloseCallback{Reason: wire.CloseExit})
	s = w.until("the end", func(s flow.State) bool { return s.Browser.Reason == wire.CloseExit && !s.Calls.Polling() })
	if s.Page != flow.Browsing || s.Browser.Screen.EventName != wire.LoginPageOpened || s.Browser.CallbackCount != 4 {
		t.Errorf("the page is %s, %+v", s.Page, s.Browser)
	}
	w.Apply(flow.TokenWanted{})
	w.until("another token", func(s flow.State) bool { return !s.Calls.Busy() })
	w.Apply(flow.Close{})
	w.Close()
	if b.renewed != 2 || b.tokens[0] == b.tokens[1] || b.closed == 0 {
		t.Errorf("%d tokens, closed %d times", b.renewed, b.closed)
	}
	want := []string{"onUIEvent", "onAccountCreated", "onAccountConnected", "onClose"}
	var told []string
	for _, c := range records[journal.Callback](w) {
		if !strings.Contains(string(c.Args), "ConsentPageOpened") {
			told = append(told, c.Name)
		}
	}
	if diff := cmp.Diff(append(want, "onClose"), told); diff != "" { // the last is the wizard's own
		t.Errorf("callbacks:\n%s", diff)
	}
	if diff := cmp.Diff([]journal.Launch{{Options: b.config.Options}}, records[journal.Launch](w)); diff != "" {
		t.Errorf("what the widget was opened with:\n%s", diff)
	}
	w.keepsSecrets(b.tokens[0].Reveal(), b.tokens[1].Reveal(), opened.SessionKey.Reveal())
}

// TestTheWidgetCannotBeOpened shows why, and tries again.
func TestTheWidgetCannotBeOpened(t *testing.T) {
	t.Parallel()
	b := &browser{refuse: errors.New("the port is taken")}
	w := begin(t, plan{widget: b.launch})
	w.reach(flow.Consent)
	w.Apply(flow.BrowserWanted{})
	if s := w.reach(flow.Problem); !strings.Contains(s.Calls.Failed.Failure.Title, "the port is taken") {
		t.Errorf("the failure is %+v", s.Calls.Failed.Failure)
	}
	b.refuse = nil
	w.Apply(flow.Retried{})
	w.until("the page", func(s flow.State) bool { return s.Browser.URL != "" })
	w.Apply(flow.Back{})
	w.Apply(flow.Close{})
	w.Close()
	if b.closed != 1 {
		t.Errorf("the page was closed %d times", b.closed)
	}
}

// givesToken is a host whose link token looks like an ordinary word.
type givesToken struct{ driver.OpenAPI }

func (givesToken) RefreshToken(context.Context, string) (wire.Token, error) {
	return wire.Token{AccessToken: "harbourmaster"}, nil
}

// TestTheWidgetsTokenIsMaskedFromTheStart has the page fail with the token that it
// was just given in its words: nothing but being taught can mask that.
func TestTheWidgetsTokenIsMaskedFromTheStart(t *testing.T) {
	t.Parallel()
	j := journal.New(api.SystemClock().Now)
	d := driver.New(driver.Config{
		Open: givesToken{}, Journal: j, Clock: api.SystemClock(), Pace: driver.Loopback,
		Widget: func(ctx context.Context, c driver.WidgetConfig) (driver.Hosted, error) {
			token, err := c.Token(ctx)
			j.Append(journal.Note{Topic: "browser", Text: "the page was given " + token.Reveal()})
			return nil, errors.Join(err, errors.New("no page"))
		},
	})
	d.Do([]flow.Effect{flow.Ask{Attempt: 1, Request: flow.LaunchWidget{UserID: "u"}}})
	<-d.Events()
	d.Close()
	text, err := json.Marshal(j.Since(0))
	if err != nil || !strings.Contains(string(text), "was given [TOKEN_1]") || strings.Contains(string(text), "harbourmaster") {
		t.Errorf("the journal holds %s, %v", text, err)
	}
}
