package invite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow/invite"
)

// fake is a host that keeps invites. It is loud about a call that it does not expect.
type fake struct {
	t  *testing.T
	mu sync.Mutex
	// invites are those there are, the newest first.
	invites []wire.Invite
	// answers say what becomes of each POST in turn; nothing is as it should be.
	answers []answer
	posts   []string // whom they were for
	lists   int
	unread  bool
	slept   time.Duration
}

// answer is a status, sent after the invite was made or in place of that. Status 0 cuts the
// connection.
type answer struct {
	status int
	made   bool
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch r.Method + " " + r.URL.Path {
	case "GET /v1/invites":
		f.list(w, r)
	case "POST /v1/invites":
		f.create(w, r)
	default:
		f.t.Errorf("an unexpected call: %s %s", r.Method, r.URL)
	}
}

func (f *fake) reply(w http.ResponseWriter, status int, data any) {
	code := map[int]wire.Code{200: "OK", 201: "CREATED", 400: wire.CodeInvalidParameters, 401: wire.CodeInvalidCredentials, 404: wire.CodeMissingResource, 500: wire.CodeServerError, 504: wire.CodeTimeLimitExceeded}[status]
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(map[string]any{"code": code, "message": "so it is", "requestId": "r-1", "data": data}); err != nil {
		f.t.Error(err)
	}
}

// list gives two at a time.
func (f *fake) list(w http.ResponseWriter, r *http.Request) {
	f.lists++
	if f.unread && f.lists > 1 {
		f.reply(w, 400, nil)
		return
	}
	from := len(r.URL.Query().Get("cursor"))
	to := min(from+2, len(f.invites))
	page := wire.Page[wire.Invite]{Items: f.invites[from:to]}
	if to < len(f.invites) {
		page.NextCursor = strings.Repeat("x", to)
	}
	f.reply(w, 200, page)
}

func (f *fake) create(w http.ResponseWriter, r *http.Request) {
	var body wire.InviteRequest
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		f.t.Error(err)
	}
	f.posts = append(f.posts, body.Email)
	a := answer{201, true}
	if len(f.answers) > 0 {
		a, f.answers = f.answers[0], f.answers[1:]
	}
	v := wire.Invite{ID: fmt.Sprintf("inv-%d", len(f.invites)+1), InviteRequest: body, UserID: "tenant-1", Status: wire.InviteInvited, InviteLandingPageURL: "https://x.test/l"}
	if a.made {
		f.invites = slices.Insert(f.invites, 0, v)
	}
	if a.status == 0 {
		panic(http.ErrAbortHandler)
	}
	if a.status/100 != 2 {
		f.reply(w, a.status, nil)
		return
	}
	f.reply(w, a.status, v)
}

// was adds an invite that was made before.
func (f *fake) was(email, template string, status wire.InviteStatus) {
	f.invites = append(f.invites, wire.Invite{ID: "inv-old-" + email, Status: status, InviteRequest: wire.InviteRequest{Email: email, TemplateID: template}})
}

// send sends to these addresses, and gives what came of each as a line.
func (f *fake) send(ctx context.Context, emails ...string) (lines []string, results []invite.Result, err error) {
	f.t.Helper()
	server := httptest.NewServer(f)
	defer server.Close()
	clock := instant{f}
	client, err := api.New(api.Config{BaseURL: server.URL + "/v1", Key: "k", Secret: "s", Clock: clock})
	if err != nil {
		f.t.Fatal(err)
	}
	sender := invite.Sender{Host: client, Wait: func(ctx context.Context) error { return ctx.Err() }, Sleep: clock.Sleep, TemplateID: "tpl-1", WinkTemplateID: "wtpl-1"}
	known, err := sender.Invited(ctx)
	if err != nil {
		f.t.Fatal(err)
	}
	var people []invite.Person
	for i, email := range emails {
		people = append(people, invite.Person{Line: i + 2, FullName: "Jane Doe", FirstName: "Jane", Email: email})
	}
	err = sender.Send(ctx, people, known, func(r invite.Result) {
		results = append(results, r)
		lines = append(lines, strings.TrimSpace(string(r.Outcome)+" "+r.Email+" "+r.Invite.ID))
	})
	return lines, results, err
}

