package sandbox

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// bodiless are the operations that change something and read no body.
var bodiless = []string{
	"POST /tokens", "POST /users/{}/resetSession", "POST /accounts/{}/disableMonitor",
	"POST /link/accounts/{}/mfa/resend", "POST /_sandbox/reset", "POST /_sandbox/invites/{}/revoke",
}

// changes gives the routes with a body: those of POST and PUT but for the above.
func (g *guest) changes() []web.Route {
	var list []web.Route
	for _, rt := range g.srv.routes {
		name := bare(strings.Replace(rt.Name(), "/v1", "", 1))
		if (rt.Method == http.MethodPost || rt.Method == http.MethodPut) && !slices.Contains(bodiless, name) {
			list = append(list, rt)
		}
	}
	return list
}

// requestTo is a request to a route, with whatever lets one in there. Where the path
// wants an id, it is that of the thing there is, or of none.
func (g *guest) requestTo(rt web.Route, ids map[string]string, body, kind string) *http.Request {
	g.t.Helper()
	path := rt.Path
	for prefix, id := range ids {
		if strings.HasPrefix(path, prefix+"/") {
			path = parameter.ReplaceAllString(path, id)
		}
	}
	req := httptest.NewRequest(rt.Method, parameter.ReplaceAllString(path, "nobody"), strings.NewReader(body))
	req.Host = "127.0.0.1"
	switch {
	case rt.Path == "/link/v1/sessions":
		made := into[wire.UserCreated](g.t, g.open("POST", "/users", "").want(g.t, 201))
		req.Header.Set("Authorization", "Bearer "+made.Token.AccessToken.Reveal())
	case strings.HasPrefix(rt.Path, "/link/"):
		req.Header.Set("Authorization", "Bearer "+g.key)
	case strings.HasPrefix(rt.Path, "/v1/"):
		req.Header.Set("Authorization", goodKey)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	return req
}

// populated is a sandbox with one thing of each kind, and their ids by path.
func populated(t testing.TB) (*guest, map[string]string) {
	t.Helper()
	g := uploading(t, Config{})
	var hook wire.Webhook
	decodeLoosely(t, g.open("POST", "/webhooks", aWebhook).want(t, 200), &hook)
	v := g.invited()
	account := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	archive := g.payslip("George").ID
	return g, map[string]string{
		"/v1/users": g.userID, "/v1/providers": "sss_ph", "/v1/accounts": account, "/v1/archives": archive, "/v1/uploads": archive,
		"/v1/webhooks": hook.ID, "/v1/invites": v.ID, "/v1/inviteTemplates": v.TemplateID,
		"/link/v1/providers": "sss_ph", "/link/v1/accounts": account, "/link/v1/archives": archive,
	}
}

func TestTheRulesHoldForEveryOperation(t *testing.T) {
	t.Parallel()
	g, ids := populated(t)
	for _, rt := range g.srv.below("/v1/") {
		req := g.requestTo(rt, ids, "{}", "application/json")
		req.Header.Del("Authorization")
		g.do(req).refused(t, 401, wire.CodeInvalidToken, "API key")
		req = g.requestTo(rt, ids, "", "")
		req.Method = http.MethodPatch
		g.do(req).refused(t, 501, wire.CodeUnsupportedMethod, "PATCH")
		req = g.requestTo(rt, ids, "", "")
		req.URL.Path += "/and/more"
		g.do(req).refused(t, 404, wire.CodeMissingResource, "no operation")
	}
}

func TestTheRulesHoldForEveryBody(t *testing.T) {
	t.Parallel()
	g, ids := populated(t)
	for _, rt := range g.changes() {
		for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", ""} {
			g.do(g.requestTo(rt, ids, "{}", kind)).refused(t, 415, wire.CodeUnsupportedType, "application/json")
		}
		for _, body := range []string{"{", "[]", `"text"`, "{}{}", "\x00"} {
			r := g.do(g.requestTo(rt, ids, body, "application/json; charset=utf-8"))
			if r.status != 400 || r.Code != wire.CodeInvalidParameters || !strings.HasPrefix(r.Message, "body: ") {
				t.Errorf("%s with %q: %s", rt.Name(), body, r.raw)
			}
		}
		r := g.do(g.requestTo(rt, ids, "", "application/json"))
		if optional := rt.Name() == "POST /v1/users" || rt.Path == "/link/v1/sessions"; optional != (r.status < 300) {
			t.Errorf("%s without a body: %s", rt.Name(), r.raw)
		} else if !optional && r.Message != "body: is wanted" {
			t.Errorf("%s without a body: %s", rt.Name(), r.raw)
		}
	}
}
