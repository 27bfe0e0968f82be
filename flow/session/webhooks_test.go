package session

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/sandbox"
	posted "winkterm/api/webhook"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/redact/planted"
)

// post is an event of a user, signed, with all that is personal in its data.
func post(user string, data map[string]string) posted.Post {
	data["userId"], data["accountId"], data["loginName"] = user, "a-1", planted.Login
	text, _ := json.Marshal(data)
	body := fmt.Appendf(nil, `{"id":"et-1","version":1,"type":"ACCOUNT_CONNECTED","createdAt":"2026-03-04T05:06:07Z","data":%s}`, text)
	return posted.Post{At: time.Date(2026, 3, 4, 5, 6, 8, 0, time.UTC), Body: body, Signature: posted.Sign(sandbox.ReceiveSecret, body)}
}

// TestWebhooksAreMasked looks for what the events say of people, also in a body that was
// cut.
func TestWebhooksAreMasked(t *testing.T) {
	t.Parallel()
	var passed []string
	c := Config{Sandbox: sandbox.Config{Receive: func(p posted.Post) { passed = append(passed, string(p.Body)) }}}
	j := journal.New(func() time.Time { return time.Unix(1, 0) })
	c.receiveOwn(j)
	data, values := map[string]string{}, []planted.Value{{Name: "loginName", Text: planted.Login}}
	for _, v := range planted.Values() {
		if v.At == planted.Body {
			data[v.Name], values = v.Text, append(values, v)
		}
	}
	whole := post("tenant-1", data)
	half := whole
	half.Body = half.Body[:len(half.Body)/2]
	c.Sandbox.Receive(whole)
	c.Sandbox.Receive(half)
	text, err := json.Marshal(j.Since(0))
	if err != nil || !strings.Contains(string(text), "ACCOUNT_CONNECTED") || strings.Count(string(text), "[NAME_") < 5 {
		t.Errorf("%s, %v", text, err)
	}
	for _, found := range planted.Find(text, values...) {
		t.Error(found)
	}
	if len(planted.Find([]byte(passed[0]), values...)) < len(values) {
		t.Error("the values are not in what was received")
	}
	d, _ := j.Since(0)[0].Data.(journal.Webhook)
	if d.ID != "et-1" || d.UserID != "tenant-1" || d.SubjectID != "a-1" || d.Signature != journal.SignatureValid || len(d.Marks) > 0 || d.Size != int64(len(whole.Body)) {
		t.Errorf("%+v", d)
	}
	if cut, _ := j.Since(0)[1].Data.(journal.Webhook); strings.Join(cut.Marks, ", ") != "wrong signature, not an event" || cut.Signature != journal.SignatureWrong {
		t.Errorf("%+v", cut)
	}
}

