package redact

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
)

func basic(key, secret string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(key+":"+secret))
}

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZW5hbnQtOWYyYyJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"

func TestMaskByLooks(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"mail to Ryan1234@SmileAPI.io, ryan1234@smileapi.io":                       "mail to [EMAIL_1], [EMAIL_1]",
		`<a href="mailto:a.b+c@x.example.com">`:                                    `<a href="mailto:[EMAIL_1]">`,
		"GET /users?q=bob%40x.com&size=10":                                         "GET /users?q=[EMAIL_1]&size=10",
		"**bob@x.com**":                                                            "**[EMAIL_1]**",
		"sent to g•••@smileapi.io or g***4@smileapi.io":                            "sent to g•••@smileapi.io or g***4@smileapi.io",
		"https://cdn.example/a@2x.png, user@localhost, @bob":                       "https://cdn.example/a@2x.png, user@localhost, @bob",
		"call (+63) 955 999 1234, +639559991234.":                                  "call [PHONE_1], [PHONE_1].",
		"call 0955-999-1234 or 09559991234":                                        "call [PHONE_1] or [PHONE_1]",
		"+65 9999 6789 and +91 95111 98765":                                        "[PHONE_1] and [PHONE_2]",
		"/x?m=%2B639559991234":                                                     "/x?m=[PHONE_1]",
		"at 2021-04-14T09:30:24+08:00, 1618392624000, C+12":                        "at 2021-04-14T09:30:24+08:00, 1618392624000, C+12",
		"id 09559991234567 and a-09559991234":                                      "id 09559991234567 and a-09559991234",
		"token " + jwt + ".":                                                       "token [TOKEN_1].",
		"sent Bearer 7Hq2mZ0pQ, bearer token is missing":                           "sent Bearer [TOKEN_1], bearer token is missing",
		"sent " + basic("id", "pa55word!") + " pa55word!":                          "sent Basic [SECRET_1] [SECRET_1]",
		"Basic authentication wanted":                                              "Basic authentication wanted",
		"https://me:pa55word!@host.example/v1?a=1":                                 "https://[SECRET_1]@host.example/v1?a=1",
		"https://h/v1/x?userToken=ab%2Fcd&name=SSS&ids=a,b":                        "https://h/v1/x?userToken=[TOKEN_1]&name=SSS&ids=a,b",
		"http://127.0.0.1:8970/invite/inv-1?token=invt-0a1b2c3d and invt-0a1b2c3d": "http://127.0.0.1:8970/invite/inv-1?token=[TOKEN_1] and [TOKEN_1]",
		`{"inviteLandingPageUrl":"http://h/invite/inv-1?token=invt-0a1b2c3d"}`:     `{"inviteLandingPageUrl":"[LINK_1]"}`,
		"login with password=hunter2, then hunter2":                                "login with password=[SECRET_1], then [SECRET_1]",
		"unexpected answer: {\"access_token\": \"abcd-efgh\"} (abcd-efgh)":         `unexpected answer: {"access_token": "[TOKEN_1]"} ([TOKEN_1])`,
		`{"event":"{\"email\":\"bob\",\"pin\":\"a\\\"b\"}"}`:                       `{"event":"{\"email\":\"[EMAIL_1]\",\"pin\":\"[SECRET_1]\"}"}`,
	} {
		wantText(t, in, New().Text(in), want)
	}
}

