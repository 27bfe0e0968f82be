package redact

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// A record is masked again once it has taught a value that stood before it.
func TestRecordLooksBack(t *testing.T) {
	t.Parallel()
	r := New()
	address, body := "https://h/x/lt_7Hq2mZ0pQ", `{"accessToken":"lt_7Hq2mZ0pQ"}`
	runs := 0
	record := func() {
		runs++
		address, body = r.Text(address), r.Text(body)
	}
	r.Record(record)
	wantText(t, "address", address, "https://h/x/[TOKEN_1]")
	wantText(t, "body", body, `{"accessToken":"[TOKEN_1]"}`)
	if runs != 2 {
		t.Errorf("it was masked %d times", runs)
	}
	if r.Record(record); runs != 3 {
		t.Errorf("what taught nothing was masked again")
	}
	r.Record(func() { runs++; r.Text(`{"accessToken":"lt_7Hq2mZ0pQ"}`) })
	if runs != 4 {
		t.Errorf("what is known was masked again")
	}
}

// A value is found in every spelling.
func TestSpellings(t *testing.T) {
	t.Parallel()
	const value = `p/ä+<"é'!(*) ~z`
	r := New()
	r.Learn(Secret, value)
	component := strings.NewReplacer("+", "%20", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%2A", "*").Replace(url.QueryEscape(value))
	for what, text := range map[string]string{
		"JSON":                      `p/ä+<\"é'!(*) ~z`,
		"JSON with HTML escapes":    `p/ä+\u003c\"é'!(*) ~z`,
		"JSON with slashes":         `p\/ä+<\"é'!(*) ~z`,
		"HTML":                      `p/ä+&lt;&#34;é&#39;!(*) ~z`,
		"a form":                    url.QueryEscape(value),
		"a path":                    url.PathEscape(value),
		"a browser's URL":           component,
		"a browser's URL, small":    strings.ReplaceAll(strings.ToLower(component), "%C", "%c"),
		"a form with %20":           strings.ReplaceAll(url.QueryEscape(value), "+", "%20"),
		"a form with small letters": strings.NewReplacer("%C3", "%c3", "%A4", "%a4", "%A9", "%a9", "%3C", "%3c", "%2B", "%2b", "%2F", "%2f", "%2A", "%2a").Replace(url.QueryEscape(value)),
	} {
		wantText(t, what, r.Text("so "+text+" it is"), "so [SECRET_1] it is")
	}
	r = New()
	r.Learn(Secret, "  white space \n")
	wantText(t, "trimmed", r.Text("no white space at all"), "no [SECRET_1] at all")
}

// A key or secret is found in base64, wherever it stands in what was encoded.
func TestBase64(t *testing.T) {
	t.Parallel()
	for _, kind := range []Kind{Secret, Key} {
		for shift := range 3 {
			r := New()
			r.Learn(kind, "key-8213-of-mine")
			encoded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + "key-8213-of-mine" + ":and more"))
			wantText(t, "base64", r.Text("it is "+encoded+", so"), fmt.Sprintf("it is [%s_1], so", kind))
			wantText(t, "at the end", r.Text(encoded), fmt.Sprintf("[%s_1]", kind))
			wantText(t, "for URLs", r.Text("/"+strings.TrimRight(base64.URLEncoding.EncodeToString([]byte("key-8213-of-mine?>")), "=")), fmt.Sprintf("[%s_1]", kind))
		}
	}
	r := New()
	r.Learn(Secret, "a5>?b6>?c7") // + and / in base64
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		wantText(t, "two alphabets", r.Text(enc.EncodeToString([]byte("a5>?b6>?c7"))), "[SECRET_1]")
	}
	r = New()
	r.Learn(Name, "key-8213-of-mine")
	encoded := base64.StdEncoding.EncodeToString([]byte("key-8213-of-mine"))
	wantText(t, "a name", r.Text(encoded), encoded)
}

