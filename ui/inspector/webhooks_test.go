package inspector_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/webhook"
)

// trailing are blanks at the end of lines.
var trailing = regexp.MustCompile(`(?m) +$`)

// hooked is a session with a delivery of each kind: two as they should be, one of each
// mark, one with a gap before it, and two that are missing.
func hooked() []journal.Record {
	hook := func(id, kind, subject string, marks ...string) journal.Webhook {
		return journal.Webhook{
			ID: id, Type: kind, CreatedAt: start, UserID: "tenant-9f2c", SubjectID: subject, Marks: marks, Signature: journal.SignatureValid,
			Body: journal.Text(`{"id":"` + id + `","type":"` + kind + `","data":{"loginName":"[NAME_1]"}}`),
		}
	}
	wrong := hook("et-5", "TASK_STARTED", "a-17bb0c52", webhook.MarkWrongSignature, webhook.MarkDuplicate)
	wrong.Signature = journal.SignatureWrong
	gap := hook("et-7", "TASK_FINISHED", "a-17bb0c52")
	gap.Missing = []string{"TASK_STARTED"}
	return records(
		hook("et-1", "USER_CREATED", ""),
		hook("et-2", "ACCOUNT_CREATED", "a-17bb0c52"),
		account("onAccountCreated", ""),
		journal.Status{Subject: "account", ID: "a-17bb0c52", To: "PENDING"},
		journal.Status{Subject: "account", ID: "a-17bb0c52", From: "PENDING", To: "CONNECTED"},
		account("onAccountConnected", ""),
		hook("et-3", "ACCOUNT_CONNECTED", "a-17bb0c52"),
		hook("et-3", "ACCOUNT_CONNECTED", "a-17bb0c52", webhook.MarkDuplicate),
		hook("et-4", "EMPLOYMENTS_ADDED", "a-17bb0c52", webhook.MarkLate, webhook.MarkOutOfOrder),
		wrong,
		hook("et-6", "INCOMES_ADDED", "a-17bb0c52", webhook.MarkMissingSignature),
		journal.Webhook{Marks: []string{webhook.MarkNotAnEvent}, Body: `{"id":"et-`, Signature: journal.SignatureUnchecked},
		gap,
		journal.Status{Subject: "account", ID: "a-17bb0c52", From: "CONNECTED", To: "ERROR", ErrorCode: "AUTH_REQUIRED"},
		told("onUploadsCreated", `{"userId":"tenant-9f2c","uploads":["u-1","u-2"]}`),
		hook("et-8", "ARCHIVE_STARTED", "u-1"),
		journal.Screen{Page: "Closed"},
	)
}

// inWebhooks is an inspector whose Webhooks tab shows.
func inWebhooks(records []journal.Record, keys ...string) *model {
	m := fed(records...)
	toTab(m, "Webhooks")
	press(m, keys...)
	return m
}

func TestWebhooksStandBesideWhatBelongsToThem(t *testing.T) {
	t.Parallel()
	got := screenOf(inWebhooks(hooked()), 110, 24)
	got = trailing.ReplaceAllString(got, "")
	for _, want := range []string{
		"✓  USER_CREATED", "✓  ACCOUNT_CREATED −1.234 s onAccountCreated a-17bb0c52", "✓  ACCOUNT_CONNECTED +1.234 s onAccountConnected",
		"×2 ACCOUNT_CONNECTED duplicate +2.468 s onAccountConnected", "!  EMPLOYMENTS_ADDED late, out of order a-17bb0c52",
		"✗  TASK_STARTED wrong signature, duplicate", "✗  INCOMES_ADDED missing signature", "✗  not an event\n",
		"!  TASK_FINISHED without TASK_STARTED a-17bb0c52", "−  missing: ACCOUNT_FAILED account ERROR a-17bb0c52", "✓  ARCHIVE_STARTED +1.234 s onUploadsCreated u-1",
		"−  missing: ARCHIVE_STARTED onUploadsCreated u-2",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not seen:\n%s", want, got)
		}
	}
	if strings.Index(got, "missing: ACCOUNT_FAILED") < strings.Index(got, "TASK_FINISHED") {
		t.Errorf("what is missing is not at its place:\n%s", got)
	}
}

