package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/report"
)

// at is when the records of these tests begin.
var at = time.Date(2026, 11, 29, 7, 30, 0, 0, time.UTC)

// recorded gives data as a recording, a record for each and a second between them.
func recorded(data ...journal.Data) *recording.File {
	now := at
	j := journal.New(func() time.Time { return now })
	for _, d := range data {
		j.Append(d)
		now = now.Add(time.Second)
	}
	return recording.Of(recording.Header{Recording: 1, Program: "1.0", Command: recording.Wizard, Started: at, Native: true}, j.Since(0))
}

func written(t *testing.T, format string, c report.Case) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.Write(&out, format, c); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return out.String()
}

// TestNoRecordsMakeEveryFormat writes a recording that ended before anything happened.
func TestNoRecordsMakeEveryFormat(t *testing.T) {
	t.Parallel()
	for _, name := range report.Formats() {
		if written(t, name, report.Case{Recording: recorded()}) == "" {
			t.Errorf("%s is empty", name)
		}
	}
}

func TestThereIsNoSuchFormat(t *testing.T) {
	t.Parallel()
	err := report.Write(&bytes.Buffer{}, "docx", report.Case{Recording: recorded()})
	if !errors.Is(err, report.ErrFormat) || !strings.Contains(err.Error(), "markdown") {
		t.Errorf("got %v", err)
	}
}

func TestTheEndingSaysTheFormat(t *testing.T) {
	t.Parallel()
	for _, name := range report.Formats() {
		if got, ok := report.FormatOf("a.b/C" + strings.ToUpper(report.Ending(name))); !ok || got != name {
			t.Errorf("%s: %q is of format %q", name, report.Ending(name), got)
		}
	}
	if name, ok := report.FormatOf("ticket.docx"); ok {
		t.Errorf("docx is %s", name)
	}
}

// TestWhatAHostSaysStaysText has a host that knows Markdown.
func TestWhatAHostSaysStaysText(t *testing.T) {
	t.Parallel()
	nasty := "x | ``` <script>alert(1)</script> @octocat #12 [a](javascript:b) \x1b[31m\u202e\n# heading"
	ticket := written(t, "markdown", report.Case{Recording: recorded(
		journal.Screen{Page: nasty, ProviderID: nasty},
		journal.Intent{Name: "ProviderChosen", Args: journal.JSON(`{"Provider":{"Name":"**b** @octocat #12 <i>","ID":"a|b"}}`)},
		journal.Callback{Name: "onAccountError", Args: journal.Text(`{"errorCode":"` + "`|`" + `"}`)},
		journal.Status{Subject: "account", ID: "a|b", To: "ERROR", ErrorCode: "a_b|@octocat"},
		journal.HTTP{Method: "GET", Path: "/`a`|b", Err: nasty, RequestID: "``r``"},
	)})
	for line := range strings.Lines(ticket) {
		if n := len(strings.Fields(strings.ReplaceAll(line, `\|`, ""))); strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "# Account") || n == 0 && line != "\n" {
			t.Errorf("a line of its own: %q", line)
		}
		outside := strings.ReplaceAll(withoutCode(line), `\]`, "")
		for _, bad := range []string{"<script", "<i>", "@octocat", "#12", "](java", "\x1b", "\u202e"} {
			if strings.Contains(outside, bad) {
				t.Errorf("%q stands in %q", bad, line)
			}
		}
	}
	for _, table := range strings.Split(ticket, "\n\n") {
		rows := strings.Split(strings.TrimSpace(table), "\n")
		if !strings.HasPrefix(rows[0], "| ") {
			continue
		}
		for _, row := range rows {
			if got, want := cells(row), cells(rows[0]); got != want {
				t.Errorf("%d cells, want %d: %s", got, want, row)
			}
		}
	}
}

// cells counts the edges of a row that are not escaped.
func cells(row string) int { return strings.Count(strings.ReplaceAll(row, `\|`, ""), "|") }

// withoutCode takes the spans of code out of a line, by their fences.
func withoutCode(line string) string {
	var b strings.Builder
	for line != "" {
		i := strings.IndexByte(line, '`')
		if i < 0 || i > 0 && line[i-1] == '\\' {
			return b.String() + line
		}
		b.WriteString(line[:i])
		fence := line[i : i+len(line[i:])-len(strings.TrimLeft(line[i:], "`"))]
		rest := line[i+len(fence):]
		end := strings.Index(rest, fence)
		if end < 0 {
			return b.String() + line[i:]
		}
		line = rest[end+len(fence):]
	}
	return b.String()
}

