package cli

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/sandbox"
	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
)

// registered are the webhooks at a host.
func registered(t testing.TB, c *api.Client) (all []wire.Webhook) {
	t.Helper()
	for page, err := range c.WebhookPages(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Items...)
	}
	return all
}

// address finds where a command says that it listens.
var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// sends posts an event of the user u to what listens.
func (w *watching) sends(secret wire.Secret, body string) int {
	w.t.Helper()
	p := webhook.Post{Body: []byte(body)}
	if secret != "" {
		p.Signature = webhook.Sign(secret, p.Body)
	}
	w.says("ctrl+c ends it")
	a, err := post.New(time.Minute, func() time.Time { return time.Unix(0, 0) }).Send(w.t.Context(), address.FindString(w.err.String()), p)
	if err != nil {
		w.t.Error(err)
	}
	return a.Status
}

const (
	created = `{"id":"et-1","version":1,"type":"ACCOUNT_CREATED","createdAt":"2026-11-21T12:00:00Z","data":{"userId":"tenant-1","accountId":"a-1","providers":["grab"]}}`
	failed  = `{"id":"et-2","version":1,"type":"ACCOUNT_FAILED","createdAt":"2026-11-21T12:00:01Z","data":{"userId":"tenant-1","accountId":"a-1","loginName":"George","errorCode":"ACCOUNT_LOCKED"}}`
)

// line is the next line of JSON.
func (w *watching) line() (l struct {
	Type, SubjectID, Signature string
	Marks, Missing             []string
	Body                       wire.Event
	Forward                    *forwardLine
}) {
	w.t.Helper()
	if !w.lines.Scan() {
		w.t.Fatalf("it printed nothing more, %s", w.err.String())
	}
	if err := json.Unmarshal(w.lines.Bytes(), &l); err != nil {
		w.t.Fatalf("%s: %v", w.lines.Text(), err)
	}
	return l
}

// TestListeningAtASandbox is a linking: registered, received, forwarded, removed.
func TestListeningAtASandbox(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	if _, err := o.open.CreateWebhook(t.Context(), wire.WebhookRequest{
		Name: "winkterm listen 1 of a run that was killed", URL: "https://gone.test/", Secret: "s", EventTypes: []wire.WebhookEventType{"INVITE_LINKED"}, Active: new(true),
	}); err != nil {
		t.Fatal(err)
	}
	got := make(chan *http.Request, 100)
	handler := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { got <- r; w.WriteHeader(http.StatusAccepted) }))
	defer handler.Close()
	w := starts(t, o.env(), "webhooks", "listen", "--register", "--json", "--forward", handler.URL+"/hook", "--until", "ACCOUNT_CONNECTED", "--timeout", "5m")
	w.says("ctrl+c ends it")
	all := registered(t, o.open)
	if len(all) != 2 || !strings.HasPrefix(all[0].Name, listenName) || all[0].URL != address.FindString(w.err.String()) || all[0].EventTypes[0] != wire.EventAll {
		t.Fatalf("%+v", all)
	}
	w.says("1 webhook at ")
	w.says("the secret " + all[0].Secret.Reveal())
	u := o.user()
	linked, err := http.Post(o.running.Control()+"/link", "application/json", strings.NewReader(`{"providerId":"grab","person":"George","userId":"`+u.User.ID+`"}`))
	if err != nil || linked.Body.Close() != nil || linked.StatusCode != http.StatusOK {
		t.Fatalf("%+v, %v", linked, err)
	}
	for _, want := range []string{"USER_CREATED", "ACCOUNT_CREATED", "TASK_STARTED", "ACCOUNT_CONNECTED"} {
		l := w.line()
		if l.Type != want || l.Signature != "valid" || len(l.Marks)+len(l.Missing) > 0 || l.Forward == nil || l.Forward.Status != http.StatusAccepted {
			t.Errorf("%s: %+v, %+v", want, l, l.Forward)
		}
		if want == "ACCOUNT_CONNECTED" && (l.Body.Data.LoginName == nil || !strings.HasPrefix(*l.Body.Data.LoginName, "[NAME_")) {
			t.Errorf("%s", w.lines.Text())
		}
		r := <-got
		if len(r.Header) != 3 || r.Header.Get(webhook.SignatureHeader) == "" || r.Header.Get("Content-Type") == "" {
			t.Errorf("%s was forwarded with %v", want, r.Header)
		}
	}
	if code, errText := w.ends(); code != ExitOK || len(registered(t, o.open)) != 1 || !strings.Contains(errText, "is removed from") {
		t.Errorf("exit %d, %s", code, errText)
	}
}

