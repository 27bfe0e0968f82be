package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/flow/redact"
)

func everyData() []Data {
	return []Data{
		Screen{Page: "Login", Event: "LoginPageOpened", ProviderID: "sss_ph", AccountID: "a-1"},
		Screen{Page: "Closed"},
		Callback{Name: "onClose", Args: `{"reason":"exit"}`},
		Callback{Name: "onTokenExpired", Source: SourceWidget, Args: "null"},
		Launch{},
		Launch{Options: wire.WidgetOptions{
			TemplateID: "wtpl-1", Providers: []string{"grab", "sss_ph"}, TopProviders: []string{"upwork"}, EnableUpload: true,
			EnableSearchBar: new(bool), EnableConsentPage: new(true), CompanyName: "Tangerine",
		}},
		HTTP{
			API: "link", Method: "POST", URL: "http://127.0.0.1:1/link/v1/accounts", Path: "/accounts", Status: 201, Code: "OK",
			RequestID: "r-1", Attempt: 2, Took: 8 * time.Millisecond,
			Request:  Message{Header: []Header{{"Authorization", "Bearer [TOKEN_1]"}}, Size: 2, Body: "{}"},
			Response: Message{Size: 4, Body: "<a>\x1b"},
			Err:      "cut off",
		},
		Status{Subject: "account", ID: "a-1", From: "PENDING", To: "ERROR", ErrorCode: "INVALID_MFA", Since: time.Second},
		Status{
			Subject: "task", ID: "task-1", UserID: "tenant-1", ProviderID: "sss_ph", Type: "LINK_ACCOUNT", SourceID: "a-1",
			ChangedAt: time.Date(2026, 4, 14, 9, 30, 0, 0, time.UTC), Known: true,
		},
		Note{Topic: "token", Text: "refreshed"},
		Note{Topic: "fault", Text: "armed", Fault: &Fault{Did: Armed, Fault: wire.Fault{ID: "f-1", Name: "http.503", Times: 2, When: wire.FaultWhen{UserID: userID, Nth: 3}}}},
		State{Page: "Login", State: `{"Page":"Login","Typed":{"password":"••••"},"Attempt":3}`},
		State{Page: "Login", State: "null"},
		State{Page: "ProviderList", State: "null", Found: `{"first":[{"id":"grab"}],"total":5,"size":9}`},
		State{Page: "ProviderList", State: "null", FoundIn: 3},
		Intent{Name: "Searched", Args: `{"Query":"sss"}`},
		Webhook{
			ID: "et-1", Type: "ACCOUNT_FAILED", CreatedAt: time.Date(2026, 4, 14, 9, 30, 0, 0, time.UTC), UserID: "tenant-1", SubjectID: "a-1",
			ErrorCode: "INVALID_MFA", Marks: []string{"duplicate", "late"}, Signature: "wrong", Missing: []string{"ACCOUNT_CREATED"}, Body: `{"id":"et-1"}`, Size: 13,
		},
		Webhook{Body: "<a>\x1b", Size: 4},
		Items{List: "incomes", UserID: "tenant-1", SourceID: "a-1", RequestID: "r-1", Count: 1, Body: `[{"id":"in-1"}]`, Size: 15},
		Unknown{Of: "webhooks", Name: "ACCOUNT_CONNECTED", Raw: `{"id":1,"x":[null,"y"]}`},
		Unknown{Of: "later", Name: "x", Raw: "null"},
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 4, 14, 9, 30, 24, 123456789, time.UTC)
	for i, d := range everyData() {
		want := Record{Seq: i + 1, At: at, Lane: d.lane(), Kind: d.kind(), Data: d}
		line, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(string(line), "\n\x1b") {
			t.Errorf("the line of %T holds control characters: %q", d, line)
		}
		got, err := UnmarshalRecord(line)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%T:\n%s", d, diff)
		}
	}
}

