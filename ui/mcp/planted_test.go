package mcp_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/redact/planted"
	"winkterm/flow/scenario/derive"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/session"
	"winkterm/ui/mcp"
)

// hostile is a host that plants secrets and personal values into all that it answers, with
// an account that was linked there and a recording of how. fail says which calls fail.
func hostile(t *testing.T, fail func(*http.Request) bool) (at session.Host, account string, folder recording.Folder) {
	t.Helper()
	box, err := sandbox.Listen(t.Context(), sandbox.Config{Key: planted.Key, Secret: planted.Secret, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close(context.WithoutCancel(t.Context())) })
	target, err := url.Parse(strings.TrimSuffix(box.OpenAPI(), "/v1"))
	if err != nil {
		t.Fatal(err)
	}
	host := httptest.NewServer(planted.Host(target, fail))
	t.Cleanup(host.Close)
	at = session.Host{OpenAPI: host.URL + "/v1", Link: host.URL + "/link/v1", Key: planted.Key, Secret: planted.Secret}
	steps, err := derive.Link{Provider: "upwork", Person: "George"}.Steps()
	if err != nil {
		t.Fatal(err)
	}
	sc := &spec.Scenario{Version: 1, Name: "link", Person: "George", Steps: append([]spec.Step{{Do: spec.Consent{}}}, append(steps, spec.Step{Do: spec.Until{Status: "CONNECTED"}})...)}
	out := play.Run(t.Context(), sc, play.Config{Host: at})
	if out.Failure != nil {
		t.Fatal(out.Failure.Why())
	}
	folder = recording.Folder(t.TempDir())
	w, err := folder.Create(out.Header)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range out.Records {
		w.Write(r)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return at, recording.FactsOf(out.Header, out.Records...).IDs(recording.KindAccount)[0], folder
}

// hunt fails the test where a planted value stands in an answer.
func hunt(t *testing.T, what string, s said) {
	t.Helper()
	if found := planted.Find([]byte(s.raw), planted.Values()...); len(found) > 0 {
		t.Errorf("%s has %v:\n%s", what, found, s.raw)
	}
}

// TestNoPlantedValueIsAnswered asks a hostile host by every tool that does, with answers
// that are good and that fail.
func TestNoPlantedValueIsAnswered(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]bool{"good": false, "failing": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failing := false
			at, account, folder := hostile(t, func(*http.Request) bool { return failing })
			failing = fail
			c := connect(t, mcp.Config{
				Folder: folder, Secrets: []wire.Secret{planted.Key, planted.Secret},
				Host: func(context.Context) (session.Host, error) { return at, nil },
			})
			for _, one := range []struct {
				tool string
				args map[string]any
			}{
				{"providers", nil}, {"account", map[string]any{"id": account}}, {"user", map[string]any{"id": "tenant-12345"}},
				{"archive", map[string]any{"id": "u-12345"}}, {"tasks", map[string]any{"id": account}},
				{"data", map[string]any{"id": account, "kind": "identities"}}, {"data", map[string]any{"id": account, "kind": "incomes"}},
				{"sessions", nil}, {"records", map[string]any{"session": "last", "full": true, "limit": 100}},
				{"callbacks", map[string]any{"session": "last"}}, {"screen", map[string]any{"session": "last"}}, {"report", map[string]any{"session": "last"}},
			} {
				got := c.call(one.tool, one.args)
				hunt(t, one.tool, got)
				if recorded := one.args["session"] != nil; recorded && got.failed {
					t.Errorf("%s fails: %s", one.tool, got.text)
				}
				if fail && one.tool == "account" && !strings.Contains(got.text, "CONNECTED (from recorded sessions alone") {
					t.Errorf("what recorded sessions know is not said: %s", got.text)
				}
				if asked := one.args["id"] == account; asked && got.failed != (fail && one.tool != "account") {
					t.Errorf("%s failed is %t: %s", one.tool, got.failed, got.text)
				}
			}
		})
	}
}