func TestMaskHeaders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, value, want string }{
		{"Authorization", "Bearer abc", "Bearer [TOKEN_1]"},
		{"authorization", "Digest username=x", "Digest [SECRET_1]"},
		{"Authorization", "rawkey", "[SECRET_1]"},
		{"Authorization", basic("sandbox", "sandbox"), "Basic [SECRET_1]"},
		{"Proxy-Authorization", basic("me", "you and me"), "Basic [SECRET_1]"},
		{"Cookie", "sid=abc; theme=dark", "sid=[SECRET_1]; theme=[SECRET_2]"},
		{"Set-Cookie", "sid=abc; Path=/; HttpOnly", "sid=[SECRET_1]; Path=/; HttpOnly"},
		{"Smile-Signature", "00ff00ff", "[SIGNATURE_1]"},
		{"X-Csrf-Token", "abc", "[TOKEN_1]"},
		{"X-Client-Secret", "abc", "[SECRET_1]"},
		{"X-Api-Key", "abc", "[KEY_1]"},
		{"Content-Type", "application/json; charset=utf-8", "application/json; charset=utf-8"},
		{"X-Request-Id", "5b79399a-6852-4234-bb0e-ad472648282d", "5b79399a-6852-4234-bb0e-ad472648282d"},
		{"Date", "Wed, 14 Apr 2021 09:30:24 GMT", "Wed, 14 Apr 2021 09:30:24 GMT"},
		{"Location", "/login?token=abc&next=/a", "/login?token=[TOKEN_1]&next=/a"},
	} {
		wantText(t, c.name+": "+c.value, New().Header(c.name, c.value), c.want)
	}
}

func TestLearn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind            Kind
		value, in, want string
	}{
		{Secret, "YGUS1", "YGUS1, YGUS12, xYGUS1, (YGUS1)", "[SECRET_1], YGUS12, xYGUS1, ([SECRET_1])"},
		{Code, "1234", "1234; 12345 a-1234 12:1234 1234-b 1.1234 /1234?", "[CODE_1]; 12345 a-1234 12:1234 1234-b 1.1234 /[CODE_1]?"},
		{Code, "1234", `a\n1234 and %0A1234`, `a\n[CODE_1] and %0A[CODE_1]`},
		{Code, "1234", `{"a":1234,"b":12345,"createdAt":1234,"id":"1234"}`, `{"a":"[CODE_1]","b":12345,"createdAt":1234,"id":"1234"}`},
		{Secret, "1", `1 {"a":"1","b":1,"status":"1"} ?x=1&y=11`, `1 {"a":"[SECRET_1]","b":1,"status":"1"} ?x=[SECRET_1]&y=11`},
		{Name, "Tan Li", "Tan Li, Tan Lim, @Tan Li", "[NAME_1], Tan Lim, @Tan Li"},
		{Name, "Grab", `{"name":"Grab","longName":"Grab Inc","note":"Grab"}`, `{"name":"Grab","longName":"Grab Inc","note":"[NAME_1]"}`},
		{Email, "Bob@X.com", "bob@x.com BOB@X.COM bob%40x.com", "[EMAIL_1] [EMAIL_1] [EMAIL_1]"},
		{Phone, "(+63) 9559991234", "9559991234 639559991234 +639559991234 (+63) 9559991234 95599912345", "[PHONE_1] [PHONE_1] [PHONE_1] [PHONE_1] 95599912345"},
		{SSN, "33-0000000-8", "3300000008", "[SSN_1]"},
		{SSN, "3300000008", "33-0000000-8", "[SSN_1]"},
		{"UNHEARD", "correct horse", "correct horse", "[SECRET_1]"},
		{Secret, "EMAIL", "a@b.cd EMAIL", "[EMAIL_1] [SECRET_1]"},
		{Secret, "sandbox", "https://sandbox.example SANDBOX", "https://sandbox.example SANDBOX"},
		{Secret, "error_INVALID_MFA", "error_INVALID_MFA gave INVALID_MFA", "[SECRET_1] gave INVALID_MFA"},
	} {
		g := New()
		g.Learn(c.kind, c.value)
		wantText(t, c.value+" in "+c.in, g.Text(c.in), c.want)
	}
}

func TestLearnPromotes(t *testing.T) {
	t.Parallel()
	g := New()
	note := g.Text
	wantText(t, "local", note(`{"city":"Manila"} in Manila`), `{"city":"[ADDRESS_1]"} in Manila`)
	g.Learn(Secret, "Manila")
	wantText(t, "learned", note("in Manila"), "in [ADDRESS_1]")
	wantText(t, "name", note(`{"firstName":"Georgina Go"} xGeorgina Go`), `{"firstName":"[NAME_1]"} xGeorgina Go`)
	g.Learn(Secret, "Georgina Go")
	wantText(t, "secret", note("xGeorgina Go"), "x[NAME_1]")
}

