package journal

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/flow/redact"
)

func basic(key, secret string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(key+":"+secret))
}

const (
	jwt    = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZW5hbnQtOWYyYyJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"
	userID = "tenant-17bbf36498de4d68a0d4f86c7b62f69f"
)

func maskCall(t *testing.T, g *redact.Redactor, h HTTP) HTTP {
	t.Helper()
	masked, ok := mask(g, h).(HTTP)
	if !ok {
		t.Fatal("masking changed the type of an HTTP record")
	}
	return masked
}

func wantText(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// The login of a user as it goes over the wire, one call after the other on one gate.
func TestMaskLogin(t *testing.T) {
	t.Parallel()
	g := redact.New()

	users := maskCall(t, g, HTTP{
		API: "open", Method: "POST", URL: "https://open.example/v1/users", Path: "/users", Status: 201, Code: "OK",
		RequestID: "5b79399a-6852-4234-bb0e-ad472648282d",
		Request:   Message{Header: []Header{{"Authorization", basic("key-8213", "s3cr3t-of-the-tenant")}}, Body: `{"externalMetadata":{"team":"qa"}}`},
		Response: Message{Body: `{"code":"OK","message":"Success","requestId":"5b79399a-6852-4234-bb0e-ad472648282d","data":{"user":{"id":"` + userID +
			`","createdAt":"2021-04-14T09:30:24Z"},"token":{"id":"t-1","expiresAt":"2021-04-14T14:30:24Z","mode":"SANDBOX","accessToken":"lt_7Hq2mZ0pQ"}}}`},
	})
	wantText(t, "basic header", users.Request.Header[0].Value, "Basic [SECRET_1]")
	wantText(t, "user request", users.Request.Body, Text(`{"externalMetadata":{"team":"qa"}}`))
	wantText(t, "user answer", users.Response.Body, Text(`{"code":"OK","message":"Success","requestId":"5b79399a-6852-4234-bb0e-ad472648282d","data":{"user":{"id":"`+userID+
		`","createdAt":"2021-04-14T09:30:24Z"},"token":{"id":"t-1","expiresAt":"2021-04-14T14:30:24Z","mode":"SANDBOX","accessToken":"[TOKEN_1]"}}}`))
	wantText(t, "request id", users.RequestID, "5b79399a-6852-4234-bb0e-ad472648282d")

	session := maskCall(t, g, HTTP{
		Method: "POST", Path: "/sessions",
		Request:  Message{Header: []Header{{"Authorization", "Bearer lt_7Hq2mZ0pQ"}}, Body: `{"options":{"enableUpload":false,"companyName":"Acme"}}`},
		Response: Message{Body: `{"code":"OK","data":{"sessionKey":"sk-99x8y7","userId":"` + userID + `","mode":"SANDBOX","template":{"id":"wtpl-1","companyName":"Acme"}}}`},
	})
	wantText(t, "link token", session.Request.Header[0].Value, "Bearer [TOKEN_1]")
	wantText(t, "session", session.Response.Body, Text(`{"code":"OK","data":{"sessionKey":"[TOKEN_2]","userId":"`+userID+`","mode":"SANDBOX","template":{"id":"wtpl-1","companyName":"Acme"}}}`))

	account := maskCall(t, g, HTTP{
		Method: "POST", Path: "/accounts",
		Request: Message{
			Header: []Header{{"Authorization", "Bearer sk-99x8y7"}},
			Body:   `{"providerId":"sss_ph","option":"ss","credentials":{"username":"George","ssNumber":"3300000008","password":"123456","email":"GPalomero1234@smileapi.io","mobile":"(+63) 9559991234","memberKey":"ab-7"}}`,
		},
		Response: Message{Body: `{"code":"OK","message":"welcome back George, 33-0000000-8","data":{"id":"a-123456f","createdAt":"2021-04-14T09:30:24Z","providerId":"sss_ph","connectionStatus":"PENDING",` +
			`"challenge":{"kind":"otp","prompt":"Code sent to +639559991234","sentTo":"+63 ••• ••• 1234","length":4,"attemptsLeft":3}}}`},
	})
	wantText(t, "credentials", account.Request.Body,
		Text(`{"providerId":"sss_ph","option":"ss","credentials":{"username":"[NAME_1]","ssNumber":"[SSN_1]","password":"[SECRET_2]","email":"[EMAIL_1]","mobile":"[PHONE_1]","memberKey":"[SECRET_3]"}}`))
	wantText(t, "session key", account.Request.Header[0].Value, "Bearer [TOKEN_2]")
	wantText(t, "account", account.Response.Body,
		Text(`{"code":"OK","message":"welcome back [NAME_1], [SSN_1]","data":{"id":"a-123456f","createdAt":"2021-04-14T09:30:24Z","providerId":"sss_ph","connectionStatus":"PENDING",`+
			`"challenge":{"kind":"otp","prompt":"Code sent to [PHONE_1]","sentTo":"+63 ••• ••• 1234","length":4,"attemptsLeft":3}}}`))

	mfa := maskCall(t, g, HTTP{
		Method: "POST", Path: "/accounts/a-123456f/mfa", URL: "http://127.0.0.1:1234/link/v1/accounts/a-123456f/mfa",
		Request:  Message{Body: `{"code":"1234"}`},
		Response: Message{Body: `{"code":"INVALID_PARAMETERS","message":"1234 is wrong","requestId":"r-1234-5","data":{"updatedAt":"2021-04-14T09:30:24.1234Z","attemptsLeft":2,"sentTo":"+63 ••• ••• 1234"}}`},
	})
	wantText(t, "code", mfa.Request.Body, Text(`{"code":"[CODE_1]"}`))
	wantText(t, "address", mfa.URL, "http://127.0.0.1:1234/link/v1/accounts/a-123456f/mfa")
	wantText(t, "verdict", mfa.Response.Body,
		Text(`{"code":"INVALID_PARAMETERS","message":"[CODE_1] is wrong","requestId":"r-1234-5","data":{"updatedAt":"2021-04-14T09:30:24.1234Z","attemptsLeft":2,"sentTo":"+63 ••• ••• 1234"}}`))

	answers := maskCall(t, g, HTTP{
		Method: "POST", Path: "/accounts/a-1/mfa",
		Request:  Message{Body: `{"answers":{"q1":"Blue","q2":"Manila","q3":"7"}}`},
		Response: Message{Body: `{"code":"OK","message":"Blue, Blueprint and 7","data":{"a":"7","attemptsLeft":7,"name":"Blue Cross"}}`},
	})
	wantText(t, "answers", answers.Request.Body, Text(`{"answers":{"q1":"[SECRET_4]","q2":"[SECRET_5]","q3":"[SECRET_6]"}}`))
	wantText(t, "answers echoed", answers.Response.Body, Text(`{"code":"OK","message":"[SECRET_4], Blueprint and 7","data":{"a":"[SECRET_6]","attemptsLeft":7,"name":"Blue Cross"}}`))
}

func TestMaskIdentity(t *testing.T) {
	t.Parallel()
	got := maskCall(t, redact.New(), HTTP{Method: "GET", Path: "/identities", Response: Message{Body: `{"code":"OK","data":{"nextCursor":"1259723474","items":[{
  "id": "i-17bbf36498de4d68a0d4f86c7b62f69f", "fullName": "George Cimafranca Palomero, Jr", "firstName": "George", "suffix": null, "gender": "Male",
  "dob": "1970-08-24", "maritalStatus": "Married", "countryResidence": "PH", "photoUrl": "https:\/\/cdn.example\/george.jpg", "referenceId": "george",
  "emails": [{"address": "gpalomero1234@yahoo.com", "type": "Primary"}], "phones": [{"number": "+639175551234", "type": "Mobile"}],
  "addresses": [{"fullAddress": "12 Maybunga St, Pasig City", "line1": "12 Maybunga St", "city": "Pasig City", "zip": 1600, "country": "PH", "type": "Primary"}],
  "metadata": {"createdAt": "2021-04-14T09:30:24Z", "sourceType": "ACCOUNT", "userId": "tenant-5c1a", "providerId": "upwork"}}]}}`}})
	wantText(t, "identity", got.Response.Body, Text(`{"code":"OK","data":{"nextCursor":"1259723474","items":[{
  "id": "i-17bbf36498de4d68a0d4f86c7b62f69f", "fullName": "[NAME_1]", "firstName": "[NAME_2]", "suffix": null, "gender": "[PERSONAL_1]",
  "dob": "[BIRTHDATE_1]", "maritalStatus": "[PERSONAL_2]", "countryResidence": "[PERSONAL_3]", "photoUrl": "[LINK_1]", "referenceId": "[ID_1]",
  "emails": [{"address": "[EMAIL_1]", "type": "Primary"}], "phones": [{"number": "[PHONE_1]", "type": "Mobile"}],
  "addresses": [{"fullAddress": "[ADDRESS_1]", "line1": "[ADDRESS_2]", "city": "[ADDRESS_3]", "zip": "[ADDRESS_4]", "country": "PH", "type": "Primary"}],
  "metadata": {"createdAt": "2021-04-14T09:30:24Z", "sourceType": "ACCOUNT", "userId": "tenant-5c1a", "providerId": "upwork"}}]}}`))
}

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
		note, ok := mask(redact.New(), Note{Text: in}).(Note)
		if !ok {
			t.Fatal("masking changed the type of a note")
		}
		wantText(t, in, note.Text, want)
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
		got := maskCall(t, redact.New(), HTTP{Request: Message{Header: []Header{{c.name, c.value}}}})
		wantText(t, c.name+": "+c.value, got.Request.Header[0].Value, c.want)
	}
}

