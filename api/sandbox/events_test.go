package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// mailbox keeps what a sandbox delivers.
type mailbox struct {
	mu   sync.Mutex
	list []Delivery
}

func (m *mailbox) take(d Delivery) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.list = append(m.list, d)
}

// has says whether an event of a user was delivered.
func (m *mailbox) has(userID string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.ContainsFunc(m.list, func(d Delivery) bool { return d.UserID == userID })
}

// events are what whoever listens to all got since it was last asked.
func (m *mailbox) events() (list []Delivery) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, d := range m.list {
		if d.WebhookID == "" {
			list = append(list, d)
		}
	}
	m.list = nil
	return list
}

// listening is linking with a mailbox, from which the events of the user are gone.
func listening(t testing.TB, cfg Config) (*guest, *mailbox) {
	t.Helper()
	box := &mailbox{}
	cfg.Deliver = box.take
	g := linking(t, cfg)
	box.events()
	return g, box
}

// told wants these events, each as its moment since the start and its type.
func (g *guest) told(box *mailbox, start time.Time, want ...string) {
	g.t.Helper()
	got := []string{}
	for _, d := range box.events() {
		got = append(got, fmt.Sprintf("%v %s", d.CreatedAt.Sub(start).Round(time.Second), d.Type))
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		g.t.Errorf("events:\n%s", diff)
	}
}

func TestALinkingTellsItsStory(t *testing.T) {
	t.Parallel()
	box := &mailbox{}
	g := linking(t, Config{Speed: 1, Deliver: box.take})
	start := g.clock.Now()
	g.told(box, start, "0s USER_CREATED")
	id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	g.told(box, start, "0s ACCOUNT_CREATED", "0s TASK_STARTED")
	g.clock.pass(10 * time.Second)
	g.account(id)
	g.told(box, start)
	g.code(id, "1234").want(t, 202)
	g.clock.pass(time.Minute)
	g.account(id)
	g.told(box, start,
		"11s ACCOUNT_CONNECTED", "11s USER_SESSION_COMPLETED",
		"13s IDENTITY_ADDED", "13s EMPLOYMENTS_ADDED", "13s CONTRIBUTIONS_ADDED", "13s LIABILITIES_ADDED",
		"13s INSIGHT_ADDED", "13s TASK_FINISHED")
	g.link("DELETE", "/accounts/"+id, "").want(t, 200)
	g.told(box, start, "1m10s ACCOUNT_DISCONNECTED")
	g.link("DELETE", "/accounts/"+id, "").want(t, 200)
	g.told(box, start)
}

func TestWhatFailsTellsWhy(t *testing.T) {
	t.Parallel()
	g, box := listening(t, Config{Speed: 1})
	start := g.clock.Now()
	id := g.login("freelancer", "username", "George", "wrong")
	g.clock.pass(3 * time.Second)
	g.account(id)
	list := box.events()
	var failed wire.Event
	into := map[wire.WebhookEventType]*wire.Event{"ACCOUNT_FAILED": &failed, "TASK_FINISHED": {}}
	for _, d := range list {
		if e := into[d.Type]; e != nil {
			if err := json.Unmarshal(d.Body(), e); err != nil {
				t.Fatal(err)
			}
		}
	}
	if d := failed.Data; d.AccountID != id || d.ErrorCode != "INVALID_CREDENTIALS" || d.ErrorMessage == "" || *d.LoginName != "George" || failed.CreatedAt.Equal(start) {
		t.Errorf("failed: %+v", failed)
	}
	if d := into["TASK_FINISHED"].Data; d.Status != wire.TaskFailed || d.ErrorCode != "INVALID_CREDENTIALS" || d.Datapoints == nil || d.Payload != nil {
		t.Errorf("finished: %+v", d)
	}
}

// TestWithoutWaits has all of a moment in the order of cause.
func TestWithoutWaits(t *testing.T) {
	t.Parallel()
	g, box := listening(t, Config{})
	start := g.clock.Now()
	g.login("grab", "mobile", "9559991234", "error_ACCOUNT_LOCKED")
	g.told(box, start, "0s ACCOUNT_CREATED", "0s TASK_STARTED", "0s ACCOUNT_FAILED", "0s TASK_FINISHED")
	id := g.login("freelancer", "username", "George", "later_ACCOUNT_DISABLED")
	g.told(box, start, "0s ACCOUNT_CREATED", "0s TASK_STARTED", "0s ACCOUNT_CONNECTED", "0s USER_SESSION_COMPLETED")
	g.ends(id, wire.StatusConnected, "")
	g.told(box, start, "0s ACCOUNT_FAILED", "0s TASK_FINISHED")
	g.login("freelancer", "username", "George", "123456")
	g.told(box, start, "0s ACCOUNT_CREATED", "0s TASK_STARTED", "0s ACCOUNT_CONNECTED",
		"0s IDENTITY_ADDED", "0s TRANSACTIONS_ADDED", "0s RATING_ADDED", "0s TASK_FINISHED")
}

