package recording

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
)

// planted are secrets that look like what a recording is made of: numbers, parts of
// moments and ids, words of JSON, keys, pages, statuses, names of records.
var planted = []string{
	"1234", "1234567", "2026", "2026-11-29", "12:34", "2026-11-29T12:34:56.789Z", "true", "false", "null", "0000",
	"seq", "at", "lane", "kind", "data", "page", "state", "Page", "Session", "BackStack", "name", "args", "status", "errorCode", "subject",
	"request", "response", "header", "size", "body", "options", "providers", "topic", "text", "method", "userId",
	"screen", "callback", "http", "note", "intent", "widget", "account", "archive", "task",
	"Login", "LoginPageOpened", "Problem", "Searched", "onAccountError", "CONNECTED", "ERROR", "ACCOUNT_LOCKED", "AWAITING_MFA", "OK", "POST",
	"production", "sandbox", "LINK_ACCOUNT", "Poll", `"seq":1`, `{"lane"`, `","kind":"`, "}", "\\", `\u0041`, "••••",
}

// fill gives every number of a value 1234567 where that fits, and every moment and text
// something that the planted values are in.
func fill(v reflect.Value, depth int) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(2026, 11, 29, 12, 34, 56, 789e6, time.UTC)))
	case v.Type() == reflect.TypeFor[json.RawMessage]():
		v.SetBytes([]byte(`{"total":"1234","page":true}`))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				fill(v.Field(i), depth+1)
			}
		}
	case v.Kind() == reflect.Pointer && depth < 12:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case v.Kind() == reflect.Slice && depth < 12:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), depth+1)
	case v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		key.SetString("status")
		fill(value, depth+1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case v.Kind() == reflect.String && v.Type().PkgPath() == "": // a text that is no enumeration
		v.SetString("text")
	case v.CanInt() && !v.OverflowInt(1234567):
		v.SetInt(1234567)
	case v.CanUint() && !v.OverflowUint(1234567):
		v.SetUint(1234567)
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	}
}

// everything is a record of every lane, with all that is in one.
func everything(t *testing.T) []journal.Data {
	t.Helper()
	var state flow.State
	fill(reflect.ValueOf(&state).Elem(), 0)
	state.Page, state.Session.Mode = flow.Login, wire.ModeProduction
	state.BackStack = []flow.Page{flow.Consent, flow.ProviderList}
	text, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	call := journal.Message{
		Header: []journal.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Status", Value: "1234"}},
		Body:   `{"code":"OK","data":{"page":1,"status":"CONNECTED","n":[1234,true,null,2026]}}`,
	}
	call.Size = int64(len(call.Body))
	return []journal.Data{
		journal.Screen{Page: "Login", Event: "LoginPageOpened", ProviderID: "sss_ph", AccountID: "a-1", FileType: "PAYSLIP", ArchiveID: "u-1"},
		journal.Screen{Page: "Problem"},
		journal.Callback{Name: "onAccountError", Source: journal.SourceWidget, Args: `{"accountId":"a-1","errorCode":"ACCOUNT_LOCKED","n":1234}`},
		journal.Launch{Options: wire.WidgetOptions{Providers: []string{"sss_ph"}, EnableUpload: true, CompanyName: "x"}},
		journal.HTTP{
			API: "open", Method: "POST", URL: "https://smile.test/v1/x?page=1234&status=2026", Path: "/x", Status: 500, Code: "OK",
			Attempt: 1234, Took: 1234, Request: call, Response: call, Err: "cut off after 1234", Note: "note",
		},
		journal.Status{
			Subject: "account", ID: "a-1", From: "AWAITING_MFA", To: "ERROR", ErrorCode: "ACCOUNT_LOCKED", Since: 1234,
			UserID: "tenant-1", ProviderID: "sss_ph", Type: "LINK_ACCOUNT", SourceID: "a-2", ChangedAt: time.Date(2026, 11, 29, 12, 34, 56, 0, time.UTC), Known: true,
		},
		journal.Status{Subject: "task", To: "CONNECTED"},
		journal.Note{Topic: "status", Text: "account a-1 is CONNECTED since 12:34"},
		journal.State{Page: "Login", State: journal.JSON(text)},
		journal.Intent{Name: "Searched", Args: `{"Query":"1234","Type":"GIG"}`},
		journal.Webhook{ID: "et-1", Type: "ACCOUNT_FAILED", SubjectID: "a-1234", Marks: []string{"1234"}, Missing: []string{"ACCOUNT_CREATED"}, Body: `{"id":"et-1","data":{"loginName":"1234"}}`, Size: 12},
		journal.Items{List: "incomes", SourceID: "a-1234", Count: 12, Body: `[{"id":"in-1","employerName":"1234"}]`, Size: 34},
		journal.Unknown{Of: "later", Name: "x", Raw: `{"page":1234,"status":[true,"CONNECTED"]}`},
	}
}