// The lines of a journal are settled: files of this version stay readable.
func TestLineFormat(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 4, 14, 9, 30, 24, 0, time.UTC)
	line, err := json.Marshal(Record{Seq: 7, At: at, Lane: LaneHTTP, Kind: "GET /x", Data: HTTP{
		API: "open", Method: "GET", URL: "u", Path: "/x", Attempt: 1, Took: 5, Request: Message{Header: []Header{{"A", "b"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, "record", string(line), `{"seq":7,"at":"2026-04-14T09:30:24Z","lane":"http","kind":"GET /x","data":{"api":"open","method":"GET","url":"u","path":"/x","status":0,`+
		`"attempt":1,"took":5,"request":{"header":[{"name":"A","value":"b"}],"size":0},"response":{"size":0}}}`)
	for want, d := range map[string]Data{
		`{"seq":7,"at":"2026-04-14T09:30:24Z","lane":"callback","kind":"onClose","data":{"name":"onClose","args":"null"}}`:                                               Callback{Name: "onClose", Args: "null"},
		`{"seq":7,"at":"2026-04-14T09:30:24Z","lane":"callback","kind":"onClose","data":{"name":"onClose","source":"widget","args":"null"}}`:                             Callback{Name: "onClose", Source: SourceWidget, Args: "null"},
		`{"seq":7,"at":"2026-04-14T09:30:24Z","lane":"widget","kind":"Launch","data":{"options":{"providers":["grab"],"enableUpload":false,"enableConsentPage":false}}}`: Launch{Options: wire.WidgetOptions{Providers: []string{"grab"}, EnableConsentPage: new(bool)}},
	} {
		line, err := json.Marshal(Record{Seq: 7, At: at, Lane: d.lane(), Kind: d.kind(), Data: d})
		if err != nil {
			t.Fatal(err)
		}
		wantText(t, "record", string(line), want)
	}
}

func TestUnknownStaysJSONWhenCut(t *testing.T) {
	t.Parallel()
	d := mask(redact.New(), Unknown{Of: "later", Name: "x", Raw: Text(`{"a":"` + strings.Repeat("x ", BodyMax) + `"}`)})
	line, err := json.Marshal(Record{Seq: 1, Lane: "later", Data: d})
	if err != nil || !json.Valid(line) {
		t.Errorf("%v: %.60s…", err, line)
	}
	if _, err := UnmarshalRecord(line); err != nil {
		t.Error(err)
	}
}

func TestUnmarshalRecordRefuses(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"", "x", "null", "[]", `{}`, `{"seq":1,"lane":"note","kind":"x","data":{"topic":`, `{"seq":0,"lane":"note","data":{}}`,
		`{"seq":1,"lane":"note","data":[]}`, `{"seq":1,"lane":"note"}`, `{"seq":1,"data":{}}`, `{"seq":1,"at":"x","lane":"note","data":{}}`,
	} {
		if _, err := UnmarshalRecord([]byte(line)); !errors.Is(err, ErrFormat) {
			t.Errorf("%.60q gives %v", line, err)
		}
	}
}

// What is read is written and read again as the same.
func FuzzUnmarshalRecord(f *testing.F) {
	for i, d := range everyData() {
		line, _ := json.Marshal(Record{Seq: i + 1, Lane: d.lane(), Kind: d.kind(), Data: d})
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		first, err := UnmarshalRecord(line)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Errorf("error of another kind: %v", err)
			}
			return
		}
		written, err := json.Marshal(first)
		if err != nil {
			t.Fatalf("%q was read and cannot be written: %v", line, err)
		}
		second, err := UnmarshalRecord(written)
		if err != nil {
			t.Fatalf("%q was written and cannot be read: %v", written, err)
		}
		again, err := json.Marshal(second)
		if err != nil || string(again) != string(written) {
			t.Errorf("%q became %q, then %q (%v)", line, written, again, err)
		}
	})
}

// Every type of data that is declared here is read back by its lane's codec as what
// it was; Unknown is what the others are not.
func TestEveryLaneHasACodec(t *testing.T) {
	t.Parallel()
	read := map[string]bool{"Unknown": true}
	for lane, codec := range codecs {
		d, err := codec([]byte("{}"))
		if err != nil {
			t.Fatal(err)
		}
		if d.lane() != lane {
			t.Errorf("the lane %s reads data of %s", lane, d.lane())
		}
		read[reflect.TypeOf(d).Name()] = true
	}
	for name := range dataTypes(t) {
		if !read[name] {
			t.Errorf("%s has no codec: add its lane to the table", name)
		}
	}
}

// dataTypes gives the names of the types that have Data's method each, by the
// source.
func dataTypes(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no source is found", err)
	}
	types := map[string]bool{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.Name == "each" {
				types[fmt.Sprint(f.Recv.List[0].Type)] = true
			}
		}
	}
	if len(types) < 8 {
		t.Fatalf("only %v are found", types)
	}
	return types
}
