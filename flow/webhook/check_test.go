package webhook_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"winkterm/api/webhook"
	"winkterm/api/wire"
	receive "winkterm/flow/webhook"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// deliver checks a delivery of an event in brief: "3 ACCOUNT_CREATED a", which happened
// after 3 s to the account a of the user u, and says what is wrong with it.
func deliver(c *receive.Checker, n int, brief string) string {
	var after int
	var what wire.WebhookEventType
	var subject, task string
	if k, _ := fmt.Sscan(brief, &after, &what, &subject, &task); k < 2 {
		panic(brief)
	}
	e := wire.Event{ID: fmt.Sprint("et-", n), Version: 1, Type: what, CreatedAt: noon.Add(time.Duration(after) * time.Second)}
	e.Data.UserID = "u"
	switch kind, _, _ := strings.Cut(string(what), "_"); {
	case strings.Contains(string(what), "TASK"):
		e.Data.SourceID, e.Data.TaskType, e.Data.SourceType = subject, wire.TaskType(task), wire.SourceAccount
		if strings.HasSuffix(task, "ARCHIVE") {
			e.Data.SourceType = wire.SourceArchive
		}
	case kind == "ARCHIVE":
		e.Data.ArchiveID = subject
	case kind == "INVITE":
		e.Data.InviteID = subject
	case kind == "USER":
		e.Data = wire.EventData{Session: &wire.UserSession{UserID: "u"}}
	default:
		e.Data.AccountID = subject
	}
	body, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	p := webhook.Post{At: e.CreatedAt, Body: body}
	if c.Secret != "" {
		p.Signature = webhook.Sign(c.Secret, body)
	}
	return said(c.Check(p))
}

func said(r receive.Received) string {
	marks := r.Marks
	for _, t := range r.Missing {
		marks = append(marks, "missing "+string(t))
	}
	return strings.Join(marks, ", ")
}

func TestOrderAndGaps(t *testing.T) {
	t.Parallel()
	linking := []string{"0 USER_CREATED", "1 ACCOUNT_CREATED a", "1 TASK_STARTED a LINK_ACCOUNT", "2 ACCOUNT_CONNECTED a", "2 USER_SESSION_COMPLETED",
		"3 INCOMES_ADDED a", "3 TASK_FINISHED a LINK_ACCOUNT"}
	monthly := []string{"9 TASK_STARTED a UPDATE_ACCOUNT", "9 INCOMES_UPDATED a", "9 TASK_FINISHED a UPDATE_ACCOUNT", "9 ACCOUNT_SYNC_TASK_FINISHED a"}
	for name, story := range map[string][]string{ // what is wrong stands behind a colon
		"a linking":             append(append(append(linking, monthly...), monthly...), "10 ACCOUNT_DISCONNECTED a"),
		"a failure":             {"0 USER_CREATED", "1 ACCOUNT_CREATED a", "1 TASK_STARTED a LINK_ACCOUNT", "1 ACCOUNT_FAILED a", "1 TASK_FINISHED a LINK_ACCOUNT", "2 ACCOUNT_DISCONNECTED a"},
		"given up on its way":   {"1 ACCOUNT_CREATED a", "1 TASK_STARTED a LINK_ACCOUNT", "2 ACCOUNT_DISCONNECTED a"},
		"an archive":            {"0 USER_CREATED", "1 ARCHIVE_STARTED d", "1 TASK_STARTED d ANALYZE_ARCHIVE", "2 ARCHIVE_ANALYZED d", "2 TASK_FINISHED d ANALYZE_ARCHIVE", "3 ARCHIVE_REVOKED d"},
		"in the middle":         {"2 ACCOUNT_CONNECTED a", "3 INCOMES_ADDED a", "3 TASK_FINISHED a LINK_ACCOUNT", "9 TASK_STARTED a UPDATE_ACCOUNT", "10 ACCOUNT_DISCONNECTED a", "11 ARCHIVE_REVOKED d", "12 INVITE_LINKED i", "13 ACCOUNT_SYNC_TASK_FINISHED b"},
		"another's":             {"5 ACCOUNT_CREATED a", "3 ACCOUNT_CREATED b"},
		"the user comes last":   {"1 ACCOUNT_CREATED a", "0 USER_CREATED: out of order"},
		"at the same moment":    {"1 TASK_STARTED a LINK_ACCOUNT", "1 ACCOUNT_CREATED a: out of order"},
		"swapped":               {"0 USER_CREATED", "1 TASK_STARTED a LINK_ACCOUNT: missing ACCOUNT_CREATED", "1 ACCOUNT_CREATED a: out of order", "2 ACCOUNT_CONNECTED a"},
		"an old one":            {"0 ACCOUNT_CREATED a", "3 INCOMES_ADDED a: missing ACCOUNT_CONNECTED", "2 ACCOUNT_CONNECTED a: out of order"},
		"nothing but the end":   {"0 ACCOUNT_CREATED a", "3 ACCOUNT_DISCONNECTED a: missing ACCOUNT_CONNECTED"},
		"named once":            {"0 USER_CREATED", "1 ACCOUNT_CONNECTED a: missing ACCOUNT_CREATED", "3 INCOMES_ADDED a", "3 TASK_FINISHED a LINK_ACCOUNT: missing TASK_STARTED"},
		"an archive's start":    {"0 USER_CREATED", "1 TASK_STARTED d ANALYZE_ARCHIVE: missing ARCHIVE_STARTED", "1 ARCHIVE_FAILED d"},
		"an archive's end":      {"0 USER_CREATED", "1 ARCHIVE_REVOKED d: missing ARCHIVE_STARTED"},
		"an invite":             {"0 USER_CREATED", "1 INVITE_LINKED i: missing INVITE_INVITED"},
		"tasks of two kinds":    {"0 ARCHIVE_STARTED d", "1 TASK_STARTED d CLASSIFY_ARCHIVE", "1 TASK_FINISHED d ANALYZE_ARCHIVE: missing TASK_STARTED", "2 TASK_FINISHED d CLASSIFY_ARCHIVE"},
		"each month's":          append(append([]string{"0 ACCOUNT_CREATED a", "0 ACCOUNT_CONNECTED a"}, monthly...), "20 TASK_FINISHED a UPDATE_ACCOUNT: missing TASK_STARTED", "20 TASK_STARTED a UPDATE_ACCOUNT: out of order", "20 TASK_FINISHED a UPDATE_ACCOUNT: missing TASK_STARTED", "21 TASK_STARTED a UPDATE_ACCOUNT", "21 TASK_FINISHED a UPDATE_ACCOUNT"),
		"the next month's":      {"0 ACCOUNT_CREATED a", "1 TASK_FINISHED a UPDATE_ACCOUNT: missing TASK_STARTED", "2 TASK_STARTED a UPDATE_ACCOUNT", "2 TASK_FINISHED a UPDATE_ACCOUNT"},
		"a sync without a task": {"0 ACCOUNT_CREATED a", "1 ACCOUNT_SYNC_TASK_FINISHED a: missing TASK_FINISHED"},
	} {
		c := &receive.Checker{Secret: "s"}
		for i, line := range story {
			brief, want, _ := strings.Cut(line, ": ")
			if got := deliver(c, i, brief); got != want {
				t.Errorf("%s: %s: %q, want %q", name, brief, got, want)
			}
		}
	}
}

