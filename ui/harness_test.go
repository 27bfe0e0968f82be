package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/search"
	"winkterm/flow/userdata"
)

// began is the time at which every test begins.
var began = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// host is a session whose answers the test gives.
type host struct {
	state     flow.State
	asked     []flow.Ask
	events    []flow.Event
	catalogue *search.Index
	changed   chan struct{}
	done      chan struct{}
}

func (h *host) Watch() (flow.State, <-chan struct{}) { return h.state, h.changed }
func (h *host) Do(i flow.Intent) error               { return h.apply(i) }
func (h *host) Done() <-chan struct{}                { return h.done }
func (h *host) Catalogue() *search.Index             { return h.catalogue }

func (h *host) apply(e flow.Event) error {
	h.events = append(h.events, e)
	next, effects, err := flow.Step(h.state, e)
	for _, effect := range effects {
		if ask, ok := effect.(flow.Ask); ok {
			h.asked = append(h.asked, ask)
		}
	}
	if answer, ok := e.(flow.Answer); ok {
		if arrived, ok := answer.Reply.(flow.ProvidersArrived); ok {
			h.catalogue.Add(arrived.Providers)
		}
	}
	h.state = next
	return err
}

// bench is an app in front of such a host, with a clock that the test moves.
type bench struct {
	t    testing.TB
	app  *App
	host *host
	now  time.Time
}

func newBench(t testing.TB, o flow.Options, width, height int) *bench {
	b := &bench{t: t, now: began, host: &host{
		state: flow.New(o), catalogue: search.New(), changed: make(chan struct{}), done: make(chan struct{}),
	}}
	b.app = New(Config{
		Session: b.host, Journal: journal.New(func() time.Time { return b.now }),
		Now: func() time.Time { return b.now }, Host: "embedded", Term: "xterm-256color", People: assets.People(),
		Data:    &userdata.Store{},
		Forward: func(string) string { return "ssh -L 41234:127.0.0.1:41234 HOST" },
	})
	b.send(tea.WindowSizeMsg{Width: width, Height: height})
	return b
}

func (b *bench) send(msgs ...tea.Msg) tea.Cmd {
	var last tea.Cmd
	for _, m := range msgs {
		_, last = b.app.Update(m)
	}
	return last
}

// happens lets an event reach the flow, and the app see what comes of it.
func (b *bench) happens(e flow.Event) {
	_ = b.host.apply(e)
	b.send(changedMsg{})
}

func (b *bench) intend(i flow.Intent) { b.happens(i) }

// answer replies to the newest request of the reply's kind, and lets the user's
// hands rest so that the keys are taken.
func (b *bench) answer(reply flow.Reply) {
	b.t.Helper()
	for i := len(b.host.asked) - 1; i >= 0; i-- {
		ask := b.host.asked[i]
		if answers(ask.Request, reply) {
			b.happens(flow.Answer{Attempt: ask.Attempt, Reply: reply})
			b.now = b.now.Add(guardTime)
			return
		}
	}
	b.t.Fatalf("nothing asks for %T", reply)
}

// answers says whether a request can have a reply of that kind.
func answers(r flow.Request, reply flow.Reply) bool {
	switch reply.(type) {
	case flow.TokenReady:
		return is[flow.CreateUser](r) || is[flow.FetchToken](r)
	case flow.OwnerFound:
		return is[flow.FindOwner](r)
	case flow.SessionOpened:
		return is[flow.OpenSession](r)
	case flow.ProviderLoaded:
		return is[flow.LoadProvider](r)
	case flow.ProvidersArrived:
		return is[flow.LoadProviders](r)
	case flow.LoginLoaded:
		return is[flow.LoadLogin](r)
	case flow.AccountCreated:
		return is[flow.CreateAccount](r)
	case flow.AccountSeen:
		return polls(r, flow.SubjectAccount)
	case flow.SyncSeen:
		return polls(r, flow.SubjectSync)
	case flow.AnswerAccepted:
		return is[flow.SubmitMFA](r) || is[flow.ResendCode](r)
	case flow.Agreed:
		return is[flow.Revoke](r) || is[flow.DisableMonitor](r) || is[flow.RenewWidget](r)
	case flow.FileTypesLoaded:
		return is[flow.LoadFileTypes](r)
	case flow.UploadProgress, flow.ArchiveCreated:
		return is[flow.CreateArchive](r)
	case flow.ArchiveSeen:
		return polls(r, flow.SubjectArchive)
	case flow.WidgetLaunched:
		return is[flow.LaunchWidget](r)
	case flow.UserSeen:
		return polls(r, flow.SubjectUser)
	case flow.InviteTemplatesLoaded:
		return is[flow.LoadInviteTemplates](r) || is[flow.CreateInviteTemplate](r)
	case flow.InviteSent:
		return is[flow.SendInvite](r)
	case flow.InviteSeen:
		return polls(r, flow.SubjectInvite)
	case flow.DataArrived:
		return is[flow.LoadData](r)
	case flow.Failed:
		return true
	}
	return false
}