// Where values count as found.
func TestEdges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind            Kind
		value, in, want string
	}{
		{Code, "12345678", "a-12345678 12345678", "a-12345678 [CODE_1]"},
		{Code, "123456789", "a-123456789", "a-[CODE_1]"},
		{Code, "1234", "1234_a 1234_ _1234 a_1234 1234. 1234.5 1234: 1234:5 :1234", "1234_a [CODE_1]_ _[CODE_1] a_1234 [CODE_1]. 1234.5 [CODE_1]: 1234:5 :[CODE_1]"},
		{Code, "1234", "100%zz1234 %a1234 %0A1234", "100%zz1234 %a1234 %0A[CODE_1]"},
		{Code, "1234", `\u00e91234 \n1234 n1234 \u00e9é1234`, `\u00e9[CODE_1] \n[CODE_1] n1234 \u00e9é1234`},
		{Code, "1234", "1234", "[CODE_1]"},
		{Code, "1234", "-1234", "-[CODE_1]"},
		{Code, "1234", "1234-", "[CODE_1]-"},
		{Secret, "abcdefgh12", "xabcdefgh12x", "x[SECRET_1]x"},
		{Secret, "a-b/c", "xa-b/cx", "x[SECRET_1]x"},
		{Secret, "abcdefg", "xabcdefgx éabcdefg abcdefg", "xabcdefgx éabcdefg [SECRET_1]"},
		{Secret, "Abcd-Efgh", "abcd-efgh ABCD-EFGH", "abcd-efgh ABCD-EFGH"},
		{Name, "Georgina", "Georgina@x Georgina's xGeorgina @Georgina", "Georgina@x [NAME_1]'s xGeorgina @Georgina"},
		{Address, "12 Maybunga St", "12 Maybunga Street, 12 Maybunga St.", "12 Maybunga Street, [ADDRESS_1]."},
		{Email, "B@x.com", "b@x.com", "[EMAIL_1]"},
		{Phone, "+639559991234", "0639559991234 1239559991234 12345669559991234", "[PHONE_1] [PHONE_1] 12345669559991234"},
		{Phone, "5559991234", "x5559991234", "x[PHONE_1]"},
		{SSN, "33-0000000-8", "33-0000000-8 3300000008 33 0000000 8", "[SSN_1] [SSN_1] 33 0000000 8"},
		{ID, "12345678901", "12-3456789-01", "12-3456789-01"},
		{Secret, "abc", "abc abcd", "abc abcd"},
		{Secret, "abc", `{"a":"abc","b":["abc"],"name":"abc"} ?x=abc&name=abc`, `{"a":"[SECRET_1]","b":["[SECRET_1]"],"name":"abc"} ?x=[SECRET_1]&name=abc`},
		{Secret, "abcd", "abcd", "[SECRET_1]"},
		{Secret, strings.Repeat("long ", 4000), strings.Repeat("long ", 4000), "[SECRET_1]" + strings.Repeat("long ", 4000)[ValueMax:]},
		{Code, "4321", `{"a":4321,"id":4321,"count":43210}`, `{"a":"[CODE_1]","id":4321,"count":43210}`},
		{Secret, `a","b`, `{"x":"a","b":1}`, `{"x":"[SECRET_1]":1}`},
		{Secret, "correct horse", `{"a":"correct ho`, `{"a":"[SECRET]`},
		{Secret, "correct horse", `{"a":"correct horse","b":"correct horse corr`, `{"a":"[SECRET_1]","b":"[SECRET_1] [SECRET]`},
		{Secret, "correct horse", `{"password":"correct ho`, `{"password":"[SECRET]`},
		{Secret, "correct horse", `"correct ho"`, `"correct ho"`},
		{Name, "Tan Li Wen", `{"providerId":"Tan Li Wen","Tan Li Wen":"x","zz":"Tan Li Wen"}`, `{"providerId":"Tan Li Wen","Tan Li Wen":"x","zz":"[NAME_1]"}`},
		{Secret, "correct horse", `{"correct horse":1,"name":"correct horse"}`, `{"[SECRET_1]":1,"name":"[SECRET_1]"}`},
	} {
		r := New()
		r.Learn(c.kind, c.value)
		wantText(t, c.value+" in "+c.in, r.Text(c.in), c.want)
	}
}