// A value is masked in the record that gives it away, wherever it stands there.
func TestMaskLooksBack(t *testing.T) {
	t.Parallel()
	got := maskCall(t, redact.New(), HTTP{
		Method: "GET", URL: "https://h/v1/x/lt_7Hq2mZ0pQ", Path: "/x/lt_7Hq2mZ0pQ",
		Response: Message{Body: `{"accessToken":"lt_7Hq2mZ0pQ"}`},
		Err:      "lt_7Hq2mZ0pQ was refused",
	})
	wantText(t, "record", got, HTTP{
		Method: "GET", URL: "https://h/v1/x/[TOKEN_1]", Path: "/x/[TOKEN_1]",
		Response: Message{Body: `{"accessToken":"[TOKEN_1]"}`},
		Err:      "[TOKEN_1] was refused",
	})
}

func TestLearn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind            redact.Kind
		value, in, want string
	}{
		{redact.Secret, "YGUS1", "YGUS1, YGUS12, xYGUS1, (YGUS1)", "[SECRET_1], YGUS12, xYGUS1, ([SECRET_1])"},
		{redact.Code, "1234", "1234; 12345 a-1234 12:1234 1234-b 1.1234 /1234?", "[CODE_1]; 12345 a-1234 12:1234 1234-b 1.1234 /[CODE_1]?"},
		{redact.Code, "1234", `a\n1234 and %0A1234`, `a\n[CODE_1] and %0A[CODE_1]`},
		{redact.Code, "1234", `{"a":1234,"b":12345,"createdAt":1234,"id":"1234"}`, `{"a":"[CODE_1]","b":12345,"createdAt":1234,"id":"1234"}`},
		{redact.Secret, "1", `1 {"a":"1","b":1,"status":"1"} ?x=1&y=11`, `1 {"a":"[SECRET_1]","b":1,"status":"1"} ?x=[SECRET_1]&y=11`},
		{redact.Name, "Tan Li", "Tan Li, Tan Lim, @Tan Li", "[NAME_1], Tan Lim, @Tan Li"},
		{redact.Name, "Grab", `{"name":"Grab","longName":"Grab Inc","note":"Grab"}`, `{"name":"Grab","longName":"Grab Inc","note":"[NAME_1]"}`},
		{redact.Email, "Bob@X.com", "bob@x.com BOB@X.COM bob%40x.com", "[EMAIL_1] [EMAIL_1] [EMAIL_1]"},
		{redact.Phone, "(+63) 9559991234", "9559991234 639559991234 +639559991234 (+63) 9559991234 95599912345", "[PHONE_1] [PHONE_1] [PHONE_1] [PHONE_1] 95599912345"},
		{redact.SSN, "33-0000000-8", "3300000008", "[SSN_1]"},
		{redact.SSN, "3300000008", "33-0000000-8", "[SSN_1]"},
		{"UNHEARD", "correct horse", "correct horse", "[SECRET_1]"},
		{redact.Secret, "EMAIL", "a@b.cd EMAIL", "[EMAIL_1] [SECRET_1]"},
		{redact.Secret, "sandbox", "https://sandbox.example SANDBOX", "https://sandbox.example SANDBOX"},
		{redact.Secret, "error_INVALID_MFA", "error_INVALID_MFA gave INVALID_MFA", "[SECRET_1] gave INVALID_MFA"},
	} {
		g := redact.New()
		g.Learn(c.kind, c.value)
		note, ok := mask(g, Note{Text: c.in}).(Note)
		if !ok {
			t.Fatal("masking changed the type of a note")
		}
		wantText(t, c.value+" in "+c.in, note.Text, c.want)
	}
}

