package session_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
	"winkterm/flow/session"
)

// TestMain fails when a session leaves a goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come; only what hangs meets it.
const patience = 20 * time.Second

// walk is a session at a sandbox of its own.
type walk struct {
	*session.Session
	t *testing.T
}

func begin(t *testing.T, c session.Config) walk {
	t.Helper()
	s, err := session.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	w := walk{s, t}
	w.does(flow.Begin{})
	w.reach(flow.Consent)
	return w
}

func (w walk) does(intents ...flow.Intent) {
	w.t.Helper()
	for _, i := range intents {
		if err := w.Do(i); err != nil {
			w.t.Fatalf("%T: %v", i, err)
		}
	}
}

func (w walk) reach(p flow.Page) flow.State {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	s, err := w.Wait(ctx, session.On(p))
	if err != nil {
		w.t.Fatalf("page %s did not come: %v, page %s, %+v", p, err, s.Page, s.Calls.Failed)
	}
	return s
}

// login goes from the consent page to a second step.
func (w walk) login() {
	w.t.Helper()
	w.does(flow.ConsentGiven{})
	p, err := w.Provider(w.t.Context(), "sss_ph")
	if err != nil {
		w.t.Fatal(err)
	}
	w.does(flow.ProviderChosen{Provider: p})
	w.reach(flow.Login)
	w.does(flow.Typed{Values: map[string]wire.Secret{"ssNumber": "3300000008", "password": "123456"}}, flow.Submitted{})
	w.reach(flow.MFA)
}

func typedCode(code wire.Secret) flow.Typed {
	return flow.Typed{Values: map[string]wire.Secret{flow.CodeField: code}}
}

// callbacks gives the names of the callbacks that fired, without onUIEvent.
func (w walk) callbacks() []string {
	var names []string
	for _, r := range w.Records() {
		if c, ok := r.Data.(journal.Callback); ok && c.Name != string(wire.OnUIEvent) {
			names = append(names, c.Name)
		}
	}
	return names
}

func TestAnAccountIsLinkedAndRevoked(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	w.login()
	w.does(typedCode("1234"), flow.Submitted{})
	w.reach(flow.ConnectSuccess)
	w.does(flow.AccountWanted{}, flow.RevokeWanted{}, flow.RevokeConfirmed{})
	if _, err := w.Wait(t.Context(), func(s flow.State) bool {
		return s.Linking.Current().ConnectionStatus == wire.StatusDisconnected
	}); err != nil {
		t.Fatal(err)
	}
	w.does(flow.Close{})
	want := []string{"onAccountCreated", "onAccountConnected", "onAccountRemoved", "onClose"}
	if got := w.callbacks(); !slices.Equal(got, want) {
		t.Errorf("fired %q, want %q", got, want)
	}
}

// TestRecordsHaveWhatWasDone reads the records right after an intent: its effects are
// performed elsewhere and are there all the same, also after the end.
func TestRecordsHaveWhatWasDone(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	w.does(flow.ConsentGiven{})
	shown := func() bool {
		return slices.ContainsFunc(w.Records(), func(r journal.Record) bool { return r.Kind == string(wire.ProviderListPageOpened) })
	}
	if !shown() {
		t.Error("the page is not recorded")
	}
	w.does(flow.Close{})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got := w.callbacks(); !slices.Contains(got, "onClose") {
		t.Errorf("fired %q", got)
	}
}

func TestAnIntentThatDoesNotFitIsRefused(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	before := w.State()
	err := w.Do(flow.RevokeConfirmed{})
	var refused *flow.Refused
	if !errors.As(err, &refused) || refused.Why == "" || refused.Intent != (flow.RevokeConfirmed{}) {
		t.Errorf("got %v", err)
	}
	if after := w.State(); after.Page != before.Page || after.ViewCount != before.ViewCount {
		t.Errorf("the page is %s now", after.Page)
	}
}