// TestListeningEndsAsDocumented, and takes back what it registered whatever ends it.
func TestListeningEndsAsDocumented(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	for name, c := range map[string]struct {
		args []string
		act  func(w *watching)
		code int
		err  string
	}{
		"left":             {act: func(w *watching) { w.says("ctrl+c"); w.stop() }, code: ExitOK},
		"left before":      {args: []string{"--until", "user_created"}, act: func(w *watching) { w.says("ctrl+c"); w.stop() }, code: ExitFailed, err: "stopped before USER_CREATED was seen"},
		"the time is up":   {args: []string{"--timeout", "1ms", "--until", "USER_CREATED"}, act: func(*watching) {}, code: ExitTimedOut, err: "there was no USER_CREATED"},
		"that was all":     {args: []string{"--timeout", "1ms"}, act: func(*watching) {}, code: ExitOK},
		"it came":          {args: []string{"--until", "ACCOUNT_FAILED"}, act: func(w *watching) { w.sends(w.secret(o), failed); w.line() }, code: ExitOK},
		"ruled out":        {args: []string{"--until", "INCOMES_ADDED"}, act: func(w *watching) { w.sends(w.secret(o), failed); w.line() }, code: ExitAssertion, err: "INCOMES_ADDED was awaited, and the account a-1 of user tenant-1 ended in ERROR (ACCOUNT_LOCKED)"},
		"a forged one":     {args: []string{"--until", "ACCOUNT_FAILED"}, act: func(w *watching) { w.sends("forged", failed); w.line(); w.stop() }, code: ExitFailed, err: "stopped before"},
		"somebody else's":  {args: []string{"--until", "ACCOUNT_FAILED", "--user", "tenant-2"}, act: func(w *watching) { w.sends(w.secret(o), failed); w.stop() }, code: ExitFailed, err: "stopped before"},
		"another type":     {args: []string{"--type", "USER_CREATED"}, act: func(w *watching) { w.sends(w.secret(o), failed); w.stop() }, code: ExitOK},
		"already removed":  {act: func(w *watching) { w.says("ctrl+c"); w.removes(o); w.stop() }, code: ExitOK},
		"not with the key": {args: []string{"--secret-env", "NONE"}, act: func(*watching) {}, code: ExitUsage, err: "names a variable"},
	} {
		w := starts(t, o.env(), append([]string{"webhooks", "listen", "--register", "--json"}, c.args...)...)
		c.act(w)
		if code, errText := w.ends(); code != c.code || !strings.Contains(errText, c.err) {
			t.Errorf("%s: exit %d, %s", name, code, errText)
		}
		if all := registered(t, o.open); len(all) > 0 {
			t.Errorf("%s: left %+v", name, all)
		}
	}
}

// secret is that of the only webhook, once it is there.
func (w *watching) secret(o *another) wire.Secret {
	w.says("ctrl+c ends it")
	return registered(w.t, o.open)[0].Secret
}

func (w *watching) removes(o *another) {
	if err := o.open.DeleteWebhook(w.t.Context(), registered(w.t, o.open)[0].ID); err != nil {
		w.t.Error(err)
	}
}

// TestListeningWithoutAHost checks no signature without a secret, and says so.
func TestListeningWithoutAHost(t *testing.T) {
	t.Parallel()
	w := starts(t, map[string]string{"HOOK": "hush"}, "webhooks", "listen")
	if status := w.sends("", created); status != http.StatusOK || !strings.Contains(w.err.String(), "start with --register") {
		t.Errorf("answered %d, %s", status, w.err.String())
	}
	w.sends("", strings.Replace(failed, "a-1", "a-1\\u001b[31m", 1))
	w.sends("", created)
	for _, want := range []string{" tenant-1 ACCOUNT_CREATED a-1 et-1", " tenant-1 ACCOUNT_FAILED a-1 et-2 ACCOUNT_LOCKED", " tenant-1 ACCOUNT_CREATED a-1 et-1 (duplicate)"} {
		if !w.lines.Scan() || !strings.HasSuffix(w.lines.Text(), want) {
			t.Errorf("%q, want %q", w.lines.Text(), want)
		}
	}
	w.stop()
	w.ends()
	w = starts(t, map[string]string{"HOOK": "hush"}, "webhooks", "listen", "--secret-env", "HOOK", "--forward", "http://127.0.0.1:1/x?token=query")
	if status := w.sends("other", created); status != http.StatusBadGateway {
		t.Errorf("answered %d", status)
	}
	if !w.lines.Scan() || !strings.Contains(w.lines.Text(), "et-1 (wrong signature) -> 127.0.0.1:1 cannot be reached: ") || strings.Contains(w.lines.Text(), "query") {
		t.Errorf("%q", w.lines.Text())
	}
	w.stop()
	if code, errText := w.ends(); code != ExitOK || strings.Contains(errText, "hush") {
		t.Errorf("exit %d, %s", code, errText)
	}
}