// What masking makes of JSON is JSON.
func TestMaskKeepsJSON(t *testing.T) {
	t.Parallel()
	g := New()
	for _, body := range []string{
		`{"pin":1234,"n":-5,"b":[true,null,{"password":["a","b",3]}],"x":"1234"}`,
		`["a@b.cd",{"tokens":{"token":"x y"}},[[]],{}]`,
		`"call +639559991234 \"now\""`,
	} {
		got := g.Text(body)
		if !json.Valid([]byte(got)) || got == body {
			t.Errorf("%s became %s", body, got)
		}
	}
}

// What looks give away at their edges.
func TestLooks(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		jwt:                      "[TOKEN_1]",
		"k" + jwt:                "k" + jwt,
		"-" + jwt:                "-" + jwt,
		"eyJhbGciOiJIUzI1NiJ9.x": "eyJhbGciOiJIUzI1NiJ9.x",
		"eyJ.ab.cd":              "eyJ.ab.cd",
		"eyJhbGciOiJIUzI1NiJ9eyJhbGciOiJIUzI1NiJ9.x": "eyJhbGciOiJIUzI1NiJ9eyJhbGciOiJIUzI1NiJ9.x",
		"eyJ0567890123456789012345.a.b":              "eyJ0567890123456789012345.a.b",
		"eyJ05678901234567890123456.a.b":             "[TOKEN_1]",
		"eyJ05678901234567890123456.a.b..":           "[TOKEN_1]..",
		"Bearer abcdefg1":                            "Bearer [TOKEN_1]",
		"Bearer abcdef1":                             "Bearer abcdef1",
		"bearer certificate":                         "bearer certificate",
		"bearer abcdefghijklmnopqrst":                "bearer [TOKEN_1]",
		"bearer abcdefghijklmnopqrs":                 "bearer abcdefghijklmnopqrs",
		"BEARER abcdefg1.":                           "BEARER [TOKEN_1].",
		"forbearer abcdefg1":                         "forbearer abcdefg1",
		"Bearer ab.cd~ef1":                           "Bearer [TOKEN_1]",
		"basic " + basic("me", "you")[6:]:            "basic [SECRET_1]",
		"Basic bm8tY29sb24=":                         "Basic bm8tY29sb24=", // no colon
		"Basic :::":                                  "Basic :::",
		"Basic Og==":                                 "Basic [SECRET_1]", // a colon alone
		"m=%2b639559991234":                          "m=[PHONE_1]",
		"+639559991234 %2B639559991234":              "[PHONE_1] [PHONE_1]",
		"%2B639559991234 +639559991234":              "[PHONE_1] [PHONE_1]",
		"+12345678":                                  "+12345678",
		"+123456789":                                 "[PHONE_1]",
		"+1234567890123456":                          "+1234567890123456",
		"a+639559991234 1+639559991234":              "a+639559991234 1+639559991234",
		"+ 639559991234":                             "+ 639559991234",
		"(+63)(955)9991234":                          "[PHONE_1]",
		"+63 955   9991234":                          "+63 955   9991234",
		"08559991234 0955999123 095599912345":        "08559991234 0955999123 095599912345",
		"09559991234x 09559991234- 09559991234_":     "09559991234x 09559991234- 09559991234_",
		"-09559991234 .09559991234 x09559991234":     "-09559991234 .09559991234 x09559991234",
		"0955 999 1234 55":                           "[PHONE_1] 55",
		"%":                                          "%",
		"+":                                          "+",
		`"call \u002b639559991234"`:                  `"call [PHONE_1]"`,
		` "call \u002b639559991234"`:                 ` "call [PHONE_1]"`,
		"0":                                          "0",
		"a@b.cd@e.fg":                                "[EMAIL_1]@e.fg",
		"Āb@x.com":                                   "[EMAIL_1]",
		"+1 955 999 1234 55":                         "[PHONE_1] 55",
		"bearers abcdefg1 basics a":                  "bearers abcdefg1 basics a",
		"@x.com a@ b@x b@x.c b@.com b@x.c1":          "@x.com a@ b@x b@x.c b@.com b@x.c1",
		"'o.b'@x-y.co.uk.":                           "'[EMAIL_1].",
		"é.b@x.com•b@x.com":                          "[EMAIL_1]•[EMAIL_2]",
		"*b@x.com a***b@x.com":                       "*[EMAIL_1] a***[EMAIL_1]",
		"b@3xy.com b@2x.png":                         "[EMAIL_1] b@2x.png",
		"http://me:you@h/ ftp://you@h http://h/a@b":  "http://[SECRET_1]@h/ ftp://[SECRET_1]@h http://h/a@b",
		"http://@h http://[TOKEN_1]@h":               "http://@h http://[TOKEN_1]@h",
		"?token=a=b&x=1":                             "?token=[TOKEN_1]&x=1",
		"token=a,b":                                  "token=[TOKEN_1],b",
		"?token=a,b;c":                               "?token=[TOKEN_1]",
		"&token=a'b)":                                "&token=[TOKEN_1]",
		"=x token= &=y":                              "=x token= &=y",
		"token=[TOKEN_3] x":                          "token=[TOKEN_3] x",
		"x?q=%7B%22pin%22%3A%2212%22%7D":             "x?q=%7B%22pin%22%3A%22[SECRET_1]%22%7D",
		"name=b%40x.com":                             "name=[EMAIL_1]",
		"token=%zz":                                  "token=[TOKEN_1]",
		"my_token=a x-token=a":                       "my_token=[TOKEN_1] x-token=[TOKEN_1]",
		`[NAME_1] [FOO_1] [x`:                        `[NAME_1] [FOO_1] [x`,
		`[[{"pin":"a"}],[["b"]]] {} [] [1] {1}`:      `[[{"pin":"[SECRET_1]"}],[["b"]]] {} [] [1] {1}`,
		`so {"pin":"a"} and pin=a then {"pin":"a"}.`: `so {"pin":"[SECRET_1]"} and pin=[SECRET_1] then {"pin":"[SECRET_1]"}.`,
		`{"pin":"a"}}{"pin":"b"}`:                    `{"pin":"[SECRET_1]"}}{"pin":"[SECRET_2]"}`,
		`{"a":{"pin":"a"},"b":"pin","c":"d"}`:        `{"a":{"pin":"[SECRET_1]"},"b":"pin","c":"d"}`,
		`{"a":[{"x":1},"b"],"pin":"c"}`:              `{"a":[{"x":1},"b"],"pin":"[SECRET_1]"}`,
	} {
		wantText(t, in, New().Text(in), want)
	}
}