func TestAWebhookOpens(t *testing.T) {
	t.Parallel()
	for row, want := range map[string][]string{
		"+1.234 s onAccountConnected": {
			"event      et-3", "happened   2026-11-21 10:00:00.000 UTC, by the host", "user       tenant-9f2c", "about      a-17bb0c52", "signature  valid",
			"onAccountConnected, record 6, the webhook came 1.234 s later", "account CONNECTED, record 5, the webhook came 2.468 s later", "record     7", `"loginName": "[NAME_1]"`,
		},
		"ACCOUNT_CREATED −1.234 s": {"onAccountCreated, record 3, the webhook came 1.234 s earlier"},
		"duplicate +2.468":         {"duplicate  an event of this id has come before"},
		"late, out":                {"late          it came long after it happened", "out of order  an event that happened later has come before it"},
		"wrong signature,":         {"wrong signature  the signature is not that of the body", "signature        wrong"},
		"missing signat":           {"missing signature  it has no signature"},
		"not an event":             {"not an event  the body cannot be read", "signature     not checked"},
		"TASK_FINISHED":            {"missing before it  TASK_STARTED"},
		"missing: ACCOUNT":         {"−  missing: ACCOUNT_FAILED", "account ERROR was seen, and no ACCOUNT_FAILED of it was received within 10 s", "beside  account ERROR, record 14"},
	} {
		t.Run(row, func(t *testing.T) {
			t.Parallel()
			m := inWebhooks(hooked())
			choose(t, m, row)
			press(m, "enter")
			got := screenOf(m, 110, 30)
			for _, text := range want {
				if !m.Open() || !strings.Contains(got, text) {
					t.Errorf("%q is not seen:\n%s", text, got)
				}
			}
			if copied := press(m, "y"); !strings.HasPrefix(copied.Copy, "webhook  ") || copied.What != "webhook" {
				t.Errorf("copied %+v", copied)
			}
		})
	}
	m := inWebhooks(hooked())
	choose(t, m, "+1.234 s onAccountConnected")
	if id, body := press(m, "i"), press(m, "b"); id.Copy != "a-17bb0c52" || !strings.Contains(body.Copy, `"type": "ACCOUNT_CONNECTED"`) {
		t.Errorf("copied %+v, %+v", id, body)
	}
	if nothing := inWebhooks(append(hooked()[2:6], hooked()[16])); nothing.Open() || strings.Contains(screenOf(nothing, 80, 12), "missing") {
		t.Error("where nobody receives webhooks, some are missing")
	}
}

// TestMissingComesWithTime is said once the time is up, without any record, and taken back
// when the delivery comes after all; the cursor stays on its row.
func TestMissingComesWithTime(t *testing.T) {
	t.Parallel()
	m := inWebhooks(records(
		journal.Webhook{ID: "et-1", Type: "USER_CREATED"}, account("onAccountCreated", ""), journal.Webhook{ID: "et-2", Type: "TASK_STARTED", SubjectID: "a-2"},
	))
	now := start.Add(2 * 1234 * time.Millisecond)
	if wait := m.StaleIn(now); wait != webhook.MissingAfter-1234*time.Millisecond {
		t.Errorf("it is stale in %s", wait)
	}
	m.Tick(now.Add(8 * time.Second))
	wantSeen(t, m, "missing:", false)
	press(m, "up", "down")
	m.Tick(now.Add(9 * time.Second))
	wantSeen(t, m, "−  missing: ACCOUNT_CREATED onAccountCreated", true)
	wantSeen(t, m, "› 00:02.468  ✓  TASK_STARTED", true)
	if m.StaleIn(now.Add(9*time.Second)) != 0 {
		t.Error("something is still waited for")
	}
	late := journal.Record{At: now.Add(20 * time.Second), Lane: journal.LaneWebhook, Kind: "ACCOUNT_CREATED", Data: journal.Webhook{ID: "et-3", Type: "ACCOUNT_CREATED", SubjectID: "a-17bb0c52"}}
	m.Feed([]journal.Record{late})
	wantSeen(t, m, "missing:", false)
	wantSeen(t, m, "› 00:02.468  ✓  TASK_STARTED", true)
	wantSeen(t, m, "ACCOUNT_CREATED +21.234 s onAccountCreated", true)
}