func TestFromTheStart(t *testing.T) {
	t.Parallel()
	c := &receive.Checker{FromStart: true}
	if got := deliver(c, 0, "1 ACCOUNT_CREATED a"); got != "missing USER_CREATED" {
		t.Errorf("%q", got)
	}
	for i, fine := range []string{"1 ACCOUNT_CREATED b", "1 INVITE_INVITED i"} {
		if got := deliver(c, i+1, fine); got != "" {
			t.Errorf("%s: %q", fine, got)
		}
	}
	if got := deliver(c, 4, "1 USER_CREATED"); got != "out of order" {
		t.Errorf("%q", got)
	}
	c = &receive.Checker{FromStart: true, Types: []wire.WebhookEventType{"ACCOUNT_CONNECTED"}}
	if got := deliver(c, 0, "2 ACCOUNT_CONNECTED a"); got != "" {
		t.Errorf("%q is missed, which the webhook is not for", got)
	}
}

func TestSignaturesAndDuplicates(t *testing.T) {
	t.Parallel()
	body := []byte(`{"id":"et-1","version":1,"type":"USER_CREATED","createdAt":"2026-11-21T12:00:00Z","data":{"userId":"u"}}`)
	c := &receive.Checker{Secret: "s", LateAfter: time.Minute}
	good := webhook.Sign("s", body)
	for _, d := range []struct {
		body      []byte
		signature string
		after     time.Duration
		want      string
	}{
		{body, "", 0, "missing signature"},
		{body, webhook.Sign("t", body), 0, "wrong signature"},
		{body, good, time.Minute, ""},
		{body, good, time.Minute + 1, "late, duplicate"},
		{body, webhook.Sign("t", body), 0, "wrong signature"},
		{body[:40], good, 0, "wrong signature, not an event"},
		{nil, "", 0, "missing signature, not an event"},
		{[]byte(`{"id":"et-2","type":"USER_CREATED"}`), "", 0, "missing signature, not an event"},
	} {
		if got := said(c.Check(webhook.Post{At: noon.Add(d.after), Signature: d.signature, Body: d.body})); got != d.want {
			t.Errorf("%q, want %q", got, d.want)
		}
	}
	if got := said((&receive.Checker{}).Check(webhook.Post{At: noon.Add(time.Hour), Signature: "any", Body: body})); got != "" {
		t.Errorf("without a secret: %q", got)
	}
}

// TestAnEventOfAnotherShape is one all the same.
func TestAnEventOfAnotherShape(t *testing.T) {
	t.Parallel()
	r := (&receive.Checker{}).Check(webhook.Post{Body: []byte(`{"id":"et-1","type":"NEW_ONE","createdAt":"2026-11-21T12:00:00Z","data":{"userId":"u","providers":"grab","accountId":"a"}}`)})
	if said(r) != "" || receive.User(r.Event) != "u" || receive.Subject(r.Event) != "a" {
		t.Errorf("%q, %+v", said(r), r.Event)
	}
}

// TestMemoryIsBounded has the oldest forgotten.
func TestMemoryIsBounded(t *testing.T) {
	t.Parallel()
	huge := strings.Repeat("x", 4<<20)
	if got := said((&receive.Checker{}).Check(webhook.Post{Body: []byte(`{"id":"` + huge + `","type":"NEW","createdAt":"2026-11-21T12:00:00Z"}`)})); got != "not an event" {
		t.Errorf("a huge id: %q", got)
	}
	c := &receive.Checker{FromStart: true}
	for n := range receive.RememberedMost + 1 {
		deliver(c, n, fmt.Sprint("0 OTHER a", n))
	}
	if got := deliver(c, 1, "0 OTHER a1"); got != "duplicate" {
		t.Errorf("the last ones: %q", got)
	}
	if got := deliver(c, 0, "0 ACCOUNT_CONNECTED a"); got != "" {
		t.Errorf("what was forgotten: %q", got)
	}
}
