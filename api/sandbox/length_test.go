package sandbox

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"winkterm/api/wire"
)

// fields is a JSON object that a test changes and puts back.
type fields map[string]any

func parse(t testing.TB, body string) fields {
	t.Helper()
	var f fields
	if err := json.Unmarshal([]byte(body), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// lengthy is a call whose body is full of texts.
type lengthy struct {
	method, path, schema, good string
	status                     int
}

func (g *guest) lengthyCalls() []lengthy {
	g.t.Helper()
	tpl := into[wire.InviteTemplate](g.t, g.open("POST", "/inviteTemplates", anInviteTemplate).want(g.t, 201)).ID
	consent := strings.Replace(aConsent, "{", `{"title":"Terms","consentMethod":"I agree",`, 1)
	return []lengthy{
		{"POST", "/consentTemplates", "ConsentTemplateCreateRequest", consent, http.StatusCreated},
		{"POST", "/webhooks", "WebhookPostRequest", aWebhook, http.StatusOK},
		{"POST", "/invites", "InvitePostRequest", invitation(tpl), http.StatusCreated},
		{"POST", "/inviteTemplates", "InviteTemplatePostRequest", anInviteTemplate, http.StatusCreated},
		{"PUT", "/inviteTemplates/" + tpl, "InviteTemplateUpdateRequest", anInviteTemplate, http.StatusOK},
		{"POST", "/accounts/nobody/exports/generate", "AccountExportGenerateRequest", `{"exportExtensionType":"PDF"}`, http.StatusNotFound},
		{"POST", "/archives/-/payslips/sendManualResult", "ArchivePayslipManualResultSendRequest", `{"archiveId":"u-1","validFile":true}`, http.StatusNotFound},
	}
}

// TestLengthsAreThoseOfTheSpecification takes every rule about what must be there
// and how long it may be off the schemas, and breaks each by itself.
func TestLengthsAreThoseOfTheSpecification(t *testing.T) {
	t.Parallel()
	doc := specification(t)
	g := newGuest(t, Config{})
	broken := 0
	for _, op := range g.lengthyCalls() {
		body := parse(t, op.good)
		g.open(op.method, op.path, encode(t, body)).want(t, op.status)
		r := ruler{g, op, body, &broken}
		r.object("", body, doc.Components.Schemas[op.schema].Value)
	}
	if broken < 90 {
		t.Errorf("only %d rules were broken, the schemas have more", broken)
	}
}

type ruler struct {
	*guest
	op     lengthy
	body   fields // all of it
	broken *int
}

func (r ruler) object(prefix string, at map[string]any, s *openapi3.Schema) {
	r.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		rule, was := s.Properties[name].Value, at[name]
		field, required := prefix+name, slices.Contains(s.Required, name)
		if inner, ok := was.(map[string]any); ok {
			r.object(field+".", inner, rule)
		}
		if rule.MaxLength != nil {
			r.text(field, at, name, rule)
		}
		at[name] = nil
		r.try(field, required)
		delete(at, name)
		r.try(field, required)
		if was != nil {
			at[name] = was
		}
	}
}

// text tries a text that is too short, as long as it may be, and too long.
func (r ruler) text(field string, at map[string]any, name string, rule *openapi3.Schema) {
	r.t.Helper()
	was := at[name]
	longest := int(*rule.MaxLength)
	at[name] = ""
	r.try(field, rule.MinLength > 0)
	if name != "templateId" { // only one that exists is taken
		at[name] = stretched(name, longest)
		r.try(field, false)
	}
	at[name] = stretched(name, longest+1)
	r.try(field, true)
	at[name] = was
}

// stretched is a text of so many characters that keeps the syntax of its field.
func stretched(name string, n int) string {
	fill := func(before, char, after string) string {
		return before + strings.Repeat(char, n-len(before)-len(after)) + after
	}
	switch name {
	case "url":
		return fill("https://hooks.example.invalid/", "a", "")
	case "email", "replyAddress":
		return fill("", "a", "@example.invalid")
	}
	return fill("", "名", "")
}

// try sends the body as it is now, and wants it refused by the field's name, or
// taken.
func (r ruler) try(field string, refused bool) {
	r.t.Helper()
	got := r.open(r.op.method, r.op.path, encode(r.t, r.body))
	if !refused {
		if got.status != r.op.status {
			r.t.Errorf("%s %s, %s: %s", r.op.method, r.op.path, field, got.raw)
		}
		return
	}
	*r.broken++
	if got.status != 400 || !strings.HasPrefix(got.Message, field) {
		r.t.Errorf("%s %s, %s: %d %s", r.op.method, r.op.path, field, got.status, got.Message)
	}
}
