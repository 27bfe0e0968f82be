package cli

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
)

// loginAt is when the logins of these tests are.
var loginAt = time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)

// recordLogin writes a login at PhilHealth with a password to a file, and gives its path.
func recordLogin(t *testing.T, seed uint64, password string, last flow.Page) string {
	t.Helper()
	h := recording.Header{Command: recording.Wizard, Native: true, Started: loginAt, Sandbox: &recording.Sandbox{Seed: seed, Speed: 1, Now: loginAt}}
	path := filepath.Join(t.TempDir(), "session.ndjson")
	w, err := recording.Create(path, h)
	if err != nil {
		t.Fatal(err)
	}
	typed := flow.Typed{Values: map[string]wire.Secret{"username": "George", "password": wire.Secret(password)}}
	_, err = rerun.Play(t.Context(), rerun.Script{Header: h, Steps: []rerun.Step{
		{On: flow.Consent, Intent: flow.ConsentGiven{}},
		{On: flow.ProviderList, Intent: flow.ProviderChosen{Provider: wire.Provider{ID: "philhealth_ph"}}},
		{On: flow.Login, Intent: typed}, {Intent: flow.Submitted{}}, {On: last},
	}}, rerun.Config{Keep: func(r journal.Record) { w.Write(r) }})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDiffExitsWithWhatItFound(t *testing.T) {
	t.Parallel()
	locked := recordLogin(t, 7, "error_ACCOUNT_LOCKED", flow.ConnectError)
	right := recordLogin(t, 8, "123456", flow.ConnectSuccess)
	alike := recordLogin(t, 9, "123456", flow.ConnectSuccess)
	torn := filepath.Join(t.TempDir(), "torn.ndjson")
	for _, c := range []struct {
		args []string
		code int
		out  []string
		err  string
	}{
		{[]string{right, alike}, ExitOK, []string{"They are the same", "B  ", "seed 9"}, ""},
		{[]string{right, alike, "--ids"}, ExitFailed, []string{"first difference"}, "they differ"},
		{[]string{locked, right}, ExitFailed, []string{"first difference, in intent", "to: ERROR -> CONNECTED", "errorCode: ACCOUNT_LOCKED -> (none)"}, "they differ"},
		{[]string{locked, right, "--lane", "status"}, ExitFailed, []string{"first difference, in status", "status: 1 the same, 1 different"}, "they differ"},
		{[]string{locked, right, "--plain", "--lane", "status"}, ExitFailed, []string{"status\t", "\taccount 1  from=PENDING  to=ERROR  errorCode=ACCOUNT_LOCKED\taccount 1  from=PENDING  to=CONNECTED\n"}, "they differ"},
		{[]string{locked, right, "--json"}, ExitFailed, []string{`{"same":false,"first":{"lane":"intent"`}, "they differ"},
		{[]string{locked}, ExitUsage, nil, "two recordings"},
		{[]string{locked, torn}, ExitUsage, nil, "torn.ndjson"},
		{[]string{locked, right, "--lane", "clicks"}, ExitUsage, nil, "screen"},
		{[]string{locked, right, "--json", "--plain"}, ExitUsage, nil, "--plain"},
		{[]string{"--archives"}, ExitUsage, nil, "--archives"},
		{[]string{"--archives", "--times", locked}, ExitUsage, nil, "--times"},
		{[]string{"--archives", locked}, ExitOK, []string{"nothing was uploaded"}, ""},
	} {
		code, out, errText := run(t, nil, append([]string{"diff"}, c.args...)...)
		if code != c.code || !strings.Contains(errText, c.err) {
			t.Errorf("%q: exit %d, want %d: %s", c.args, code, c.code, errText)
		}
		for _, want := range c.out {
			if !strings.Contains(out, want) {
				t.Errorf("%q: %q is not in\n%s", c.args, want, out)
			}
		}
		if len(c.out) > 0 && c.args[len(c.args)-1] == "--json" && !json.Valid([]byte(out)) {
			t.Errorf("%q: no JSON: %s", c.args, out)
		}
	}
}

// TestUploadsStandSideBySide compares two uploads of one session.
func TestUploadsStandSideBySide(t *testing.T) {
	t.Parallel()
	h := recording.Header{Started: loginAt, Widget: wire.WidgetOptions{EnableUpload: true}, Sandbox: &recording.Sandbox{Speed: 1, Now: loginAt}}
	path := filepath.Join(t.TempDir(), "uploads.ndjson")
	w, err := recording.Create(path, h)
	if err != nil {
		t.Fatal(err)
	}
	upload := func(sample string, last flow.Page) []rerun.Step {
		return []rerun.Step{
			{On: flow.FileTypeList, Intent: flow.FileTypeChosen{Type: wire.FileType{Type: "PAYSLIP"}}},
			{On: flow.FileType, Intent: flow.FileAdded{File: flow.File{Sample: true, Path: sample}}},
			{Intent: flow.Submitted{}}, {On: last, Intent: flow.AnotherWanted{}},
		}
	}
	steps := append([]rerun.Step{{On: flow.Consent, Intent: flow.ConsentGiven{}}, {On: flow.ProviderList, Intent: flow.UploadWanted{}}},
		append(upload("payslip-george.pdf", flow.ArchiveSuccess), upload("payslip-ryan.png", flow.ArchiveSuccess)...)...)
	if _, err := rerun.Play(t.Context(), rerun.Script{Header: h, Steps: steps}, rerun.Config{Keep: w.Write}); err != nil {
		t.Fatal(err)
	}
	code, out, errText := run(t, nil, "diff", "--archives", path)
	if code != ExitOK || errText != "" || !strings.Contains(out, "  status") || !strings.Contains(out, "* file") || strings.Count(out, "ANALYZED") != 2 {
		t.Errorf("exit %d, %s\n%s", code, errText, out)
	}
	if code, out, _ := run(t, nil, "diff", "--archives", "--json", path); code != ExitOK || unmarshalLines(out, new([]map[string]any)) != nil || strings.Count(out, "\n") != 2 {
		t.Errorf("exit %d: %s", code, out)
	}
	if code, out, _ := run(t, nil, "diff", "--archives", "--json", fewRecords(t)); code != ExitOK || out != "" {
		t.Errorf("of no upload: exit %d: %s", code, out)
	}
	if code, out, _ := run(t, nil, "diff", "--archives", "--plain", path); code != ExitOK || !strings.Contains(out, "\tstatus\tANALYZED\n") {
		t.Errorf("exit %d: %s", code, out)
	}
}
