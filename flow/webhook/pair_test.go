package webhook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/webhook"
)

var began = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// read makes what was seen and received of words, a second apart: "onAccountCreated:a-1", a
// status "CONNECTED:a-1", one without anything before it "=CONNECTED:a-1", a delivery
// "ACCOUNT_CREATED:a-1#et-1". u-… is an archive, inv-… an invite.
func read(story string) (arrived []webhook.Arrival, seen []webhook.Seen, now time.Time) {
	for i, word := range strings.Fields(story) {
		at := began.Add(time.Duration(i) * time.Second)
		name, id, _ := strings.Cut(word, ":")
		id, event, delivered := strings.Cut(id, "#")
		kind, _, _ := strings.Cut(id, "-")
		subject := map[string]string{"a": "account", "u": "archive", "inv": "invite"}[kind]
		now = at
		switch {
		case delivered:
			arrived = append(arrived, webhook.Arrival{Seq: i + 1, At: at, EventID: event, Type: wire.WebhookEventType(name), SubjectID: id})
		case strings.HasPrefix(name, "on"):
			seen = append(seen, webhook.Seen{Seq: i + 1, At: at, What: name, ID: id})
		default:
			status, first := strings.CutPrefix(name, "=")
			seen = append(seen, webhook.Seen{Seq: i + 1, At: at, What: subject + " " + status, First: first, ID: id})
		}
	}
	return arrived, seen, now
}

// written is rows in words: the type, its Seq, and the Seqs of what belongs to it.
func written(rows []webhook.Row) string {
	words := make([]string, len(rows))
	for i, r := range rows {
		seq, _ := r.Place()
		words[i] = fmt.Sprintf("%s@%d", r.Type, seq)
		if r.Arrived == nil {
			words[i] = "missing " + words[i]
		}
		for _, s := range []*webhook.Seen{r.Callback, r.Status} {
			if s != nil {
				words[i] += fmt.Sprintf("~%d", s.Seq)
			}
		}
	}
	return strings.Join(words, ", ")
}

func TestWhatBelongsTogether(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ story, want string }{
		"a login":              {"ACCOUNT_CREATED:a-1#e1 onAccountCreated:a-1 =PENDING:a-1 ACCOUNT_CONNECTED:a-1#e2 CONNECTED:a-1 onAccountConnected:a-1", "ACCOUNT_CREATED@1~2, ACCOUNT_CONNECTED@4~6~5"},
		"a failure":            {"onAccountError:a-1 ERROR:a-1 ACCOUNT_FAILED:a-1#e1", "ACCOUNT_FAILED@3~1~2"},
		"a revocation":         {"onAccountRemoved:a-1 DISCONNECTED:a-1 ACCOUNT_DISCONNECTED:a-1#e1", "ACCOUNT_DISCONNECTED@3~1~2"},
		"a document":           {"ARCHIVE_STARTED:u-1#e1 onUploadsCreated:u-1 ANALYZED:u-1 ARCHIVE_ANALYZED:u-1#e2 REVOKED:u-1 onUploadsRemoved:u-1 ARCHIVE_REVOKED:u-1#e3", "ARCHIVE_STARTED@1~2, ARCHIVE_ANALYZED@4~3, ARCHIVE_REVOKED@7~6~5"},
		"an invite":            {"=INVITED:inv-1 LINKED:inv-1 INVITE_LINKED:inv-1#e1", "INVITE_LINKED@3~2"},
		"documents that fail":  {"UNSUPPORTED:u-1 ERROR:u-2 ARCHIVE_FAILED:u-1#e1 ARCHIVE_FAILED:u-2#e2", "ARCHIVE_FAILED@3~1, ARCHIVE_FAILED@4~2"},
		"other subjects":       {"onAccountConnected:a-2 CONNECTED:a-3 ERROR:u-1 ACCOUNT_CONNECTED:a-1#e1 ACCOUNT_FAILED:u-1#e2", "missing ACCOUNT_CONNECTED@1~1, missing ACCOUNT_CONNECTED@2~2, missing ARCHIVE_FAILED@3~3, ACCOUNT_CONNECTED@4, ACCOUNT_FAILED@5"},
		"a duplicate":          {"onAccountConnected:a-1 ACCOUNT_CONNECTED:a-1#e1 ACCOUNT_CONNECTED:a-1#e1", "ACCOUNT_CONNECTED@2~1, ACCOUNT_CONNECTED@3~1"},
		"twice the same":       {"CONNECTED:a-1 ACCOUNT_CONNECTED:a-1#e1 DISCONNECTED:a-1 CONNECTED:a-1 ACCOUNT_CONNECTED:a-1#e2", "ACCOUNT_CONNECTED@2~1, missing ACCOUNT_DISCONNECTED@3~3, ACCOUNT_CONNECTED@5~4"},
		"a widget fires again": {"onAccountConnected:a-1 onAccountConnected:a-1 ACCOUNT_CONNECTED:a-1#e1", "ACCOUNT_CONNECTED@3~1"},
		"it stood so before":   {"=CONNECTED:a-1 =PENDING:a-2 onUIEvent:", ""},
		"fast, with callback":  {"onAccountConnected:a-1 =CONNECTED:a-1", "missing ACCOUNT_CONNECTED@1~1~2"},
		"nothing belongs":      {"USER_CREATED:#e1 TASK_STARTED:a-1#e2", "USER_CREATED@1, TASK_STARTED@2"},
	} {
		arrived, seen, now := read(c.story)
		rows, due := webhook.Pair(arrived, seen, now, true)
		if got := written(rows); got != c.want || !due.IsZero() {
			t.Errorf("%s: %s, want %s; due %s", name, got, c.want, due)
		}
	}
}