// TestNoGivenSecretIsAnswered gives secrets to the acting tools, also where none belong.
func TestNoGivenSecretIsAnswered(t *testing.T) {
	t.Parallel()
	c := connect(t, mcp.Config{Sandbox: true, Secrets: []wire.Secret{planted.Key, planted.Secret}})
	type args = map[string]any
	for _, one := range []struct {
		tool string
		args args
	}{
		{"link", args{"provider": "sss_ph", "password": planted.Password}},
		{"link", args{"provider": "upwork", "credentials": args{"username": planted.Login, "email": planted.Login + "@tahanan.example", "password": planted.Password}}},
		{"link", args{"provider": "sss_ph", "code": planted.Code}},
		{"answer", args{"code": planted.Code}},
		{"answer", args{"code": args{"x": planted.Password}}},
		{"start_session", nil},
		{"act", args{"step": []any{"consent", args{"choose": "sss_ph"}}}},
		{"act", args{"step": args{"type": args{"password": planted.Password, "ssNumber": planted.Login}}}},
		{"act", args{"step": args{"login": args{"passwd": planted.Password}}}},
		{"act", args{"step": args{"login": args{"values": args{"password": planted.Password, "nobody": planted.Login}}}}},
		{"act", args{"step": args{"code": planted.Password}}},
		{"act", args{"step": args{"expect": planted.Key}}},
		{"act", args{"step": args{"login": args{"password": planted.Password}}}},
		{"records", args{"session": "s4", "full": true, "limit": 100}},
		{"records", args{"session": "s4", "lane": "intent", "full": true}},
		{"screen", args{"session": "s4"}},
		{"report", args{"session": "s4"}},
		{"report", args{"session": "s1"}},
		{"screen", args{"session": "s2"}},
		{"records", args{"session": "s2", "full": true, "limit": 100}},
		{"explain", args{"word": planted.Secret}},
		{"sessions", nil},
	} {
		hunt(t, one.tool, c.call(one.tool, one.args))
	}
}

// TestAReportWithASecretIsWithheld has a key in a recording as it stands, as a damaged or
// forged one may.
func TestAReportWithASecretIsWithheld(t *testing.T) {
	t.Parallel()
	folder := recording.Folder(t.TempDir())
	w, err := folder.Create(recording.Header{Command: recording.Wizard})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(journal.Record{Seq: 1, Lane: journal.LaneNote, Kind: "note", Data: journal.Note{Topic: "note", Text: "the key is " + planted.Key}})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	c := connect(t, mcp.Config{Folder: folder, Secrets: []wire.Secret{planted.Key}})
	got := c.call("report", map[string]any{"session": "last"})
	if hunt(t, "report", got); !got.failed || got.data["kind"] != "withheld" {
		t.Errorf("the report is not withheld: %s", got.raw)
	}
	hunt(t, "records", c.want(c.call("records", map[string]any{"session": "last", "full": true})))
	got = c.call("records", map[string]any{"session": string(folder) + "/x.ndjson"})
	if !got.failed || strings.Contains(got.raw, "cannot be read") {
		t.Errorf("a path is taken: %s", got.raw)
	}
}

// TestTheFolderIsNotNamed has a folder that cannot be read, whose path says whose it is.
func TestTheFolderIsNotNamed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "maricel-dimaculangan-private")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c := connect(t, mcp.Config{Folder: recording.Folder(path)})
	for tool, args := range map[string]map[string]any{"sessions": nil, "records": {"session": "last"}} {
		if got := c.call(tool, args); !got.failed || strings.Contains(got.raw, "maricel") {
			t.Errorf("%s: %s", tool, got.raw)
		}
	}
}

// TestProductionIsRefused configures Smile's production in several spellings.
func TestProductionIsRefused(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"https://open.smileapi.io/v1", "https://OPEN.smileapi.io.:443/v1", "http://user@open.smileapi.io"} {
		c := connect(t, mcp.Config{Host: func(context.Context) (session.Host, error) {
			return session.Host{OpenAPI: address, Key: "k", Secret: "s"}, nil
		}})
		for tool, args := range map[string]map[string]any{"providers": nil, "account": {"id": "a-12345"}, "data": {"id": "a-12345", "kind": "incomes"}} {
			got := c.call(tool, args)
			if !got.failed || got.data["kind"] != "configuration" || !strings.Contains(got.text, "production") {
				t.Errorf("%s at %s: %s", tool, address, got.raw)
			}
		}
	}
}