// TestNobodyCallsForMonths has what came meanwhile by the next call, each at its moment.
func TestNobodyCallsForMonths(t *testing.T) {
	t.Parallel()
	g, box := listening(t, Config{Speed: 1})
	start := g.clock.Now()
	g.monitored()
	box.events()
	g.clock.pass(35 * day)
	g.open("GET", "/providers", "").want(t, 200)
	var months []string
	for _, d := range box.events() {
		months = append(months, d.CreatedAt.Sub(start).Round(time.Hour).String()+" "+string(d.Type))
	}
	want := []string{"744h0m0s TASK_STARTED", "744h0m0s EMPLOYMENTS_UPDATED", "744h0m0s CONTRIBUTIONS_UPDATED", "744h0m0s TASK_FINISHED", "744h0m0s ACCOUNT_SYNC_TASK_FINISHED"}
	if diff := cmp.Diff(want, months); diff != "" {
		t.Errorf("a month:\n%s", diff)
	}
	g.set(wire.Fault{Name: fault.MonitorUserActionRequired, Times: 1})
	g.clock.pass(30 * day)
	g.open("GET", "/providers", "").want(t, 200)
	g.told(box, start.Add(61*day), "2s TASK_STARTED", "2s ACCOUNT_FAILED", "2s TASK_FINISHED", "2s ACCOUNT_SYNC_TASK_FINISHED")
}

// TestTheClockAloneEndsThings moves the clock by the control, which causes what is due at once.
func TestTheClockAloneEndsThings(t *testing.T) {
	t.Parallel()
	g, box := listening(t, Config{Speed: 1})
	start := g.clock.Now()
	g.login("freelancer", "username", "George", "123456")
	g.move("61d")
	list := box.events()
	if n := len(list); n == 0 || list[n-1].Type != "ACCOUNT_DISCONNECTED" || list[n-1].CreatedAt.Sub(start).Round(day) != 60*day {
		t.Fatalf("%d events, the last %+v", n, list[n-1])
	}
	ordered := slices.IsSortedFunc(list, func(a, b Delivery) int { return a.CreatedAt.Compare(b.CreatedAt) })
	if !ordered {
		t.Errorf("out of order: %+v", list)
	}
}

// TestDocumentsAndSessions tells of an archive that is analysed and revoked, of one that fails, and of
// a session that begins anew.
func TestDocumentsAndSessions(t *testing.T) {
	t.Parallel()
	box := &mailbox{}
	g := uploading(t, Config{Speed: 1, Deliver: box.take})
	start := g.clock.Now()
	box.events()
	file, _ := sample(t, "George")
	good := g.uploaded(wire.UserProvided, of("PAYSLIP", file))
	g.clock.pass(10 * time.Second)
	g.archive(good.ID)
	g.told(box, start, "0s ARCHIVE_STARTED", "0s TASK_STARTED", "2s ARCHIVE_ANALYZED", "2s USER_SESSION_COMPLETED", "2s TASK_FINISHED")
	g.open("POST", "/users/"+g.userID+"/resetSession", "").want(t, 200)
	g.open("DELETE", "/archives/"+good.ID, "").want(t, 200)
	g.told(box, start, "10s USER_SESSION_RESET", "10s ARCHIVE_REVOKED")
	g.uploaded(wire.UserProvided, of("PAYSLIP", object("unsupported.pdf", wire.FormatPDF, "PAYSLIP", aPDF)))
	g.clock.pass(10 * time.Second)
	g.open("GET", "/archives", "").want(t, 200)
	g.told(box, start, "10s ARCHIVE_STARTED", "10s TASK_STARTED", "13s ARCHIVE_FAILED", "13s TASK_FINISHED")
	g.move("60d")
	g.told(box, start, "1440h0m10s ARCHIVE_REVOKED")
}

// TestManyAtOnce delivers every event once and in order, however many call at once.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	box := &mailbox{}
	g := newGuest(t, Config{Deliver: box.take})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				made := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
				if !box.has(made.User.ID) {
					t.Error("a call was answered before its event was delivered")
				}
			}
		})
	}
	wg.Wait()
	var ids, users []string
	for _, d := range box.events() {
		ids, users = append(ids, d.ID), append(users, d.UserID)
	}
	list := into[wire.Page[wire.User]](t, g.open("GET", "/users?size=150", "").want(t, 200)).Items
	slices.Reverse(list)
	if len(users) != 400 || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != 400 || list[0].ID != users[250] {
		t.Errorf("%d events", len(users))
	}
}