// TestMissingIsNotSaidTooSoon waits for the bound.
func TestMissingIsNotSaidTooSoon(t *testing.T) {
	t.Parallel()
	arrived, seen, _ := read("CONNECTED:a-1 onAccountError:a-2 ACCOUNT_FAILED:a-2#e1 ANALYZED:u-1")
	for after, want := range map[time.Duration]string{
		10*time.Second - 1:                   "ACCOUNT_FAILED@3~2",
		10 * time.Second:                     "missing ACCOUNT_CONNECTED@1~1, ACCOUNT_FAILED@3~2",
		3*time.Second + webhook.MissingAfter: "missing ACCOUNT_CONNECTED@1~1, ACCOUNT_FAILED@3~2, missing ARCHIVE_ANALYZED@4~4",
	} {
		rows, due := webhook.Pair(arrived, seen, began.Add(after), false)
		if got := written(rows); got != want {
			t.Errorf("after %s: %s", after, got)
		}
		next := map[time.Duration]time.Time{10*time.Second - 1: began.Add(10 * time.Second), 10 * time.Second: began.Add(13 * time.Second)}[after]
		if !due.Equal(next) {
			t.Errorf("after %s the next is due %s", after, due)
		}
	}
	rows, due := webhook.Pair(arrived, seen, began, true)
	if len(rows) != 3 || !due.IsZero() {
		t.Errorf("closed: %s, due %s", written(rows), due)
	}
}

// TestWhatIsMissingAtOnceIsInOrder has one callback for several archives.
func TestWhatIsMissingAtOnceIsInOrder(t *testing.T) {
	t.Parallel()
	var seen []webhook.Seen
	for _, id := range strings.Fields("u-5 u-3 u-1 u-4 u-2") {
		seen = append(seen, webhook.Seen{Seq: 1, At: began, What: "onUploadsCreated", ID: id})
	}
	rows, _ := webhook.Pair(nil, seen, began, true)
	if !slices.IsSortedFunc(rows, func(a, b webhook.Row) int { return strings.Compare(a.SubjectID, b.SubjectID) }) || len(rows) != 5 {
		t.Errorf("%+v", rows)
	}
}

// TestTheCallbackComesFirst where there are both, and its time is the row's where nothing
// arrived.
func TestTheCallbackComesFirst(t *testing.T) {
	t.Parallel()
	arrived, seen, now := read("CONNECTED:a-1 onAccountConnected:a-1 ACCOUNT_CONNECTED:a-1#e1 ERROR:a-2 TASK_STARTED:a-1#e3")
	rows, _ := webhook.Pair(arrived, seen, now, true)
	var got []string
	for _, r := range rows {
		s := r.Beside()
		if s == nil {
			s = &webhook.Seen{}
		}
		_, at := r.Place()
		got = append(got, fmt.Sprint(s.What, " ", at.Sub(began)))
	}
	if want := []string{"onAccountConnected 2s", "account ERROR 3s", " 4s"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