func TestJSONHasASchema(t *testing.T) {
	t.Parallel()
	text := written(t, "json", report.Case{Recording: recorded(
		journal.Status{Subject: "account", ID: "a-1", To: "ERROR", ErrorCode: "ACCOUNT_LOCKED"},
		journal.HTTP{Method: "POST", Path: "/x", Response: journal.Message{Body: `{"email":"a@example.test","name":"b@example.test"}`}},
	)})
	var d struct {
		SchemaVersion int
		Summary       report.Summary
		Masking       []report.Masked
		Records       []json.RawMessage
	}
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	want := report.Masked{Kind: "EMAIL", Values: 2, Occurrences: 2}
	if d.SchemaVersion != 1 || len(d.Records) != 2 || !slices.Contains(d.Masking, want) {
		t.Errorf("got %s", text)
	}
	if c := d.Summary.Codes[0]; c.Explanation == nil || c.Explanation.Title == "" || d.Summary.Sentence != "Linking account a-1 failed with ACCOUNT_LOCKED." {
		t.Errorf("got %+v", d.Summary)
	}
}

// TestAWatchIsReported: what is repeated there is the watching.
func TestAWatchIsReported(t *testing.T) {
	t.Parallel()
	records := []journal.Record{{Seq: 1, At: at, Lane: journal.LaneStatus, Kind: "CONNECTED", Data: journal.Status{Subject: "account", ID: "a-1", To: "CONNECTED"}}}
	for user, want := range map[string]string{"": "winkterm watch  # watches again", "tenant-1": "winkterm watch --user tenant-1  # watches again", "a b": "winkterm watch --user 'a b'  #"} {
		h := recording.Header{Command: recording.Watch, Host: "api.smile.test", UserID: user}
		if text := written(t, "markdown", report.Case{Recording: recording.Of(h, records)}); !strings.Contains(text, want) || !strings.Contains(text, "Account a-1 was connected.") {
			t.Errorf("%q: %s", user, text)
		}
	}
}

// TestAWatchNamesWhoAndWhere: its statuses say whose they are and at which provider, and
// a task is no account.
func TestAWatchNamesWhoAndWhere(t *testing.T) {
	t.Parallel()
	var records []journal.Record
	for i, d := range []journal.Status{
		{Subject: "task", ID: "task-1", UserID: "tenant-1", To: "Started"}, {Subject: "account", ID: "a-1", UserID: "tenant-1", ProviderID: "sss_ph", To: "CONNECTED"},
		{Subject: "task", ID: "task-1", UserID: "tenant-1", From: "Started", To: "Finished"},
	} {
		records = append(records, journal.Record{Seq: i + 1, At: at, Lane: journal.LaneStatus, Kind: d.To, Data: d})
	}
	text := written(t, "json", report.Case{Recording: recording.Of(recording.Header{Command: recording.Watch}, records)})
	for _, want := range []string{`"users":["tenant-1"]`, `"accounts":["a-1"]`, `"providers":["sss_ph"]`, `"sentence":"Account a-1 at sss_ph was connected."`} {
		if !strings.Contains(strings.NewReplacer("\n", "", " ", "").Replace(text), strings.ReplaceAll(want, " ", "")) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if text := written(t, "json", report.Case{Recording: recording.Of(recording.Header{Command: recording.Watch}, records[:1])}); !strings.Contains(text, "Task task-1 stood at Started") {
		t.Errorf("a task alone is left out: %s", text)
	}
}

// TestTheFlagsOfASessionAreRepeated, each of them.
func TestTheFlagsOfASessionAreRepeated(t *testing.T) {
	t.Parallel()
	off := false
	h := recording.Header{Started: at, UserID: "tenant-1", Production: true, Sandbox: &recording.Sandbox{Seed: 7, Speed: 2.5, Providers: 500, Now: at.Add(24 * time.Hour), Freeze: true}}
	h.Widget.Providers, h.Widget.TopProviders, h.Widget.TemplateID, h.Widget.CompanyName = []string{"a", "b"}, []string{"c"}, "wtpl-1", "Acme & Co"
	h.Widget.EnableUpload, h.Widget.EnableConsentPage, h.Widget.EnableSearchBar, h.Widget.EnableTypeBar = true, &off, &off, &off
	want := "winkterm --sandbox --seed 7 --speed 2.5 --providers 500 --now 2026-11-30T07:30:00Z --freeze --user tenant-1 --provider a --provider b " +
		"--top-provider c --template wtpl-1 --company 'Acme & Co' --upload --production --no-consent --no-search --no-types"
	if text := written(t, "markdown", report.Case{Recording: recording.Of(h, nil)}); !strings.Contains(text, want) {
		t.Errorf("%s is not in %s", want, text)
	}
}