// JSON within JSON is taken apart four times.
func TestNesting(t *testing.T) {
	t.Parallel()
	text := `{"pin":"a b"}`
	for depth := range 6 {
		got := New().Text(text)
		if masked := strings.Contains(got, "[SECRET_1]"); masked != (depth < nestingMax) || masked == strings.Contains(got, "a b") || !json.Valid([]byte(got)) {
			t.Errorf("at depth %d: %s", depth, got)
		}
		inner, _ := json.Marshal(text)
		text = `{"x":` + string(inner) + `}`
	}
}

func TestHeadersAtTheirEdges(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Secret, "semi;colon")
	for _, c := range []struct{ name, value, want string }{
		{"Cookie", "sid", "[SECRET_2]"},
		{"Cookie", "sid=; x=semi;colon", "sid=; x=[SECRET_1]"},
		{"Cookie", "[TOKEN_1]", "[TOKEN_1]"},
		{"Set-Cookie", "a=b; Domain=x; Path=/?token=c", "a=[SECRET_3]; Domain=x; Path=/?token=[TOKEN_1]"},
		{"Authorization", "", ""},
		{"Authorization", "Bearer [TOKEN_1]", "Bearer [TOKEN_1]"},
		{"Authorization", "Bearer ", "[SECRET_4]"},
		{"Authorization", "Basic bm8tY29sb24=", "Basic [SECRET_5]"},
		{"Authorization", "Basic not base64", "Basic [SECRET_6]"},
		{"Authorization", basic("id-77", "pa55word!"), "Basic [SECRET_7]"},
		{"X-Note", "id-77 pa55word!", "[KEY_1] [SECRET_7]"},
		{"X-Note", "00ff00ff", "00ff00ff"},
	} {
		wantText(t, c.name+": "+c.value, r.Header(c.name, c.value), c.want)
	}
	wantText(t, "local signature", New().Header("Smile-Signature", "00ff00ff"), "[SIGNATURE_1]")
}