// TestWaitSeesEveryState waits in many places at once for a page that shows for a
// moment only.
func TestWaitSeesEveryState(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	var waiting, done sync.WaitGroup
	for range 20 {
		waiting.Add(1)
		done.Go(func() {
			once := sync.OnceFunc(waiting.Done)
			if _, err := w.Wait(t.Context(), func(s flow.State) bool {
				once()
				return s.Page == flow.ProviderList
			}); err != nil {
				t.Error(err)
			}
		})
	}
	waiting.Wait()
	w.does(flow.ConsentGiven{}, flow.Back{})
	done.Wait()
}

func TestWaitEnds(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	never := func(flow.State) bool { return false }
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if s, err := w.Wait(ctx, never); !errors.Is(err, context.Canceled) || s.Page != flow.Consent {
		t.Errorf("page %s, error %v", s.Page, err)
	}
	ended := make(chan error)
	go func() {
		_, err := w.Wait(t.Context(), never)
		ended <- err
	}()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, session.ErrClosed) {
		t.Errorf("got %v", err)
	}
	if err := w.Do(flow.ConsentGiven{}); !errors.Is(err, session.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

func TestAProviderIsLookedUp(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	if _, err := w.Provider(t.Context(), "nope_ph"); err == nil || !strings.Contains(err.Error(), "nope_ph") {
		t.Errorf("got %v", err)
	}
	p, err := w.Provider(t.Context(), "grab")
	if err != nil || p.ID != "grab" || p.Name == "" || p.LogoURL == "" {
		t.Errorf("got %+v, error %v", p, err)
	}
	if found := w.Catalogue().Search("social sec", ""); found.Len() == 0 || found.At(0).Provider.ID != "sss_ph" {
		t.Errorf("%d providers found", found.Len())
	}
}

// TestAResetBeginsAnew starts the session's own sandbox over by its faults.
func TestAResetBeginsAnew(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	w.login()
	if _, err := w.Faults().Set(wire.Fault{Name: wire.FaultReset, Now: true}); err != nil {
		t.Fatal(err)
	}
	if s := w.reach(flow.Consent); len(s.Linking.Accounts) > 0 {
		t.Errorf("the accounts are %+v", s.Linking.Accounts)
	}
}

// TestEveryPageIsRecorded shows pages faster than they can be recorded.
func TestEveryPageIsRecorded(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	const rounds = 50
	for range rounds {
		w.does(flow.ConsentGiven{}, flow.Back{})
	}
	lists := 0
	for _, s := range states(t, w.Records()) {
		if s.Page == flow.ProviderList {
			lists++
		}
	}
	if lists < rounds {
		t.Errorf("%d of %d", lists, rounds)
	}
}

// TestTheWidgetIsForTheHost opens a session with a widget that looks at the host, and
// with one that cannot be.
func TestTheWidgetIsForTheHost(t *testing.T) {
	t.Parallel()
	var seen session.Host
	w := begin(t, session.Config{Widget: func(h session.Host) (driver.Widget, error) {
		seen = h
		return nil, nil
	}})
	if seen != w.Host() || seen.Control == "" {
		t.Errorf("the widget is for %+v", seen)
	}
	wrong := errors.New("no such port")
	if _, err := session.Open(t.Context(), session.Config{Widget: func(session.Host) (driver.Widget, error) { return nil, wrong }}); !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
}

func TestWhatCannotBeOpened(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]session.Config{
		"an address that is none": {Host: session.Host{OpenAPI: "htps:/x", OpenAPIName: "OPEN_API_HOST", Key: "k", Secret: "s"}},
		"a Link address":          {Host: session.Host{OpenAPI: "http://127.0.0.1:1/v1", Link: "::", LinkName: "LINK_API_HOST", Key: "k", Secret: "s"}},
	} {
		if s, err := session.Open(t.Context(), c); err == nil || !strings.Contains(err.Error(), "_API_HOST") {
			t.Errorf("%s: %v, %v", name, s, err)
		}
	}
}

