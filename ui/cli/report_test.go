package cli

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	"winkterm/flow/session"
)

// hostileHost is a sandbox behind a proxy that adds secrets and personal data to every
// answer: to its headers, its message and its data.
func hostileHost(t *testing.T, key, secret string, plant func(string) string) *httptest.Server {
	t.Helper()
	s, err := sandbox.Listen(t.Context(), sandbox.Config{Key: key, Secret: wire.Secret(secret)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(t.Context()) })
	extra := map[string]string{}
	for name := range strings.FieldsSeq("email mobile fullName firstName lastName middleName userName loginName ssNumber taxNumber birthDate address line1 line2 idNumber " +
		"employeeNumber accountNumber iban curp docId referenceId accessToken refreshToken otp apiKey clientSecret password pin photoUrl city zip latitude citizenship fileContent jwt session_key tin sss nss philHealthNumber nbiIdNumber statementNumber gaid signatoryName contactName replyAddress msisdn telephone dateOfBirth fullAddress") {
		extra[name] = plant("Planted " + name + " %d")
	}
	extra["prose"] = "write to " + plant("prose%d@planted.test") + " or call " + plant("+63 917 555 0%d")
	headers := map[string]string{
		"Set-Cookie": "sid=" + plant("cookie-%d-value"), "X-Api-Key": plant("header-key-%d"), "X-Auth-Token": plant("header-token-%d"),
		"X-Client-Secret": plant("header-secret-%d"), "X-Debug": "user " + plant("debug%d@planted.test"), "X-Authorization": "Bearer " + plant("bearer%dabcdefgh"),
		"Smile-Signature": plant("signature-%d"), "Authorization": "Basic " + base64.StdEncoding.EncodeToString([]byte(plant("k-%d")+":"+plant("s-%d"))),
	}
	target, err := url.Parse(s.OpenAPI())
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: target.Host})
	proxy.ModifyResponse = func(r *http.Response) error {
		for name, value := range headers {
			r.Header.Set(name, value)
		}
		body, err := io.ReadAll(r.Body)
		var m map[string]any
		if err == nil && json.Unmarshal(body, &m) == nil {
			m["extra"], m["phones"] = extra, []any{map[string]any{"number": extra["prose"]}}
			body, err = json.Marshal(m)
		}
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		r.Header.Set("Content-Length", fmt.Sprint(len(body)))
		return err
	}
	front := httptest.NewServer(proxy)
	t.Cleanup(front.Close)
	return front
}

// hostileSession records a login that fails at such a host, and gives what was planted.
func hostileSession(t *testing.T, path string) (planted []string, env map[string]string) {
	t.Helper()
	plant := func(format string) string {
		planted = append(planted, fmt.Sprintf(format, len(planted)+101))
		return planted[len(planted)-1]
	}
	key, secret := plant("configured-key-%d"), plant("configured secret/%d&")
	host := hostileHost(t, key, secret, plant)
	c := session.Config{Host: session.Host{
		OpenAPI: host.URL + "/v1", Link: host.URL + "/link/v1", Key: wire.Secret(key), Secret: wire.Secret(secret),
	}}
	c.Options.Widget.EnableUpload = true
	walk, err := session.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = walk.Close() }()
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	w, err := recording.NewWriter(out, recording.Header{Program: "1.0", Command: recording.Wizard, Host: "h.test", Native: true})
	if err != nil {
		t.Fatal(err)
	}
	walk.Journal().KeepIn(w.Write)
	do := func(intents ...flow.Intent) {
		for _, i := range intents {
			if err := walk.Do(i); err != nil {
				t.Fatalf("%T: %v", i, err)
			}
		}
	}
	reach := func(p flow.Page) {
		if state, err := walk.Wait(t.Context(), session.On(p)); err != nil {
			t.Fatalf("%s: %v, %+v", p, err, state.Calls.Failed)
		}
	}
	do(flow.Begin{})
	reach(flow.Consent)
	do(flow.ConsentGiven{})
	provider, err := walk.Provider(t.Context(), "sss_ph")
	if err != nil {
		t.Fatal(err)
	}
	do(flow.ProviderChosen{Provider: provider})
	reach(flow.Login)
	password := plant(`T"yp'ed & <pass>/%d é`)
	do(flow.Typed{Values: map[string]wire.Secret{"ssNumber": wire.Secret(plant("44000007%d")), "password": wire.Secret(password)}}, flow.Submitted{})
	reach(flow.ConnectError)
	walk.Journal().Append(journal.Note{Topic: "page", Text: "what was typed: " + password + ", " + url.QueryEscape(password)})
	do(flow.Done{})
	walk.Records()
	return planted, map[string]string{envKey: key, envSecret: secret}
}

// TestNoReportHoldsWhatAHostilHostPlants records the real session at a hostile host, and
// looks for all that was planted in what the command prints, in every format.
func TestNoReportHoldsWhatAHostileHostPlants(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "session.ndjson")
	planted, env := hostileSession(t, path)
	if len(planted) < 60 {
		t.Fatalf("only %d values are planted", len(planted))
	}
	for _, format := range report.Formats() {
		code, out, errText := run(t, env, "report", path, "--format", format)
		if code != ExitOK || errText != "" || out == "" {
			t.Fatalf("%s: exit %d, %s", format, code, errText)
		}
		for name, content := range unpacked(t, out) {
			for _, value := range planted {
				for _, form := range []string{value, url.QueryEscape(value), strings.ToUpper(value), base64.StdEncoding.EncodeToString([]byte(value)), fmt.Sprintf("%x", value), strings.ReplaceAll(value, " ", "")} {
					if strings.Contains(content, form) {
						t.Errorf("%s%s holds %q", format, name, form)
					}
				}
			}
		}
	}
	env[envSecret] = "INVALID_CREDENTIALS"
	if code, out, errText := run(t, env, "report", path); code != ExitFailed || out != "" || !strings.Contains(errText, "record") || strings.Contains(errText, "INVALID_CREDENTIALS") {
		t.Errorf("a secret that stands in the file: exit %d, %q, %s", code, out, errText)
	}
}