// A label is spared what can be chance.
func TestLabel(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Code, "1234")
	r.Learn(Name, "Login")
	r.Learn(Secret, "correct horse")
	wantText(t, "label", r.Label("Login 1234 correct horse"), "Login 1234 [SECRET_1]")
	wantText(t, "text", r.Text("Login 1234"), "[NAME_1] [CODE_1]")
}

// Of values that begin alike the longest is meant.
func TestLongestFirst(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Secret, "correct horse")
	r.Learn(Secret, "correct horse battery")
	r.Learn(Secret, "correct ho")
	wantText(t, "text", r.Text("correct horse battery, correct horse, correct ho"), "[SECRET_2], [SECRET_1], [SECRET_3]")
}

func TestPlaceholders(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"[NAME_1]": true, "[NAME]": true, "[BIRTHDATE_123]": true, "[FOO_1]": false, "[NAME_x]": false, "[NAME_1": false, "NAME_1]": false,
		"[]": false, "": false, "[NAME_1]x": false, "[": false, "[NAME_123456789012345678901234]": false,
	} {
		if isPlaceholder(text) != want {
			t.Errorf("%q is a placeholder: %v", text, !want)
		}
	}
}

func TestSnapshot(t *testing.T) {
	t.Parallel()
	shape := Shape{Keep: []string{"page", "back_stack"}, Typed: []string{"Typed"}}
	for in, want := range map[string]string{
		`{"Page":"correct horse","BackStack":["correct horse",{"a":"correct horse"}]}`: `{"BackStack":["correct horse",{"a":"correct horse"}],"Page":"correct horse"}`,
		`{"typed":{"page":"Login","x":["é2",3,true,null,""]}}`:                         `{"typed":{"page":"•••••","x":["••",0,true,null,""]}}`,
		`{"a":"correct horse","b":"no correct horse"}`:                                 `{"a":"•••••••••••••","b":"no [SECRET_1]"}`,
		`{"password":"abc","pin":1234,"pins":[12,"b"],"n":98765432109876543210}`:       `{"n":98765432109876543210,"password":"•••","pin":0,"pins":[12,"b"]}`,
		`{"phones":[{"number":"12","type":"x"}],"number":"13"}`:                        `{"number":"13","phones":[{"number":"••","type":"x"}]}`,
		`{"correct horse":"correct horse","x":[]}`:                                     `{"correct horse":"•••••••••••••","x":[]}`,
		`{"correct horse":["a",1]}`:                                                    `{"correct horse":["•",0]}`,
		`"correct horse"`:                                                              `"•••••••••••••"`,
		`{"a":`:                                                                        "null",
		``:                                                                             "null",
		`{} {}`:                                                                        "null",
		"[1, 2]":                                                                       "[1,2]",
	} {
		r := New()
		r.Learn(Secret, "correct horse")
		got := r.Snapshot(in, shape)
		wantText(t, in, got, want)
		wantText(t, "once more", r.Snapshot(got, shape), got)
	}
}

// A snapshot has the keys and the kinds of value of the document, and nothing typed.
func TestSnapshotKeepsItsShape(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := New()
		secret := rapid.StringMatching(`[ -~]{8,20}`).Filter(func(s string) bool { return strings.Trim(s, " ") == s }).Draw(t, "secret")
		r.Learn(Secret, secret)
		typed := rapid.String().Filter(utf8.ValidString).Draw(t, "typed")
		doc := map[string]any{"page": "Login", "typed": map[string]any{"x": typed}, "notice": secret, "list": []any{secret, 1.5, nil}}
		got, ok := decodeJSON(r.Snapshot(encode(t, doc), Shape{Keep: []string{"page"}, Typed: []string{"typed"}}))
		out, isMap := got.(map[string]any)
		if !ok || !isMap || len(out) != len(doc) {
			t.Fatalf("%v", got)
		}
		dots := func(s string) string { return strings.Repeat("•", utf8.RuneCountInString(s)) }
		list, _ := out["list"].([]any)
		fields, _ := out["typed"].(map[string]any)
		if out["page"] != "Login" || fields["x"] != dots(typed) || out["notice"] != dots(secret) || len(list) != 3 || list[0] != dots(secret) {
			t.Fatalf("%q typed, %q learned: %v", typed, secret, out)
		}
	})
}