// TestTheKeyIsMasked talks to a host with a key of one's own.
func TestTheKeyIsMasked(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	host := w.Host()
	host.Key, host.Secret = "tk-9Qm2Ztrw8K", "ts-Xv9pLw4Hd7"
	s, err := session.Open(t.Context(), session.Config{Host: host})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	_ = s.Do(flow.Begin{})
	if _, err := s.Wait(t.Context(), session.On(flow.Problem)); err != nil {
		t.Fatal(err)
	}
	s.Journal().Append(journal.Note{Topic: "test", Text: "the key is tk-9Qm2Ztrw8K, the secret ts-Xv9pLw4Hd7"})
	for _, r := range s.Records() {
		if n, ok := r.Data.(journal.Note); ok && (strings.Contains(n.Text, "Qm2Z") || strings.Contains(n.Text, "v9pL")) {
			t.Errorf("recorded %q", n.Text)
		}
	}
}

func TestFillTypesAsATestPersonWould(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	if typed, err := w.Fill(""); err == nil {
		t.Errorf("the consent page takes %v", typed)
	}
	w.does(flow.ConsentGiven{})
	p, err := w.Provider(t.Context(), "sss_ph")
	if err != nil {
		t.Fatal(err)
	}
	w.does(flow.ProviderChosen{Provider: p})
	w.reach(flow.Login)
	if typed, err := w.Fill("Nobody"); err == nil {
		t.Errorf("nobody types %v", typed)
	}
	george, err := w.Fill("George")
	if err != nil || george.Values["ssNumber"].Reveal() != "3300000008" {
		t.Fatalf("%v, error %v", george.Values, err)
	}
	w.does(george, flow.Submitted{})
	w.reach(flow.MFA)
	for name, fits := range map[string]bool{"": true, "george": true, "Nobody": false} {
		typed, err := w.Fill(name)
		if (err == nil) != fits || fits && typed.Values[flow.CodeField].Reveal() != "1234" {
			t.Errorf("%q: %v, error %v", name, typed.Values, err)
		}
	}
	code, err := w.Fill("")
	if err != nil {
		t.Fatal(err)
	}
	w.does(code, flow.Submitted{})
	w.reach(flow.ConnectSuccess)
}

// TestTheRecordsGiveEveryStateAgain reads the states of a login back from the records
// alone: the pages, the fields and how much stands in them, and not what was typed.
func TestTheRecordsGiveEveryStateAgain(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{Options: flow.Options{Widget: wire.WidgetOptions{EnableUpload: true}}})
	w.does(flow.ConsentGiven{})
	p, err := w.Provider(t.Context(), "sss_ph")
	if err != nil {
		t.Fatal(err)
	}
	w.does(flow.ProviderChosen{Provider: p})
	w.reach(flow.Login)
	w.does(flow.Typed{Values: map[string]wire.Secret{"ssNumber": "3300000008", "password": "hush-hu"}})
	live := w.State()
	snapshots := states(t, w.Records())
	last := snapshots[len(snapshots)-1]
	if last.Page != flow.Login || last.Linking.Provider.Name != live.Linking.Provider.Name || len(last.Fields()) != len(live.Fields()) {
		t.Errorf("page %s, provider %q, %d fields", last.Page, last.Linking.Provider.Name, len(last.Fields()))
	}
	if got := last.Value("password").Reveal(); got != "•••••••" {
		t.Errorf("the password reads %q ", got)
	}
	if !last.Session.ExpiresAt.Equal(live.Session.ExpiresAt) || last.Session.UserID != live.Session.UserID {
		t.Errorf("token of %s until %s", last.Session.UserID, last.Session.ExpiresAt)
	}
	w.does(flow.Typed{Values: map[string]wire.Secret{"ssNumber": "3300000008", "password": "123456"}}, flow.Submitted{})
	w.reach(flow.MFA)
	w.does(typedCode("1234"), flow.Submitted{})
	w.reach(flow.ConnectSuccess)
	var pages []flow.Page
	for _, s := range states(t, w.Records()) {
		if len(pages) == 0 || pages[len(pages)-1] != s.Page {
			pages = append(pages, s.Page)
		}
	}
	want := []flow.Page{flow.Start, flow.Consent, flow.ProviderList, flow.Login, flow.Connecting, flow.MFA, flow.Connecting, flow.ConnectSuccess}
	if !slices.Equal(pages, want) {
		t.Errorf("pages %v, want %v", pages, want)
	}
	text, err := json.Marshal(w.Records())
	if err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{"hush-hu", "3300000008", `"123456"`, `"1234"`} {
		if strings.Contains(string(text), typed) {
			t.Errorf("the records hold %q", typed)
		}
	}
}

