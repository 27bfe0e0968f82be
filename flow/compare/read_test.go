package compare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/flow/compare"
)

func TestReadFields(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{
		``: ``, `null`: ``, ` null `: ``, `{}`: ``, "\n{ }\t": ``,
		`{"b":"x","a":1}`:                      `a=1 b="x"`,
		`{ "b" : "x y" , "a" : { "c" : 1 } }`:  `a.c=1 b="x y"`,
		`{"a":{"b":{"c":1}},"d":[1, {"e":2}]}`: `a.b={"c":1} d=[1,{"e":2}]`,
		`{"a":"\u003cb\u003e","c":"\"}"}`:      `a="<b>" c="\"}"`,
		`{"a\"b":true,"c":null}`:               `a"b=true c=null`,
		`{"a":-1.5e3,"b":[],"c":{}}`:           `a=-1.5e3 b=[]`,
		`"exit"`:                               `="exit"`,
		`[1,2]`:                                `=[1,2]`,
		`{"a":`:                                `={"a":`,
		`[body released]`:                      `=[body released]`,
	} {
		var got []string
		for _, f := range compare.Read(start, wire.OnUIEvent, data).Fields {
			got = append(got, f.Name+"="+f.Value)
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s gives %s, want %s", data, text, want)
		}
	}
}

func TestReadIsBounded(t *testing.T) {
	t.Parallel()
	var data strings.Builder
	data.WriteString(`{"a` + strings.Repeat("é", compare.ValueMax) + `":"` + strings.Repeat("€", compare.ValueMax) + `"`)
	for i := range 2 * compare.FieldsMax {
		fmt.Fprintf(&data, `,"f%d":%d`, i, i)
	}
	fields := compare.Read(start, wire.OnUIEvent, data.String()+"}").Fields
	if len(fields) != compare.FieldsMax {
		t.Errorf("%d fields are kept", len(fields))
	}
	for _, f := range fields {
		if len(f.Name) > compare.ValueMax+len("…") || len(f.Value) > compare.ValueMax+len("…") {
			t.Errorf("%d and %d bytes are kept", len(f.Name), len(f.Value))
		}
	}
}

func TestTitleAndSubject(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name            wire.CallbackName
		data, title, of string
	}{
		{wire.OnUIEvent, `{"eventName":"ConnectSuccessPageOpened","account":{"providerId":"sss","accountId":"a-1"}}`, "ConnectSuccessPageOpened", "sss a-1"},
		{wire.OnUIEvent, `{"eventName":"FileTypePageOpened","archive":{"fileType":"PAYSLIP"}}`, "FileTypePageOpened", "PAYSLIP"},
		{wire.OnUIEvent, `{}`, "onUIEvent", ""},
		{wire.OnAccountError, `{"accountId":"a-1","errorCode":"X"}`, "onAccountError", "a-1"},
		{wire.OnUploadsCreated, `{"uploads":["d-1",{"id":"d-2"},7]}`, "onUploadsCreated", "d-1 d-2"},
		{wire.OnClose, `{"reason":"exit"}`, "onClose", ""},
	} {
		told := compare.Read(start, c.name, c.data)
		if told.Title() != c.title || told.Subject() != c.of {
			t.Errorf("%s %s is %q about %q", c.name, c.data, told.Title(), told.Subject())
		}
	}
}

func TestFieldsThatDiffer(t *testing.T) {
	t.Parallel()
	const event = `{"eventName":"LoginPageOpened","eventTime":"2026-01-02T03:04:05Z","mode":"SANDBOX","userId":"u-1","account":{"providerId":"sss"}}`
	without := func(field string) string { return strings.Replace(event, field, "", 1) }
	instead := func(old, now string) string { return strings.Replace(event, old, now, 1) }
	for name, c := range map[string]struct {
		callback       wire.CallbackName
		told, expected string
		want           []compare.FieldDiff
	}{
		"the same":         {wire.OnUIEvent, event, event, nil},
		"another time":     {wire.OnUIEvent, instead("04:05Z", "59:59.123+02:00"), event, nil},
		"milliseconds":     {wire.OnUIEvent, instead(`"2026-01-02T03:04:05Z"`, "1767323045000"), event, nil},
		"no time":          {wire.OnUIEvent, instead(`"2026-01-02T03:04:05Z"`, `"now"`), event, []compare.FieldDiff{{Name: compare.EventTime, Expected: compare.SomeTime, Sent: `"now"`}}},
		"too small a time": {wire.OnUIEvent, instead(`"2026-01-02T03:04:05Z"`, `1767323045`), event, []compare.FieldDiff{{Name: compare.EventTime, Expected: compare.SomeTime, Sent: `1767323045`}}},
		"without a time":   {wire.OnUIEvent, without(`"eventTime":"2026-01-02T03:04:05Z",`), event, []compare.FieldDiff{{Name: compare.EventTime, Expected: compare.SomeTime}}},
		"a field missing":  {wire.OnUIEvent, without(`"mode":"SANDBOX",`), event, []compare.FieldDiff{{Name: "mode", Expected: `"SANDBOX"`}}},
		"one too many":     {wire.OnUIEvent, instead(`"mode"`, `"more":[1],"mode"`), event, []compare.FieldDiff{{Name: "more", Sent: `[1]`}}},
		"two of them": {wire.OnUIEvent, instead(`"SANDBOX","userId":"u-1"`, `"PRODUCTION","userId":null`), event, []compare.FieldDiff{
			{Name: "mode", Expected: `"SANDBOX"`, Sent: `"PRODUCTION"`}, {Name: "userId", Expected: `"u-1"`, Sent: `null`},
		}},
		"both ways to close": {wire.OnClose, `"exit"`, `{"reason":"exit"}`, nil},
		"another reason":     {wire.OnClose, `"close"`, `{"reason":"exit"}`, []compare.FieldDiff{{Name: "reason", Expected: `"exit"`, Sent: `"close"`}}},
		"no data":            {wire.OnClose, ``, `{"reason":"exit"}`, []compare.FieldDiff{{Name: "reason", Expected: `"exit"`}}},
		"no JSON":            {wire.OnTokenExpired, `oops`, `null`, []compare.FieldDiff{{Sent: `oops`}}},
	} {
		d := compare.Diff([]compare.Callback{compare.Read(start, c.callback, c.told)}, []compare.Callback{compare.Read(start, c.callback, c.expected)})
		if len(d.Rows) != 1 {
			t.Fatalf("%s: %+v", name, d.Rows)
		}
		if diff := cmp.Diff(c.want, d.Rows[0].Fields); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{`{"a":{"b":"\"}"},"c":[1,{"d":2}]}`, `"x"`, `{"a" : 1 , "a":2}`, `{`, "{\"\xff\":1}"} {
		f.Add("onClose", seed)
	}
	f.Fuzz(func(t *testing.T, name, data string) {
		a, b := compare.Read(start, wire.CallbackName(name), data), compare.Read(start, wire.CallbackName(name), data)
		if !cmp.Equal(a.Fields, b.Fields) || a.Title() != b.Title() || a.Subject() != b.Subject() {
			t.Errorf("%q is read in two ways", data)
		}
		if !slices.IsSortedFunc(a.Fields, func(a, b compare.Field) int { return strings.Compare(a.Name, b.Name) }) || len(a.Fields) > compare.FieldsMax {
			t.Errorf("%q gives %v", data, a.Fields)
		}
	})
}