func TestTheWebhooksTabHelps(t *testing.T) {
	t.Parallel()
	m := inWebhooks(nil)
	wantSeen(t, m, "start winkterm with --webhooks-port", true)
	m = inWebhooks(records(journal.Note{Topic: journal.TopicWebhooks, Text: "signatures are not checked; received at http://127.0.0.1:9000/"}, account("onAccountCreated", "")))
	wantSeen(t, m, "signatures are not checked; received at http://127.0.0.1:9000/", true)
	wantSeen(t, m, "winkterm webhooks create makes one", true)
	m.Tick(start.Add(time.Minute))
	wantSeen(t, m, "missing: ACCOUNT_CREATED", true)
	m.Feed(hooked()[:8])
	wantSeen(t, m, "↓ 4/4", true)
	press(m, "/", "l", "o", "g", "i", "n", "N", "a", "m", "e", "enter")
	wantSeen(t, m, "4/4", true)
	press(m, "/", "esc", "/", "u", "s", "e", "r", "_", "enter")
	wantSeen(t, m, "1/1", true)
	press(m, "/", "x", "enter")
	wantSeen(t, m, "nothing matches the filter", true)
}

// TestAnIDThatIsCutHasOneEllipsis at any width.
func TestAnIDThatIsCutHasOneEllipsis(t *testing.T) {
	t.Parallel()
	m := inWebhooks(records(journal.Webhook{ID: "et-1", Type: "TASK_STARTED", SubjectID: "a-c6036f4813f2d9280bc47ea619eb079c"}))
	for width := 30; width < 60; width++ {
		if got := screenOf(m, width, 10); strings.Contains(got, "……") {
			t.Error(got)
		}
	}
}

// TestAResetBeginsAnew has the sandbox give the same ids once more.
func TestAResetBeginsAnew(t *testing.T) {
	t.Parallel()
	once := func() []journal.Data {
		return []journal.Data{journal.Webhook{ID: "et-1", Type: "ACCOUNT_CREATED", SubjectID: "a-17bb0c52"}, account("onAccountCreated", ""), account("onAccountError", "")}
	}
	reset := journal.Note{Topic: "fault", Fault: &journal.Fault{Did: journal.Triggered, Fault: wire.Fault{Name: wire.FaultReset}}}
	m := inWebhooks(records(append(append(once(), reset), once()...)...))
	wantSeen(t, m, "00:00.000  ✓  ACCOUNT_CREATED −1.234 s onAccountCreated", true)
	wantSeen(t, m, "00:02.468  −  missing: ACCOUNT_FAILED", true)
	wantSeen(t, m, "00:04.936  ✓  ACCOUNT_CREATED −1.234 s onAccountCreated", true)
	wantSeen(t, m, "3/3", true)
}

// TestOldWebhooksGo lets records go as the journal does.
func TestOldWebhooksGo(t *testing.T) {
	t.Parallel()
	reset := journal.Note{Topic: "fault", Fault: &journal.Fault{Fault: wire.Fault{Name: wire.FaultReset}}}
	for name, all := range map[string][]journal.Record{"all": hooked(), "before a reset": append(hooked(), records(reset)...)} {
		m := inWebhooks(all)
		m.Feed(notes(100, journal.RecordsMax-1))
		if got := screenOf(m, 110, 24); !strings.Contains(got, "Nothing has come yet") {
			t.Errorf("%s: old rows are there:\n%s", name, got)
		}
	}
}

func TestGoldenWebhooks(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{"webhooks": {"home"}, "webhooks_detail": {"home", "down", "down", "enter"}} {
		for _, size := range [][2]int{{34, 12}, {56, 16}, {110, 24}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				m := inWebhooks(hooked())
				m.View(size[0], size[1], true)
				press(m, keys...)
				golden(t, fmt.Sprintf("%s_%dx%d.txt", name, size[0], size[1]), screenOf(m, size[0], size[1]))
			})
		}
	}
}
