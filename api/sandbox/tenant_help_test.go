package sandbox

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"winkterm/api/wire"
)

// Bodies that are in order.
const (
	aConsent = `{"consentType":"Terms","version":"1.0.0","consentText":"You agree to share your data."}`
	aWebhook = `{"name":"Events","url":"https://hooks.example.invalid/smile","eventTypes":["ACCOUNT_CONNECTED","INVITE_LINKED"],
		"active":true,"includePayload":true,"secret":"a quiet word"}`
	anInviteTemplate = `{"name":"Spring","company":{"name":"Lakan Bank","logoUrl":"https://lakan.example.invalid/logo.png"},
		"email":{"sendEmail":false,"senderName":"Lakan Bank","replyAddress":"replies@lakan.example.invalid",
			"subject":"Your work record","body":"Dear ${firstName}, please link your account."},
		"landingPage":{"header":"${companyName} asks","description":"It takes a minute.","button":"Begin"},
		"successPage":{"header":"Thank you","description":"We will write to you.","button":"Another one"}}`
)

// invitation asks Anisha by a template.
func invitation(templateID string) string {
	return `{"fullName":"Anisha Bhatia","firstName":"Anisha","lastName":"Bhatia","email":"anisha98765@smileapi.io",
		"templateId":"` + templateID + `","winkTemplateId":"wtpl-1"}`
}

// payslipOf is the body of uploadRawFile with a person's sample.
func payslipOf(t testing.TB, userID, person string) string {
	t.Helper()
	raw, _ := sample(t, person)
	return encode(t, wire.PayslipUpload{UserID: userID, FileExtensionType: raw.FileExtensionType, FileContent: raw.FileContent})
}

// schema gives one of the official specification.
func schema(t *testing.T, name string) *openapi3.Schema {
	t.Helper()
	doc := specification(t)
	return doc.Components.Schemas[name].Value
}

// template makes an invite template and gives its id.
func (g *guest) template() string {
	g.t.Helper()
	return into[wire.InviteTemplate](g.t, g.open("POST", "/inviteTemplates", anInviteTemplate).want(g.t, 201)).ID
}

// export generates one of an account, as PDF.
func (g *guest) export(account string) wire.AccountExport {
	g.t.Helper()
	r := g.open("POST", "/accounts/"+account+"/exports/generate", `{"exportExtensionType":"PDF"}`)
	return into[wire.AccountExport](g.t, r.want(g.t, 200))
}

func (g *guest) user(id string) wire.User {
	g.t.Helper()
	return into[wire.User](g.t, g.open("GET", "/users/"+id, "").want(g.t, 200))
}

// decodeLoosely reads what is wanted of the data, whatever else is there.
func decodeLoosely(t testing.TB, r reply, v any) {
	t.Helper()
	if err := json.Unmarshal(r.Data, v); err != nil {
		t.Fatalf("%v: %s", err, r.raw)
	}
}

// request is one to the Open API with the key, to be changed before it is sent.
func (g *guest) request(method, path, body string) *http.Request {
	req := httptest.NewRequest(method, "/v1"+path, strings.NewReader(body))
	req.Header.Set("Authorization", goodKey)
	return req
}