// states reads the snapshots among records.
func states(t *testing.T, records []journal.Record) []flow.State {
	t.Helper()
	var all []flow.State
	for _, r := range records {
		if snapshot, ok := r.Data.(journal.State); ok {
			var s flow.State
			if err := json.Unmarshal([]byte(snapshot.State), &s); err != nil {
				t.Fatalf("%v: %s", err, snapshot.State)
			}
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		t.Fatal("there are no snapshots")
	}
	return all
}

// TestIntentsAreRecorded reads what the user wanted back from the records.
func TestIntentsAreRecorded(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	w.does(flow.ConsentGiven{}, flow.Searched{Query: "sss"})
	_ = w.Do(flow.RevokeConfirmed{}) // is refused, and no part of what happened
	var names []string
	for _, r := range w.Records() {
		if i, ok := r.Data.(journal.Intent); ok {
			names = append(names, i.Name)
		}
	}
	if want := []string{"Begin", "ConsentGiven", "Searched"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}

// TestProgressIsNotRecorded reads a list of many pages: the journal keeps the newest
// records, and a snapshot of each page would push out all others.
func TestProgressIsNotRecorded(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{Sandbox: sandbox.Config{Providers: 9000}})
	if _, err := w.Wait(t.Context(), func(s flow.State) bool { return s.Catalogue.Complete }); err != nil {
		t.Fatal(err)
	}
	calls := 0
	for _, r := range w.Records() {
		if _, ok := r.Data.(journal.HTTP); ok {
			calls++
		}
	}
	if snapshots := len(states(t, w.Records())); calls < 60 || snapshots > calls/4 {
		t.Errorf("%d snapshots beside %d calls", snapshots, calls)
	}
}

// TestCountdownsGoByTheHostsClock logs in at a sandbox whose clock was moved by sixty
// days: what is left of the token and of a code's time is what the host means.
func TestCountdownsGoByTheHostsClock(t *testing.T) {
	t.Parallel()
	now := api.SystemClock().Now()
	w := begin(t, session.Config{Sandbox: sandbox.Config{Now: now.AddDate(0, 0, 60)}})
	w.login()
	s := w.State()
	for what, at := range map[string]time.Time{"token": s.Session.ExpiresAt, "code": s.Linking.Challenge.ExpiresAt} {
		if left := at.Sub(now); left <= 0 || left > 6*time.Hour {
			t.Errorf("the %s has %s left", what, left)
		}
	}
}

// TestTheAuthorityStandsForThePort calls a sandbox of the session's own by a name that is
// the same everywhere, its control as well.
func TestTheAuthorityStandsForThePort(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{Authority: "127.0.0.1:1"})
	for _, r := range w.Records() {
		if call, ok := r.Data.(journal.HTTP); ok && !strings.HasPrefix(call.URL, "http://127.0.0.1:1/") {
			t.Errorf("called %s", call.URL)
		}
	}
	if _, err := w.Faults().List(); err != nil || w.Host().Control != "http://127.0.0.1:1/_sandbox" {
		t.Errorf("control %s: %v", w.Host().Control, err)
	}
}