// TestAnotherHostsWebhooks come to an address on loopback: those of the session's user are
// recorded once that is known, those of others counted.
func TestAnotherHostsWebhooks(t *testing.T) {
	t.Parallel()
	box, err := sandbox.Listen(t.Context(), sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = box.Close(context.WithoutCancel(t.Context())) }()
	for secret, how := range map[wire.Secret]string{"lighthouse-keeper": journal.SignatureWrong, "": journal.SignatureUnchecked, sandbox.ReceiveSecret: journal.SignatureValid} {
		s, err := Open(t.Context(), Config{
			Host:     Host{OpenAPI: box.OpenAPI(), Link: box.Link(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey},
			Webhooks: Webhooks{Addr: "127.0.0.1:0", Secret: secret},
		})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		note, _ := s.Records()[0].Data.(journal.Note)
		text, address, _ := strings.Cut(note.Text, "; received at ")
		if note.Topic != journal.TopicWebhooks || strings.Contains(text, "are checked") != (secret != "") {
			t.Errorf("%+v", note)
		}
		for n := range 101 {
			deliver(t, address, post(fmt.Sprint("tenant-somebody-", n), map[string]string{}))
		}
		_ = s.Do(flow.Begin{})
		state, err := s.Wait(t.Context(), On(flow.Consent))
		if err != nil {
			t.Fatal(err)
		}
		if s, err = s.Again(flow.Options{UserID: state.Session.UserID}); err != nil { // goes on listening there
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		_ = s.Do(flow.Begin{})
		deliver(t, address, post(state.Session.UserID, map[string]string{}))
		deliver(t, address, posted.Post{Body: []byte("nothing")})
		var hooks []journal.Webhook
		var others []string
		for last := 0; len(hooks) < 2; {
			<-s.Journal().Changed()
			for _, r := range s.Journal().Since(last) {
				last = r.Seq
				if d, ok := r.Data.(journal.Webhook); ok {
					hooks = append(hooks, d)
				}
				if r.Kind == "other users" {
					d, _ := r.Data.(journal.Note)
					others = append(others, d.Text[strings.Index(d.Text, ": "):])
				}
			}
		}
		if hooks[0].UserID != state.Session.UserID || hooks[0].Signature != how || hooks[1].Type != "" || fmt.Sprint(others) != "[: 1 so far : 10 so far : 100 so far]" {
			t.Errorf("%+v, others %q", hooks, others)
		}
		s.Journal().Append(journal.Note{Topic: "test", Text: "the secret is " + secret.Reveal()})
		text2, _ := json.Marshal(s.Records())
		if secret != "" && strings.Contains(string(text2), secret.Reveal()) || strings.Contains(string(text2), "tenant-somebody") {
			t.Error("the records have the secret, or others")
		}
	}
}

// TestASandboxPostsToASession has another sandbox deliver over HTTP.
func TestASandboxPostsToASession(t *testing.T) {
	t.Parallel()
	box, err := sandbox.Listen(t.Context(), sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = box.Close(context.WithoutCancel(t.Context())) }()
	s, err := Open(t.Context(), Config{
		Host:     Host{OpenAPI: box.OpenAPI(), Link: box.Link(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey},
		Webhooks: Webhooks{Addr: "127.0.0.1:0", Secret: "lighthouse-keeper"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	note, _ := s.Records()[0].Data.(journal.Note)
	_, address, _ := strings.Cut(note.Text, "; received at ")
	client, err := s.Client()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.CreateWebhook(t.Context(), wire.WebhookRequest{Name: "hook", URL: address, Secret: "lighthouse-keeper", EventTypes: []wire.WebhookEventType{wire.EventAll}, Active: new(true)}); err != nil {
		t.Fatal(err)
	}
	_ = s.Do(flow.Begin{})
	for last := 0; ; {
		<-s.Journal().Changed()
		for _, r := range s.Journal().Since(last) {
			last = r.Seq
			if d, ok := r.Data.(journal.Webhook); ok {
				if d.Type != "USER_CREATED" || d.UserID != s.State().Session.UserID || len(d.Marks) > 0 || d.Signature != journal.SignatureValid {
					t.Errorf("%+v", d)
				}
				return
			}
		}
	}
}

// TestAPortThatIsTaken is named.
func TestAPortThatIsTaken(t *testing.T) {
	t.Parallel()
	box, err := sandbox.Listen(t.Context(), sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = box.Close(context.WithoutCancel(t.Context())) }()
	taken := strings.TrimSuffix(strings.TrimPrefix(box.OpenAPI(), "http://"), "/v1")
	_, err = Open(t.Context(), Config{Host: Host{OpenAPI: box.OpenAPI(), Key: "k", Secret: "s"}, Webhooks: Webhooks{Addr: taken}})
	if err == nil || !strings.Contains(err.Error(), taken) {
		t.Error(err)
	}
}

// TestTooManyAreRefused before the user is known, so that the host sends them again.
func TestTooManyAreRefused(t *testing.T) {
	t.Parallel()
	j := journal.New(func() time.Time { return time.Unix(1, 0) })
	c := Config{Webhooks: Webhooks{Addr: "127.0.0.1:0"}, Clock: api.SystemClock()}
	_, closing, err := c.listen(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = closing() }()
	note, _ := j.Since(0)[0].Data.(journal.Note)
	_, address, _ := strings.Cut(note.Text, "; received at ")
	for n := range postsMost + 1 {
		if got := deliver(t, address, posted.Post{}); (got == http.StatusOK) != (n < postsMost) {
			t.Fatalf("%d: %d", n, got)
		}
	}
}

// deliver posts what a host would, and gives the status of the answer.
func deliver(t *testing.T, address string, p posted.Post) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, bytes.NewReader(p.Body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set(posted.SignatureHeader, p.Signature)
	answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}