// instant is a clock on which nobody waits.
type instant struct{ f *fake }

func (c instant) Now() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }
func (c instant) Sleep(ctx context.Context, d time.Duration) error {
	c.f.mu.Lock()
	defer c.f.mu.Unlock()
	c.f.slept += d
	return ctx.Err()
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestNobodyIsInvitedTwice(t *testing.T) {
	t.Parallel()
	f := &fake{t: t}
	f.was("other@x.test", "tpl-2", wire.InviteInvited)
	f.was("gone@x.test", "tpl-1", wire.InviteRevoked)
	f.was("linked@x.test", "tpl-1", wire.InviteLinked)
	emails := []string{"LINKED@x.test", "other@x.test", "gone@x.test", "new@x.test", "New@X.test"}
	lines, results, err := f.send(t.Context(), emails...)
	same(t, lines, "already invited LINKED@x.test inv-old-linked@x.test", "invited other@x.test inv-4", "invited gone@x.test inv-5",
		"invited new@x.test inv-6", "already invited New@X.test inv-6")
	if err != nil || f.invites[0].FullName != "Jane Doe" || *f.invites[0].FirstName != "Jane" || f.invites[0].LastName != nil || *f.invites[0].WinkTemplateID != "wtpl-1" || f.invites[0].TemplateID != "tpl-1" {
		t.Errorf("%v, asked %+v", err, f.invites[0].InviteRequest)
	}
	if results[3].Row() != (invite.Row{Line: 5, Email: "new@x.test", Outcome: invite.Invited, InviteID: "inv-6", UserID: "tenant-1", Status: "INVITED", LandingPage: "https://x.test/l"}) {
		t.Errorf("%+v", results[3].Row())
	}
	f.posts = nil
	if _, _, err := f.send(t.Context(), emails...); err != nil || len(f.posts) > 0 {
		t.Errorf("another run asked for %v, %v", f.posts, err)
	}
}

func TestAFailureKeepsNobodyElse(t *testing.T) {
	t.Parallel()
	f := &fake{t: t, answers: []answer{{400, false}, {201, true}, {400, false}, {400, false}, {400, false}, {400, false}, {201, true}}}
	lines, results, err := f.send(t.Context(), "a@x.test", "b@x.test", "c@x.test", "d@x.test", "e@x.test", "f@x.test", "g@x.test")
	same(t, lines, "failed a@x.test", "invited b@x.test inv-1", "failed c@x.test", "failed d@x.test", "failed e@x.test", "failed f@x.test", "invited g@x.test inv-2")
	if err != nil || !strings.Contains(results[0].Row().Error, "so it is") {
		t.Errorf("%v, %+v", err, results[0].Row())
	}
}

// An answer that is lost does not say whether the invite was made: the list does.
func TestALostAnswerIsLookedUp(t *testing.T) {
	t.Parallel()
	for _, lost := range []int{0, 500, 504} {
		f := &fake{t: t, answers: []answer{{lost, true}}}
		lines, _, err := f.send(t.Context(), "a@x.test")
		if same(t, lines, "invited a@x.test inv-1"); err != nil || len(f.posts) != 1 || f.slept == 0 {
			t.Errorf("%d, made: %v, asked %d times, waited %s", lost, err, len(f.posts), f.slept)
		}
		f = &fake{t: t, answers: []answer{{lost, false}}}
		lines, _, err = f.send(t.Context(), "a@x.test")
		if same(t, lines, "invited a@x.test inv-1"); err != nil || len(f.posts) != 2 {
			t.Errorf("%d, not made: %v, asked %d times", lost, err, len(f.posts))
		}
		f = &fake{t: t, answers: []answer{{lost, false}, {lost, true}}}
		lines, _, _ = f.send(t.Context(), "a@x.test")
		if same(t, lines, "invited a@x.test inv-1"); len(f.posts) != 2 {
			t.Errorf("%d, made the second time: asked %d times", lost, len(f.posts))
		}
	}
	// Where the list cannot be read, it is not tried again.
	f := &fake{t: t, answers: []answer{{500, true}}, unread: true}
	_, results, _ := f.send(t.Context(), "a@x.test")
	if len(f.posts) != 1 || !strings.Contains(results[0].Row().Error, "may have been carried out") {
		t.Errorf("asked %d times: %+v", len(f.posts), results[0].Row())
	}
}

// What would fail for everybody ends it.
func TestATroubleOfTheHostEndsIt(t *testing.T) {
	t.Parallel()
	f := &fake{t: t, answers: []answer{{401, false}}}
	lines, _, err := f.send(t.Context(), "a@x.test", "b@x.test")
	if same(t, lines, "failed a@x.test", "not sent b@x.test"); err == nil {
		t.Error("no error")
	}
	f = &fake{t: t, answers: slices.Repeat([]answer{{500, false}}, 20)}
	f.was("e@x.test", "tpl-1", wire.InviteInvited)
	lines, _, err = f.send(t.Context(), "a@x.test", "b@x.test", "c@x.test", "d@x.test", "e@x.test")
	same(t, lines, "failed a@x.test", "failed b@x.test", "failed c@x.test", "not sent d@x.test", "already invited e@x.test inv-old-e@x.test")
	if kind, _ := api.KindOf(err); kind != api.KindServerDown || len(f.posts) != 6 {
		t.Errorf("%v, asked %d times", err, len(f.posts))
	}
}

func TestReports(t *testing.T) {
	t.Parallel()
	rows := []invite.Row{
		{Line: 2, Email: "=cmd@x.test", Outcome: invite.Invited, InviteID: "inv-1", UserID: "tenant-1", Status: "INVITED", LandingPage: "https://x.test/l"},
		{Line: 3, Email: "b@x.test", Outcome: invite.Failed, Error: `not "so", but`},
		{Line: 4, Email: "c@x.test", Outcome: invite.Failed, Error: "＝cmd"}, // a sign that spreadsheets take for the narrow one
	}
	var text bytes.Buffer
	if err := invite.WriteCSV(&text, rows); err != nil || text.String() != "email,outcome,inviteId,userId,status,landingPage,error\n"+
		"'=cmd@x.test,invited,inv-1,tenant-1,INVITED,https://x.test/l,\nb@x.test,failed,,,,,\"not \"\"so\"\", but\"\nc@x.test,failed,,,,,'＝cmd\n" {
		t.Errorf("%v\n%s", err, text.String())
	}
	text.Reset()
	var back []invite.Row
	if err := invite.WriteJSON(&text, rows); err != nil || json.Unmarshal(text.Bytes(), &back) != nil || !slices.Equal(back, rows) {
		t.Errorf("%v\n%s", err, text.String())
	}
	row := invite.Result{Err: fmt.Errorf("\x1b[31mred\nline")}.Row()
	if row.Error != "red line" {
		t.Errorf("%q", row.Error)
	}
}

func TestUnknownVariablesAreNamed(t *testing.T) {
	t.Parallel()
	var tpl wire.InviteTemplateRequest
	tpl.Email.Subject, tpl.Email.Body = "${fullName} ${nickname}", "${firstName} ${companyName}\n${fullname} $ {x}"
	tpl.LandingPage.Button, tpl.SuccessPage.Description = "Go ${", "${}"
	same(t, invite.Unknown(tpl), "${nickname} in email.subject", "${fullname} in email.body", "${ in landingPage.button", "${} in successPage.description")
}
