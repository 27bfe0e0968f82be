package redact

import (
	"encoding/base64"
	"encoding/json"
	"testing"
)

func basic(key, secret string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(key+":"+secret))
}

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZW5hbnQtOWYyYyJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"

func TestMaskByLooks(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"mail to Ryan1234@SmileAPI.io, ryan1234@smileapi.io":               "mail to [EMAIL_1], [EMAIL_1]",
		`<a href="mailto:a.b+c@x.example.com">`:                            `<a href="mailto:[EMAIL_1]">`,
		"GET /users?q=bob%40x.com&size=10":                                 "GET /users?q=[EMAIL_1]&size=10",
		"**bob@x.com**":                                                    "**[EMAIL_1]**",
		"sent to g•••@smileapi.io or g***4@smileapi.io":                    "sent to g•••@smileapi.io or g***4@smileapi.io",
		"https://cdn.example/a@2x.png, user@localhost, @bob":               "https://cdn.example/a@2x.png, user@localhost, @bob",
		"call (+63) 955 999 1234, +639559991234.":                          "call [PHONE_1], [PHONE_1].",
		"call 0955-999-1234 or 09559991234":                                "call [PHONE_1] or [PHONE_1]",
		"+65 9999 6789 and +91 95111 98765":                                "[PHONE_1] and [PHONE_2]",
		"/x?m=%2B639559991234":                                             "/x?m=[PHONE_1]",
		"at 2021-04-14T09:30:24+08:00, 1618392624000, C+12":                "at 2021-04-14T09:30:24+08:00, 1618392624000, C+12",
		"id 09559991234567 and a-09559991234":                              "id 09559991234567 and a-09559991234",
		"token " + jwt + ".":                                               "token [TOKEN_1].",
		"sent Bearer 7Hq2mZ0pQ, bearer token is missing":                   "sent Bearer [TOKEN_1], bearer token is missing",
		"sent " + basic("id", "pa55word!") + " pa55word!":                  "sent Basic [SECRET_1] [SECRET_1]",
		"Basic authentication wanted":                                      "Basic authentication wanted",
		"https://me:pa55word!@host.example/v1?a=1":                         "https://[SECRET_1]@host.example/v1?a=1",
		"https://h/v1/x?userToken=ab%2Fcd&name=SSS&ids=a,b":                "https://h/v1/x?userToken=[TOKEN_1]&name=SSS&ids=a,b",
		"login with password=hunter2, then hunter2":                        "login with password=[SECRET_1], then [SECRET_1]",
		"unexpected answer: {\"access_token\": \"abcd-efgh\"} (abcd-efgh)": `unexpected answer: {"access_token": "[TOKEN_1]"} ([TOKEN_1])`,
		`{"event":"{\"email\":\"bob\",\"pin\":\"a\\\"b\"}"}`:               `{"event":"{\"email\":\"[EMAIL_1]\",\"pin\":\"[SECRET_1]\"}"}`,
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
