package session

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox"
	posted "winkterm/api/webhook"
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
