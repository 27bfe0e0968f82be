package fault_test

import (
	"encoding/json"
	"strings"
	"testing"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

func spoil(f wire.Fault, body string) (fault.Spoilt, bool) {
	return fault.NewPlan([]wire.Fault{f}).Spoil([]byte(body))
}

func TestSpoilFields(t *testing.T) {
	t.Parallel()
	const (
		account = `{"code":"OK","data":{"id":"a-1","connectionStatus":"CONNECTED","connection":{"status":"CONNECTED","errorCode":null},"n":12345678901234567890.10}}`
		list    = `{"code":"OK","data":{"items":[{"id":"p","type":"GIG"},{"id":"q","type":"GIG"}],"nextCursor":"c"}}`
		none    = `{"code":"OK","data":{"items":[],"nextCursor":null}}`
		form    = `{"code":"OK","data":{"mfa":{"kind":"otp"},"options":[{"fields":[{"kind":"text","name":"<a&b>"}]}]}}`
	)
	for _, c := range []struct {
		name        wire.FaultName
		field       string
		body, wants string
	}{
		{"http.enum", "", account, strings.Replace(account, `s":"CONNECTED","c`, `s":"UNHEARD_OF","c`, 1)},
		{"http.enum", "connection.status", account, strings.Replace(account, `{"status":"CONNECTED"`, `{"status":"UNHEARD_OF"`, 1)},
		{"http.enum", "connection.errorCode", account, strings.Replace(account, `null`, `"UNHEARD_OF"`, 1)},
		{"http.enum", "connection", account, ""},
		{"http.enum", "n", account, ""},
		{"http.enum", "code", account, strings.Replace(account, `"OK"`, `"UNHEARD_OF"`, 1)},
		{"http.enum", "", list, strings.Replace(list, `"GIG"`, `"UNHEARD_OF"`, 1)},
		{"http.enum", "", none, ""},
		{"http.enum", "", form, strings.Replace(form, `"otp"`, `"UNHEARD_OF"`, 1)},
		{"http.enum", "options.fields.kind", form, strings.Replace(form, `"text"`, `"UNHEARD_OF"`, 1)},
		{"http.enum", "options.fields", form, ""},
		{"http.enum", "eventTypes", `{"data":{"eventTypes":["A","B"]}}`, `{"data":{"eventTypes":["UNHEARD_OF","B"]}}`},
		{"http.enum", "eventTypes", `{"data":{"eventTypes":[]}}`, ""},
		{"http.field", "", account, strings.Replace(account, `"id":"a-1",`, ``, 1)},
		{"http.field", "connection.status", account, strings.Replace(account, `"status":"CONNECTED",`, ``, 1)},
		{"http.field", "connection.status.more", account, ""},
		{"http.field", "absent", account, ""},
		{"http.field", "", list, strings.Replace(list, `"id":"p",`, ``, 1)},
		{"http.field", "nextCursor", list, strings.Replace(list, `,"nextCursor":"c"`, ``, 1)},
		{"http.field", "items", none, strings.Replace(none, `"items":[],`, ``, 1)},
		{"http.field", "data", list, `{"code":"OK"}`},
		{"http.field", "", `{"data":{"user":{"id":"u"}}}`, `{"data":{"user":{}}}`},
		{"http.field", "", `{"code":"NOT_FOUND","message":"m"}`, ""},
		{"http.field", "", `{"data":[{"id":1}]}`, `{"data":[{}]}`},
		{"http.field", "", `{"data":null}`, ""},
		{"http.field", "", `[]`, ""},
		{"http.field", "", `{"data":{"id":1}} {}`, ""},
		{"http.enum", "", ``, ""},
	} {
		got, changed := spoil(wire.Fault{Name: c.name, Field: c.field}, c.body)
		want := c.wants
		if want == "" {
			want = c.body
		}
		if changed != (c.wants != "") || !sameJSON(string(got.Body), want) {
			t.Errorf("%s %q of %s\ngives %s, %t\nwant  %s", c.name, c.field, c.body, got.Body, changed, want)
		}
		if got.Length != len(got.Body) || got.Status != 0 || got.ContentType != "application/json" {
			t.Errorf("%s %q: %+v", c.name, c.field, got)
		}
	}
}

// sameJSON compares the texts of values, so that every digit counts; what is no
// JSON must be the same text.
func sameJSON(a, b string) bool {
	canonical := func(text string) string {
		dec := json.NewDecoder(strings.NewReader(text))
		dec.UseNumber()
		var v any
		if dec.Decode(&v) != nil {
			return text
		}
		out, _ := json.Marshal(v)
		return string(out)
	}
	return a == b || canonical(a) == canonical(b)
}

func TestSpoilLeavesTextsAlone(t *testing.T) {
	t.Parallel()
	got, _ := spoil(wire.Fault{Name: "http.field"}, `{"data":{"id":1,"name":"<a&b>"}}`)
	if want := `{"data":{"name":"<a&b>"}}`; strings.TrimSpace(string(got.Body)) != want {
		t.Errorf("got %s, want %s", got.Body, want)
	}
}

func TestSpoilWholeBodies(t *testing.T) {
	t.Parallel()
	const body = `{"code":"OK","data":{"id":"a-1"}}`
	half, changed := spoil(wire.Fault{Name: "http.half"}, body)
	if !changed || string(half.Body) != body[:len(body)/2] || half.Length != len(body) || half.Status != 0 {
		t.Errorf("half is %+v", half)
	}
	broken, changed := spoil(wire.Fault{Name: "http.broken"}, body)
	if !changed || json.Valid(broken.Body) || !strings.HasSuffix(string(broken.Body), body[1:]) ||
		broken.Length != len(broken.Body) || broken.ContentType != "application/json" {
		t.Errorf("broken is %+v", broken)
	}
	html, changed := spoil(wire.Fault{Name: "http.html"}, body)
	if !changed || html.Status != 200 || !strings.HasPrefix(html.ContentType, "text/html") ||
		!strings.Contains(string(html.Body), "<html>") || html.Length != len(html.Body) {
		t.Errorf("html is %+v", html)
	}
	for _, name := range []wire.FaultName{"http.503", "http.slow", "http.cut", "http.lost", "http.limit"} {
		if got, changed := spoil(wire.Fault{Name: name}, body); changed || string(got.Body) != body {
			t.Errorf("%s spoils: %+v", name, got)
		}
	}
	if _, changed := spoil(wire.Fault{Name: "http.half"}, ""); changed {
		t.Error("half of nothing is said to be something else")
	}
}
