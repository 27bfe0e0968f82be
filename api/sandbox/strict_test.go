package sandbox

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"winkterm/api/wire"
)

func TestUnknownFieldsAreRefusedOrLogged(t *testing.T) {
	t.Parallel()
	const upload = `{"fileTyp":"PAYSLIP","rawFiles":[{"fileExtensionType":"PDF","fileContent":"` + "JVBERi0=" + `"}]}`
	for _, c := range []struct{ path, body, field string }{
		{"/users", `{"externalMetaData":{},"external":{}}`, "external"},
		{"/inviteTemplates", strings.Replace(anInviteTemplate, `"senderName"`, `"sender":"x","senderName"`, 1), "sender"},
		{"/archives", upload, "fileTyp"},
	} {
		var log bytes.Buffer
		lax := newGuest(t, Config{Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))})
		if r := lax.open("POST", c.path, c.body); r.status != 201 && r.status != 200 {
			t.Errorf("%s is answered with %d", c.path, r.status)
		}
		if text := log.String(); !strings.Contains(text, "POST /v1"+c.path) || !strings.Contains(text, c.field) {
			t.Errorf("%s: the log says %q", c.path, text)
		}
		strict := newGuest(t, Config{Strict: true})
		strict.open("POST", c.path, c.body).refused(t, 400, wire.CodeInvalidParameters, c.field)
		if n := strict.users(); n != 0 {
			t.Errorf("%s left %d users", c.path, n)
		}
	}
}

// everyField has all fields of a schema, with nothing in them.
func everyField(s *openapi3.Schema) any {
	if s.Items != nil {
		return []any{everyField(s.Items.Value)}
	}
	fields := map[string]any{}
	for _, part := range append(s.AllOf, &openapi3.SchemaRef{Value: s}) {
		for name, field := range part.Value.Properties {
			fields[name] = everyField(field.Value)
		}
	}
	if len(fields) == 0 {
		return nil
	}
	return fields
}

// TestAStrictSandboxKnowsTheSpecification sends every field that a body may have.
func TestAStrictSandboxKnowsTheSpecification(t *testing.T) {
	t.Parallel()
	doc := specification(t)
	g, sent := newGuest(t, Config{Strict: true}), 0
	for _, rt := range g.srv.below("/v1/") {
		item := doc.Paths.Find(strings.TrimPrefix(rt.Path, "/v1"))
		if item == nil {
			continue
		}
		op := item.GetOperation(rt.Method)
		if op == nil || op.RequestBody == nil || op.RequestBody.Value.Content["application/json"] == nil {
			continue
		}
		body := encode(t, everyField(op.RequestBody.Value.Content["application/json"].Schema.Value))
		if r := g.send(rt.Method, rt.Path, goodKey, body); strings.Contains(r.Message, "not known") {
			t.Errorf("%s: %s\n%s", rt.Name(), r.Message, body)
		}
		sent++
	}
	if sent < 8 {
		t.Errorf("only %d bodies were sent", sent)
	}
}

// TestAFullDiskRefusesChangesAlone: what is asked with GET is answered meanwhile, and
// with room again so is everything.
func TestAFullDiskRefusesChangesAlone(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	full := func() error { return http.ErrBodyNotAllowed } // any error will do
	flush := g.srv.web.Flush
	g.srv.web.Flush = full
	g.open("POST", "/users", "").refused(t, 500, wire.CodeServerError, "")
	g.try("philhealth_ph", "username", "George", "123456").refused(t, 500, wire.CodeServerError, "")
	for _, list := range []string{"/users", "/accounts", "/contributions", "/users/" + g.userID} {
		g.open("GET", list, "").want(t, 200)
		if r := g.ask("HEAD", "/v1"+list, "Authorization", goodKey); r.Code != 200 {
			t.Errorf("HEAD %s gives %d", list, r.Code)
		}
	}
	g.srv.web.Flush = flush
	g.open("POST", "/users", "").want(t, 201)
	g.login("philhealth_ph", "username", "George", "123456")
}
