package journal

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

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

// TestWhatIsMaskedHoldsNothing: what this redactor has masked, and a fresh one reads, is
// nothing that should be masked; what it would have masked is found.
func TestWhatIsMaskedHoldsNothing(t *testing.T) {
	t.Parallel()
	j := New(func() time.Time { return time.Unix(1_800_000_000, 0) })
	j.Redactor().Learn(redact.Secret, "hunter2hunter2")
	plain := []Data{
		Note{Topic: "a", Text: `hunter2hunter2 a@example.test {"phone":"+639171234567"}`},
		State{Page: "Login", State: `{"Typed":{"x":"hunter2hunter2"},"a":"see a@example.test","email":"x","number":7,"list":[{"name":"Acme"}]}`},
		Intent{Name: "Typed", Args: `{"Values":{"code":"1234"}}`},
		HTTP{URL: "https://h.test/?token=x", Request: Message{Header: []Header{{"Cookie", "a=b"}}}},
	}
	for _, d := range plain {
		r := j.Append(d)
		for _, redactor := range []*redact.Redactor{j.Redactor(), redact.New()} {
			if mark, found := Unmasked(redactor, r); found {
				t.Errorf("%+v holds %s", r, mark)
			}
		}
		r.Data = d
		if _, found := Unmasked(j.Redactor(), r); !found {
			t.Errorf("%+v holds nothing", r)
		}
	}
}