// TestListeningMasksWhatOnlyTheUserHas: a host that sends the secret or the key back does
// not bring them onto the screen.
func TestListeningMasksWhatOnlyTheUserHas(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{Key: "key-of-the-tenant", Secret: "secret-of-the-tenant"})
	env := o.env()
	env[envKey], env[envSecret], env["HOOK"] = "key-of-the-tenant", "secret-of-the-tenant", "secret-of-the-webhook"
	w := starts(t, env, "webhooks", "listen", "--register", "--json", "--secret-env", "HOOK")
	w.sends("secret-of-the-webhook", strings.Replace(failed, "ACCOUNT_LOCKED", `ACCOUNT_LOCKED","errorMessage":"key-of-the-tenant, secret-of-the-tenant and secret-of-the-webhook`, 1))
	l := w.line()
	if text := w.lines.Text(); l.Signature != "valid" || strings.Contains(text, "of-the-") || strings.Count(l.Body.Data.ErrorMessage, "[SECRET_") != 3 {
		t.Errorf("%s", text)
	}
	w.stop()
	w.ends()
}

// TestWhatListenRefuses says what to do.
func TestWhatListenRefuses(t *testing.T) {
	t.Parallel()
	smile := map[string]string{envOpenHost: "https://sandbox.smileapi.io/v1", envKey: "k", envSecret: "s"}
	production := map[string]string{envOpenHost: "https://" + host.SmileProduction, envKey: "k", envSecret: "s"}
	for _, c := range []struct {
		env  map[string]string
		args string
		err  string
	}{
		{nil, "--port 70000", "--port must be between"},
		{nil, "--timeout -1s", "--timeout must not"},
		{nil, "--plain --json", "exclude each other"},
		{nil, "--production", "are for --register"},
		{nil, "--public-url https://t.test", "are for --register"},
		{nil, "--forward http://handler.test", "--forward: "},
		{nil, "--register --public-url http://handler.test", "--public-url: "},
		{nil, "--until CONNECTED", "there is no event type"},
		{nil, "--type ALL_EVENTS", "there is no event type"},
		{nil, "--register", "no host is configured to register at"},
		{smile, "--register", "sandbox.smileapi.io cannot reach this machine"},
		{production, "--register --public-url https://t.test", "add --production"},
		{nil, "TYPE", "takes no arguments"},
	} {
		if code, _, errText := run(t, c.env, append([]string{"webhooks", "listen"}, strings.Fields(c.args)...)...); code != ExitUsage || !strings.Contains(errText, c.err) {
			t.Errorf("%s: exit %d, %s", c.args, code, errText)
		}
	}
}

// TestWhatIsLeftIsNamed when the host is gone at the end.
func TestWhatIsLeftIsNamed(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	w := starts(t, o.env(), "webhooks", "listen", "--register")
	w.says("ctrl+c ends it")
	id := registered(t, o.open)[0].ID
	closeSandbox(o.running)
	w.stop()
	if code, errText := w.ends(); code != ExitNetwork || !strings.Contains(errText, "winkterm webhooks delete "+id+" removes it") {
		t.Errorf("exit %d, %s", code, errText)
	}
}

// TestOnlySoMuchIsKept of what could be sent again.
func TestOnlySoMuchIsKept(t *testing.T) {
	t.Parallel()
	l := newListening(listenFlags{}, "", nil, nil)
	for seq := range 20 {
		l.keep(seq, webhook.Post{Body: make([]byte, 4<<20)})
	}
	if _, old := l.full(3); old || len(l.kept) != 16 || l.bytes != 16*4<<20 {
		t.Errorf("%d are kept, %d bytes", len(l.kept), l.bytes)
	}
	for seq := range keptMost {
		l.keep(100+seq, webhook.Post{})
	}
	if _, ok := l.full(100); !ok || len(l.kept) != keptMost || len(l.seqs) != keptMost || l.bytes != 0 {
		t.Errorf("%d are kept, %d bytes", len(l.kept), l.bytes)
	}
}