// What was local becomes known everywhere once it is a secret or stands under a key
// that is not local; nothing else changes its kind.
func TestPromote(t *testing.T) {
	t.Parallel()
	r := New()
	steps := []struct{ in, want string }{
		{`{"city":"Pasig City"} Pasig City`, `{"city":"[ADDRESS_1]"} Pasig City`},
		{`{"address":"Pasig City"} Pasig City`, `{"address":"[ADDRESS_1]"} [ADDRESS_1]`},
		{`{"city":"Pasig City"} Pasig City`, `{"city":"[ADDRESS_1]"} [ADDRESS_1]`},
		{`{"password":"Pasig City"} xPasig City`, `{"password":"[ADDRESS_1]"} x[ADDRESS_1]`},
		{`{"firstName":"Pasig City"} xPasig City`, `{"firstName":"[ADDRESS_1]"} x[ADDRESS_1]`},
	}
	for _, s := range steps {
		wantText(t, s.in, r.Text(s.in), s.want)
	}
	if r.secretBytes == 0 || len(r.queue) != 0 || r.forgettableBytes != 0 {
		t.Errorf("kept are %d bytes of secrets, %d values with %d bytes that may be forgotten", r.secretBytes, len(r.queue), r.forgettableBytes)
	}
}

// What is forgotten leaves nothing behind, and what is kept is counted with what it
// costs.
func TestForgettingLeavesNothing(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Phone, "+639559991234")
	r.Learn(Name, `say "hi", there`)
	before := r.forgettableBytes
	if r.idx.crossing == 0 || before < 2*entryBytes+len(`say "hi", there`) {
		t.Errorf("%d forms cross, %d bytes are counted", r.idx.crossing, before)
	}
	for i := range forgettableMax {
		r.Learn(ID, strings.Repeat("x", i%7)+"-passport-"+strings.Repeat("y", i/7))
	}
	if r.idx.crossing != 0 || len(r.entries) != forgettableMax {
		t.Errorf("%d forms cross, %d values are known", r.idx.crossing, len(r.entries))
	}
	for range forgettableMax {
		r.forgetOldest()
	}
	for _, n := range r.idx.counts {
		if n != 0 {
			t.Fatalf("a form of %d is counted still", n)
		}
	}
	if len(r.idx.byPrefix)+len(r.entries)+r.forgettableBytes+len(r.queue) != 0 {
		t.Errorf("%d prefixes, %d entries, %d bytes, %d values are left", len(r.idx.byPrefix), len(r.entries), r.forgettableBytes, len(r.queue))
	}
	long := strings.Repeat("z", ValueMax-1)
	for _, first := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" {
		for _, second := range "ABCDEFGH" {
			r.Learn(ID, string(first)+string(second)+long)
		}
	}
	if r.forgettableBytes > forgettableBytesMax || len(r.queue) < 50 {
		t.Errorf("%d values with %d bytes are kept", len(r.queue), r.forgettableBytes)
	}
}

func TestPhonesShareAPlaceholder(t *testing.T) {
	t.Parallel()
	r := New()
	wantText(t, "phones", r.Text(`{"mobile":"0955-999-1234","phone":"+63 955 999 1234","phoneNumber":"9559991234"}`), `{"mobile":"[PHONE_1]","phone":"[PHONE_1]","phoneNumber":"[PHONE_1]"}`)
	wantText(t, "ids", r.Text(`{"docId":"11-2345678-9","idNumber":"1123456789","accountNumber":"551123456789"}`), `{"docId":"[ID_1]","idNumber":"[ID_1]","accountNumber":"[ID_2]"}`)
	wantText(t, "emails", r.Text(`{"email":"B@x.com","replyAddress":"b@X.com"}`), `{"email":"[EMAIL_1]","replyAddress":"[EMAIL_1]"}`)
}