func polls(r flow.Request, kind flow.SubjectKind) bool {
	p, ok := r.(flow.Poll)
	return ok && p.Subject.Kind == kind
}

func is[R flow.Request](r flow.Request) bool {
	_, ok := r.(R)
	return ok
}

// press sends keys: a name such as "enter" or "ctrl+t", or letters to type.
func (b *bench) press(keys ...string) tea.Cmd {
	var last tea.Cmd
	for _, k := range keys {
		if code, ok := named[k]; ok {
			last = b.send(code)
			continue
		}
		for _, r := range k {
			last = b.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return last
}

var named = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "backspace": {Code: tea.KeyBackspace},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "delete": {Code: tea.KeyDelete}, "pgdown": {Code: tea.KeyPgDown}, "f1": {Code: tea.KeyF1},
	"ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "ctrl+t": {Code: 't', Mod: tea.ModCtrl},
	"ctrl+f": {Code: 'f', Mod: tea.ModCtrl}, "ctrl+n": {Code: 'n', Mod: tea.ModCtrl}, "ctrl+l": {Code: 'l', Mod: tea.ModCtrl},
	"ctrl+r": {Code: 'r', Mod: tea.ModCtrl}, "ctrl+y": {Code: 'y', Mod: tea.ModCtrl},
	"ctrl+d": {Code: 'd', Mod: tea.ModCtrl}, "ctrl+x": {Code: 'x', Mod: tea.ModCtrl}, "ctrl+o": {Code: 'o', Mod: tea.ModCtrl}, "ctrl+p": {Code: 'p', Mod: tea.ModCtrl},
}

var colours = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// screen is what the user sees, without colours.
func (b *bench) screen() string {
	lines := strings.Split(colours.ReplaceAllString(b.app.View().Content, ""), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (b *bench) shows(texts ...string) {
	b.t.Helper()
	screen := b.screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			b.t.Errorf("the screen lacks %q:\n%s", text, screen)
		}
	}
}

func (b *bench) on(p flow.Page) {
	b.t.Helper()
	if b.host.state.Page != p {
		b.t.Fatalf("on page %s, want %s:\n%s", b.host.state.Page, p, b.screen())
	}
}

// Stories up to a page ---------------------------------------------------------

var native = flow.Options{Native: true}

// toOwner begins with an account where a user is wanted.
func (b *bench) toOwner() *bench {
	b.t.Helper()
	b.host.state.Options.AccountID = "a-17bb4c02e9d84f6c8a1f3d5e7b9c0a2d"
	b.intend(flow.Begin{})
	b.answer(flow.OwnerFound{Found: flow.Found{
		Subject:    flow.Subject{Kind: flow.SubjectAccount, ID: "a-17bb4c02e9d84f6c8a1f3d5e7b9c0a2d", UserID: "tenant-9f2c7a60e5d44b1f9c3e8a7d6b5f4021"},
		ProviderID: "grab", Status: "ERROR", ErrorCode: "ACCOUNT_LOCKED",
	}})
	b.on(flow.Owner)
	return b
}

func (b *bench) toConsent() *bench {
	b.t.Helper()
	b.intend(flow.Begin{})
	expires := b.now.Add(5 * time.Hour)
	b.answer(flow.TokenReady{UserID: "tenant-9f2c7a60", Mode: wire.ModeSandbox, ExpiresAt: expires})
	b.answer(flow.SessionOpened{
		UserID: "tenant-9f2c7a60", Mode: wire.ModeSandbox, ExpiresAt: expires,
		Template: wire.Template{ID: "wtpl-1", CompanyName: "Mabuhay Lending"},
	})
	b.on(flow.Consent)
	return b
}

func (b *bench) toProviders() *bench {
	b.t.Helper()
	b.toConsent()
	b.answer(flow.ProvidersArrived{Providers: shipped(), Last: true})
	b.press("enter")
	b.on(flow.ProviderList)
	return b
}

func (b *bench) toLogin() *bench {
	b.t.Helper()
	b.toProviders()
	b.press("sss", "enter")
	b.answer(flow.LoginLoaded{Form: form("ssNumber")})
	b.on(flow.Login)
	return b
}

func (b *bench) toConnecting() *bench {
	b.t.Helper()
	b.toLogin()
	b.press("ctrl+t", "enter")
	b.answer(flow.AccountCreated{Account: account(wire.StatusPending)})
	b.on(flow.Connecting)
	return b
}

func (b *bench) toMFA(c wire.Challenge) *bench {
	b.t.Helper()
	b.toConnecting()
	a := account(wire.StatusAwaitingMFA)
	c.ExpiresAt = b.now.Add(4*time.Minute + 30*time.Second)
	a.Challenge = &c
	b.answer(flow.AccountSeen{Account: a})
	b.on(flow.MFA)
	return b
}

func (b *bench) toSuccess() *bench {
	b.t.Helper()
	b.toConnecting()
	b.answer(flow.AccountSeen{Account: account(wire.StatusConnected)})
	b.on(flow.ConnectSuccess)
	b.answer(flow.SyncSeen{Account: account(wire.StatusConnected).Account, Tasks: []wire.Task{{
		ID: "t-1", Type: wire.TaskLinkAccount, Status: wire.TaskFinished,
		Datapoints: []wire.Datapoint{wire.DataIdentities, wire.DataEmployments},
	}}})
	return b
}

// toAll looks at all that the user has: what is linked, what failed, what was uploaded.
func (b *bench) toAll() *bench {
	b.t.Helper()
	b.toSuccess().press("l")
	b.on(flow.Accounts)
	b.answer(flow.UserSeen{Accounts: b.severalAccounts(), Archives: []wire.Archive{
		{ID: "d-1", Type: "PAYSLIP", CreatedAt: began, State: wire.ArchiveState{Status: wire.ArchiveAnalyzed}, RawFiles: []wire.RawFile{{Name: "payslip-george.pdf"}}},
		{ID: "d-2", Type: "COMPANY_ID", CreatedAt: began.Add(time.Hour), State: wire.ArchiveState{Status: wire.ArchiveStarted}, RawFiles: []wire.RawFile{{Name: "front.png"}, {Name: "back.png"}}},
	}})
	return b
}

// severalAccounts are that of the success page, one that failed, and one under way.
func (b *bench) severalAccounts() []wire.Account {
	linked, failed, pending := account(wire.StatusConnected).Account, account(wire.StatusError).Account, account(wire.StatusPending).Account
	code := wire.ErrInvalidCredentials
	linked.CreatedAt = began
	failed.ID, failed.ProviderID, failed.CreatedAt, failed.Connection.ErrorCode = "a-2", "upwork", began.Add(time.Minute), &code
	pending.ID, pending.ProviderID, pending.CreatedAt = "a-3", "pagibig_ph", began.Add(2*time.Minute)
	return []wire.Account{linked, failed, pending}
}

// counted is how much toData has read.
var counted = []flow.DataCount{
	{Kind: "identities", Count: 1, RequestID: "r-1"}, {Kind: "incomes", Count: 2, RequestID: "r-2"}, {Kind: "ratings", RequestID: "r-3"},
}

// toData looks at the incomes of a linked account.
func (b *bench) toData() *bench {
	b.t.Helper()
	b.toSuccess().press("t")
	b.on(flow.Data)
	id := b.host.state.Linking.AccountID
	b.app.Data.Add(id, userdata.Identities, []userdata.Item{userdata.Item(`{"id":"i-1","fullName":"George Palomero"}`)}, []userdata.Item{userdata.Item(`{"id":"i-1","fullName":"[NAME_1]"}`)})
	income := func(id, start, net, ref string) userdata.Item {
		return userdata.Item(`{"id":"` + id + `","metadata":{"createdAt":"2026-03-04T05:06:09.000Z","itemCreatedAt":"2026-03-01T00:00:00.000Z","sourceId":"a-17bb4c02","sourceType":"ACCOUNT","userId":"tenant-9f2c7a60","providerId":"sss_ph"},` +
			`"employer":"Mabuhay Foods","startDate":"` + start + `","endDate":"2026-02-28","currency":"PHP","netAmount":` + net + `,"grossAmount":30000.5,"referenceId":"` + ref + `"}`)
	}
	clear, masked := []userdata.Item{}, []userdata.Item{}
	for _, item := range [][3]string{{"inc-1", "2026-02-16", "24000"}, {"inc-2", "2026-02-01", "23950.25"}} {
		clear = append(clear, income(item[0], item[1], item[2], "REF-"+item[0]))
		masked = append(masked, income(item[0], item[1], item[2], "[ID_1]"))
	}
	b.app.Data.Add(id, userdata.Incomes, clear, masked)
	b.answer(flow.DataArrived{Counts: counted, Tasks: b.host.state.Linking.Tasks, Last: true})
	b.press("tab")
	return b
}

// toFailedLater has an account fail that was connected, while the list shows.
func (b *bench) toFailedLater() *bench {
	b.t.Helper()
	b.toConnecting()
	b.answer(flow.AccountSeen{Account: account(wire.StatusConnected)})
	b.press("a")
	b.on(flow.ProviderList)
	a, code := account(wire.StatusError).Account, wire.AccountErrorCode("EXPIRED_CREDENTIALS")
	a.Connection.ErrorCode = &code
	b.answer(flow.SyncSeen{Account: a})
	return b
}

func (b *bench) toError(code wire.AccountErrorCode) *bench {
	b.t.Helper()
	b.toConnecting()
	a := account(wire.StatusError)
	message := "the provider said no"
	a.Connection.ErrorCode, a.Connection.ErrorMessage = &code, &message
	b.answer(flow.AccountSeen{Account: a})
	b.on(flow.ConnectError)
	return b
}

func (b *bench) toAccount() *bench {
	b.t.Helper()
	b.toSuccess()
	b.press("s")
	b.on(flow.AccountRevoke)
	return b
}

func (b *bench) toProblem() *bench {
	b.t.Helper()
	b.intend(flow.Begin{})
	b.answer(flow.Failed{Failure: flow.Failure{
		Kind: flow.Passing, Call: "POST /users", Title: "the server is in trouble", Status: 503, Code: "SERVER_UNAVAILABLE",
		Message: "upstream is away", RequestID: "req-77", Advice: "this is not your fault: try again in a minute",
	}})
	b.on(flow.Problem)
	return b
}

func shipped() []wire.Provider {
	var all []wire.Provider
	for _, p := range assets.Providers() {
		v := wire.Provider{
			ID: p.ID, Name: p.Name, LongName: p.LongName, Type: p.Type, TypeLabel: p.TypeLabel,
			SubType: p.SubType, SubTypeLabel: p.SubTypeLabel, Active: p.Active, Enabled: p.Enabled, MFA: p.MFA,
			AccountConnection: p.AccountConnection, MonitorSupported: p.MonitorSupported,
		}
		v.Supported = append(v.Supported, p.Supported...)
		all = append(all, v)
	}
	return all
}

func form(options ...string) wire.LoginForm {
	var f wire.LoginForm
	for _, o := range options {
		f.Options = append(f.Options, wire.LoginOption{ID: o, Label: "By " + o, Fields: []wire.Field{
			{Name: o, Label: "SS number", Kind: wire.FieldNumber, Required: true, Hint: "10 digits"},
			{Name: "password", Label: "Password", Kind: wire.FieldPassword, Required: true},
		}})
	}
	return f
}

func account(status wire.ConnectionStatus) wire.LinkAccount {
	return wire.LinkAccount{Account: wire.Account{
		ID: "a-17bb4c02", UserID: "tenant-9f2c7a60", ProviderID: "sss_ph", CreatedAt: began,
		ConnectionStatus: status, Connection: wire.Connection{Status: status, UpdatedAt: began},
		MonitorStatus: wire.MonitorActive, Monitor: wire.Monitor{Status: wire.MonitorActive},
	}}
}

func otp(length int) wire.Challenge {
	return wire.Challenge{
		ID: "c-1", Kind: wire.MFAOTP, Prompt: "Enter the code that was sent to you.", SentTo: "+63 ••• ••• 1234",
		Length: length, AttemptsLeft: 3,
	}
}