func TestLearnPromotes(t *testing.T) {
	t.Parallel()
	g := redact.New()
	note := func(text string) string {
		n, _ := mask(g, Note{Text: text}).(Note)
		return n.Text
	}
	wantText(t, "local", note(`{"city":"Manila"} in Manila`), `{"city":"[ADDRESS_1]"} in Manila`)
	g.Learn(redact.Secret, "Manila")
	wantText(t, "learned", note("in Manila"), "in [ADDRESS_1]")
	wantText(t, "name", note(`{"firstName":"Georgina Go"} xGeorgina Go`), `{"firstName":"[NAME_1]"} xGeorgina Go`)
	g.Learn(redact.Secret, "Georgina Go")
	wantText(t, "secret", note("xGeorgina Go"), "x[NAME_1]")
}

// providerList is a page of providers of about the given size, as Smile answers it.
func providerList(size int) string {
	var b strings.Builder
	b.WriteString(`{"code":"OK","message":"Success","requestId":"5b79399a-6852-4234-bb0e-ad472648282d","data":{"items":[`)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"provider_%d","name":"Grab + Go %d","longName":"Société Générale \u0026 Co %d, 株式会社","logoUrl":"https://cdn.example/image/provider-logo/v20210813064500/p%d@2x.png",`+
			`"type":"GIG","typeLabel":"Gig Platform","subType":"SERVICES","subTypeLabel":"Professional Services","active":true,"enabled":false,"mfa":true,"accountConnection":true,`+
			`"supported":["IDENTITIES","INCOMES"],"monitorSupported":true}`, i, i, i, i)
	}
	b.WriteString(`],"nextCursor":"1259723474"}}`)
	return b.String()
}

func TestNoFalseMasks(t *testing.T) {
	t.Parallel()
	g := redact.New()
	for kind, value := range map[redact.Kind]string{
		redact.Secret: "123456", redact.Code: "1234", redact.Name: "Grab", redact.Token: jwt, redact.Email: "gpalomero1234@smileapi.io",
		redact.Phone: "(+63) 9559991234", redact.SSN: "3300000008", redact.Address: "Co",
	} {
		g.Learn(kind, value)
	}
	body := Text(providerList(BodyMax - 600))
	if got := maskCall(t, g, HTTP{Path: "/providers", Response: Message{Size: int64(len(body)), Body: body}}); got.Response.Body != body {
		t.Errorf("a list of providers was changed:\n%s", cmp.Diff(body, got.Response.Body))
	}
	form := Text(`{"options":[{"id":"email","label":"Email","fields":[{"name":"password","label":"Password","kind":"password","required":true}]}],"mfa":{"kind":"otp"}}`)
	if got := maskCall(t, g, HTTP{Response: Message{Body: form}}); got.Response.Body != form {
		t.Errorf("a login form was changed to %s", got.Response.Body)
	}
	for _, d := range []Data{
		Screen{Page: "Login", Event: "LoginPageOpened", ProviderID: "sss_ph", AccountID: "a-1234"},
		Status{Subject: "account", ID: "a-123456", From: "PENDING", To: "ERROR", ErrorCode: "INVALID_MFA", Since: 1234},
		Callback{Name: "onAccountError", Args: `{"accountId":"a-1234","userId":"` + userID + `","providerId":"grab","errorCode":"INVALID_MFA"}`},
		Callback{Name: "onTokenExpired", Args: "null"},
	} {
		wantText(t, "data", mask(g, d), d)
	}
}

// What masking makes of JSON is JSON.
func TestMaskKeepsJSON(t *testing.T) {
	t.Parallel()
	g := redact.New()
	for _, body := range []string{
		`{"pin":1234,"n":-5,"b":[true,null,{"password":["a","b",3]}],"x":"1234"}`,
		`["a@b.cd",{"tokens":{"token":"x y"}},[[]],{}]`,
		`"call +639559991234 \"now\""`,
	} {
		got := maskCall(t, g, HTTP{Response: Message{Body: Text(body)}}).Response.Body
		if !json.Valid([]byte(got)) || string(got) == body {
			t.Errorf("%s became %s", body, got)
		}
	}
}