// TestRegisteredWebhooks gets them what they want, signed, behind whoever listens to all.
func TestRegisteredWebhooks(t *testing.T) {
	t.Parallel()
	g, box := listening(t, Config{})
	hook := func(types, active string) string {
		body := strings.Replace(aWebhook, `["ACCOUNT_CONNECTED","INVITE_LINKED"]`, types, 1)
		if body = strings.Replace(body, `"active":true`, `"active":`+active, 1); !strings.Contains(body, types) {
			t.Fatal(body)
		}
		return into[wire.Webhook](t, g.open("POST", "/webhooks", body).want(t, 200)).ID
	}
	all, one := hook(`["ALL_EVENTS"]`, "true"), hook(`["ACCOUNT_CONNECTED"]`, "true")
	hook(`["ALL_EVENTS"]`, "false")
	g.login("freelancer", "username", "George", "123456")
	got := map[string][]Delivery{}
	for _, d := range box.list {
		got[d.WebhookID] = append(got[d.WebhookID], d)
	}
	if len(got) != 3 || len(got[all]) != len(got[""]) || len(got[one]) != 1 {
		t.Errorf("delivered to %d", len(got))
	}
	d := got[one][0]
	if d.Signature() == "" || got[""][0].Signature() != "" || d.ID != got[""][2].ID {
		t.Errorf("%+v signed %q", d, d.Signature())
	}
}

// TestRevokedBeforeItIsRead has no events of data and of the task.
func TestRevokedBeforeItIsRead(t *testing.T) {
	t.Parallel()
	g, box := listening(t, Config{Speed: 1})
	start := g.clock.Now()
	id := g.login("freelancer", "username", "George", "123456")
	g.clock.pass(2 * time.Second)
	g.ends(id, wire.StatusConnected, "")
	g.link("DELETE", "/accounts/"+id, "").want(t, 200)
	g.clock.pass(time.Hour)
	g.open("GET", "/users", "").want(t, 200)
	g.told(box, start, "0s ACCOUNT_CREATED", "0s TASK_STARTED", "2s ACCOUNT_CONNECTED", "2s USER_SESSION_COMPLETED", "2s ACCOUNT_DISCONNECTED")
}

// TestFaultsOfTheClock have what is due happen at once.
func TestFaultsOfTheClock(t *testing.T) {
	t.Parallel()
	g, box := listening(t, Config{Speed: 1})
	start := g.clock.Now()
	g.login("sss_ph", "ssNumber", "3300000008", "123456")
	g.set(wire.Fault{Name: "clock.5h", Now: true})
	g.told(box, start, "0s ACCOUNT_CREATED", "0s TASK_STARTED", "5m2s ACCOUNT_FAILED", "5m2s TASK_FINISHED")
}

// TestInvitesAndSessionsEndOnce whatever else is linked.
func TestInvitesAndSessionsEndOnce(t *testing.T) {
	t.Parallel()
	box := &mailbox{}
	g := newGuest(t, Config{Deliver: box.take})
	start := g.clock.Now()
	v := g.invited()
	g.told(box, start, "0s USER_CREATED", "0s INVITE_INVITED")
	link := func(want ...string) {
		t.Helper()
		g.atOnce(`{"providerId":"tapera_id","person":"Ryan","userId":"` + v.UserID + `"}`)
		g.clock.pass(10 * time.Second)
		g.open("GET", "/users", "").want(t, 200)
		got := []string{}
		for _, d := range box.events() {
			if strings.HasPrefix(string(d.Type), "INVITE") || strings.HasPrefix(string(d.Type), "USER") {
				got = append(got, string(d.Type))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
	link("INVITE_LINKED", "USER_SESSION_COMPLETED")
	link()
	g.open("POST", "/users/"+v.UserID+"/resetSession", "").want(t, 200)
	link("USER_SESSION_RESET", "USER_SESSION_COMPLETED")
	link()
}

// TestASyncEndsWellThoughTheAccountFailsMeanwhile as its task says.
func TestASyncEndsWellThoughTheAccountFailsMeanwhile(t *testing.T) {
	t.Parallel()
	g, box := listening(t, Config{Speed: 1})
	g.monitored()
	g.clock.pass(31*day - 8*time.Second)
	g.set(wire.Fault{Name: "account.ACCOUNT_LOCKED", Now: true})
	g.clock.pass(time.Minute)
	g.open("GET", "/users", "").want(t, 200)
	ends := ""
	for _, d := range box.events() {
		var e wire.Event
		if err := json.Unmarshal(d.Body(), &e); err != nil {
			t.Fatal(err)
		}
		ends += string(d.Type) + e.Data.Status + " "
	}
	want := "TASK_STARTED ACCOUNT_FAILED EMPLOYMENTS_UPDATED CONTRIBUTIONS_UPDATED TASK_FINISHEDSUCCEEDED ACCOUNT_SYNC_TASK_FINISHEDSUCCEEDED "
	if !strings.HasSuffix(ends, want) {
		t.Errorf("%s", ends)
	}
}