// unpacked gives the parts of a zip, or the text itself.
func unpacked(t *testing.T, out string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(out), int64(len(out)))
	if err != nil {
		return map[string]string{"": out}
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[" "+f.Name] = string(content)
	}
	return all
}

// recordingFile writes a recording of one note.
func recordingFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "session.ndjson")
	content := `{"winktermRecording":1,"program":"1.0","command":"wizard"}` + "\n" +
		`{"seq":1,"at":"2026-11-29T07:30:00Z","lane":"note","kind":"a","data":{"topic":"a","text":"b"}}` + "\n"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestAReportIsWrittenToAFile by its ending, and never over another one unless that is
// wanted.
func TestAReportIsWrittenToAFile(t *testing.T) {
	t.Parallel()
	path, dir := recordingFile(t), t.TempDir()
	target := filepath.Join(dir, "case.har")
	if code, out, errText := run(t, nil, "report", path, "-o", target); code != ExitOK || out != "" || errText != "" {
		t.Fatalf("exit %d, %q, %s", code, out, errText)
	}
	content, err := os.ReadFile(target)
	if err != nil || !bytes.Contains(content, []byte(`"version": "1.2"`)) {
		t.Errorf("%v: %s", err, content)
	}
	if code, _, errText := run(t, nil, "report", path, "--format", "json", "-o", target); code != ExitUsage || !strings.Contains(errText, "--force") {
		t.Errorf("exit %d, %s", code, errText)
	}
	if again, _ := os.ReadFile(target); !bytes.Equal(again, content) {
		t.Error("the file was overwritten")
	}
	if code, _, errText := run(t, nil, "report", path, "--format", "json", "-o", target, "--force"); code != ExitOK {
		t.Errorf("exit %d, %s", code, errText)
	}
	if again, _ := os.ReadFile(target); !bytes.Contains(again, []byte(`"schemaVersion": 1`)) {
		t.Errorf("got %s", again)
	}
	if code, _, _ := run(t, nil, "report", path, "-o", dir, "--format", "json", "--force"); code != ExitUsage {
		t.Errorf("a folder: exit %d", code)
	}
	only(t, dir, "case.har")
}

// TestADeviceIsNoFileToOverwrite: a report that took the name of a device, a pipe or a
// socket would replace it.
func TestADeviceIsNoFileToOverwrite(t *testing.T) {
	t.Parallel()
	socket := filepath.Join(t.TempDir(), "socket")
	listener, err := net.Listen("unix", socket)
	leftOut(t, "no socket can be made", err)
	defer func() { _ = listener.Close() }()
	link := filepath.Join(t.TempDir(), "case.har")
	leftOut(t, "no link can be made", os.Symlink(socket, link))
	for _, path := range []string{socket, link} {
		code, _, errText := run(t, nil, "report", recordingFile(t), "-o", path, "--format", "har", "--force")
		if code != ExitUsage || !strings.Contains(errText, "left alone") {
			t.Errorf("%s: exit %d, %s", path, code, errText)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() {
			t.Errorf("%s was replaced", path)
		}
	}
}

// TestReportSaysWhatIsWrong with the command line or the file.
func TestReportSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	path := recordingFile(t)
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{nil, ExitUsage, "report last"},
		{[]string{"nothing"}, ExitUsage, "winkterm sessions"},
		{[]string{path, "--format", "docx"}, ExitUsage, "markdown"},
		{[]string{path, "-o", "ticket.docx"}, ExitUsage, "--format"},
		{[]string{path, "--at", "-1"}, ExitUsage, "--at"},
		{[]string{path, "--at", "7", "--format", "svg"}, ExitUsage, "no such record"},
		{[]string{path, "-o", filepath.Join(path, "x.md")}, ExitFailed, "cannot be written"},
	} {
		code, out, errText := run(t, nil, append([]string{"report"}, c.args...)...)
		if code != c.code || out != "" || !strings.Contains(errText, c.says) {
			t.Errorf("%q: exit %d, %q, %s", c.args, code, out, errText)
		}
	}
	var out, errOut bytes.Buffer
	code := Main([]string{"report", path, "--format", "zip"}, Streams{In: strings.NewReader(""), Out: &out, Err: &errOut, Dir: t.TempDir(), Env: environment(nil), Terminal: true})
	if code != ExitUsage || out.Len() > 0 || !strings.Contains(errOut.String(), "-o report.zip") {
		t.Errorf("a zip to a terminal: exit %d, %d bytes, %s", code, out.Len(), errOut.String())
	}
}

// TestWhereARecordingIsStaysHere: a path can say who the user is.
func TestWhereARecordingIsStaysHere(t *testing.T) {
	t.Parallel()
	path := recordingFile(t)
	_, out, _ := run(t, nil, "report", path)
	if strings.Contains(out, filepath.Dir(path)) || !strings.Contains(out, "winkterm replay session.ndjson") {
		t.Errorf("got %s", out)
	}
}