// structure is what must not be gone from a record: all but the texts of people and hosts.
func structure(t *testing.T, r journal.Record) map[string]any {
	t.Helper()
	s := map[string]any{"seq": r.Seq, "at": r.At, "lane": r.Lane}
	switch d := r.Data.(type) {
	case journal.Screen:
		s["page"], s["event"], s["kind"] = d.Page, d.Event, r.Kind
	case journal.Callback:
		s["name"], s["source"], s["kind"], s["args"] = d.Name, d.Source, r.Kind, shape(t, string(d.Args))
	case journal.Launch:
		s["upload"], s["providers"] = d.Options.EnableUpload, len(d.Options.Providers)
	case journal.HTTP:
		s["call"] = []any{d.API, d.Method, d.Status, d.Code, d.Attempt, d.Took, d.Request.Size, d.Response.Size, len(d.Request.Header)}
		s["request"], s["response"] = shape(t, string(d.Request.Body)), shape(t, string(d.Response.Body))
	case journal.Status:
		s["status"], s["kind"] = []any{d.Subject, d.From, d.To, d.ErrorCode, d.Type, d.Since, d.ChangedAt, d.Known}, r.Kind
	case journal.Note:
		s["topic"] = d.Topic
	case journal.State:
		s["page"], s["shape"] = d.Page, shape(t, string(d.State))
		var state flow.State
		if err := json.Unmarshal([]byte(d.State), &state); err != nil {
			t.Error(err)
		}
		blank(reflect.ValueOf(&state).Elem())
		s["state"] = state
	case journal.Intent:
		s["name"], s["args"] = d.Name, shape(t, string(d.Args))
	case journal.Webhook:
		s["webhook"], s["body"] = []any{d.CreatedAt, d.Size, len(d.Marks), len(d.Missing)}, shape(t, string(d.Body))
	case journal.Items:
		s["items"], s["body"] = []any{d.List, d.Count, d.Size}, shape(t, string(d.Body))
	case journal.Unknown:
		s["raw"] = shape(t, string(d.Raw))
	}
	return s
}

// shape is a JSON document's keys, lists and switches.
func shape(t *testing.T, doc string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		t.Errorf("%s: %v", doc, err)
	}
	var walk func(v any) any
	walk = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for key := range v {
				v[key] = walk(v[key])
			}
			return v
		case []any:
			for i := range v {
				v[i] = walk(v[i])
			}
			return v
		case string, float64: // a number of a body may have become a text
			return "value"
		}
		return v
	}
	return walk(v)
}

// blank empties the texts of a value that are no enumeration, and documents.
func blank(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
	case v.Type() == reflect.TypeFor[json.RawMessage]():
		v.SetBytes(nil)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				blank(v.Field(i))
			}
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		blank(v.Elem())
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			blank(v.Index(i))
		}
	case v.Kind() == reflect.Map:
		for _, key := range v.MapKeys() {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(v.MapIndex(key))
			blank(value)
			v.SetMapIndex(key, value)
		}
	case v.Kind() == reflect.String && (v.Type().PkgPath() == "" || v.Type() == reflect.TypeFor[wire.Secret]()):
		v.SetString("")
	}
}

// keepMasked records data whose secrets are these, and reads the file back.
func keepMasked(t *testing.T, all []journal.Data, secrets ...string) []journal.Record {
	t.Helper()
	w, err := Create(filepath.Join(t.TempDir(), "session.ndjson"), Header{Started: noon})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 29, 12, 34, 56, 0, time.UTC)
	j := journal.New(func() time.Time { now = now.Add(time.Millisecond); return now })
	for i, secret := range secrets {
		j.Redactor().Learn([]redact.Kind{redact.Secret, redact.Code, redact.Token}[i%3], secret)
	}
	j.KeepIn(w.Write)
	for _, d := range all {
		j.Append(d)
	}
	if err := w.Close(); err != nil || w.Failed() != nil {
		t.Fatal(err, w.Failed())
	}
	f := open(t, w.Path())
	if f.Damage() != nil || f.Len() != len(all) {
		t.Fatalf("%d of %d records are read: %v", f.Len(), len(all), f.Damage())
	}
	var records []journal.Record
	for i := range f.Len() {
		r, err := f.At(i)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return records
}

// What is masked reads back: whatever a secret looks like, nothing of the structure is
// gone.
func TestMaskingReadsBack(t *testing.T) {
	t.Parallel()
	all := everything(t)
	lanes := map[journal.Lane]bool{}
	plain := keepMasked(t, all)
	for _, r := range plain {
		lanes[r.Lane] = true
	}
	if len(lanes) < 9 {
		t.Errorf("only the lanes %v are tried", lanes)
	}
	cases := [][]string{planted}
	for _, secret := range planted {
		cases = append(cases, []string{secret})
	}
	for _, secrets := range cases {
		name := strings.Join(secrets, " ")
		for i, r := range keepMasked(t, all, secrets...) {
			if diff := cmp.Diff(structure(t, plain[i]), structure(t, r)); diff != "" {
				t.Errorf("the secret %.40q took from record %d (%s):\n%s", name, i+1, r.Lane, diff)
			}
		}
	}
}

// A secret that is no word of the documentation does not stand where such a word is
// wanted.
func TestAHostCannotHideASecretInAStatus(t *testing.T) {
	t.Parallel()
	const secret = "correct-horse"
	records := keepMasked(t, []journal.Data{
		journal.Status{Subject: secret, To: secret, From: secret, ErrorCode: secret, Type: secret}, journal.Callback{Name: secret, Source: secret, Args: "null"},
		journal.HTTP{API: secret, Method: secret, Code: secret}, journal.Screen{Page: secret, Event: secret}, journal.Intent{Name: secret, Args: "{}"},
		journal.State{Page: secret, State: `{"page":"correct-horse","status":"correct-horse","createdAt":"correct-horse","x":{"errorCode":["correct-horse"]}}`},
	}, secret)
	text, err := json.Marshal(records)
	if err != nil || strings.Contains(string(text), secret) {
		t.Errorf("%v: %s", err, text)
	}
	if slices.ContainsFunc(records, func(r journal.Record) bool { return r.Kind == secret }) {
		t.Error("it is a kind")
	}
}
