package link_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// What the document says of the body of POST /sessions is what a host does: it may be
// left out, and so may the options in it.
func TestTheBodyOfASessionIsOptional(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	running, err := sandbox.Listen(ctx, sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = running.Close(ctx) }()
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	via := &http.Client{Transport: transport}
	tenant, err := api.New(api.Config{BaseURL: running.OpenAPI(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey, HTTP: via})
	if err != nil {
		t.Fatal(err)
	}
	doc := document(t)
	doc.Servers = openapi3.Servers{{URL: running.Link()}}
	paths, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{"", "{}", `{"options":{}}`} {
		user, err := tenant.CreateUser(ctx, wire.UserRequest{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, running.Link()+"/sessions", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+user.Token.AccessToken.Reveal())
		if body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		route, params, err := paths.FindRoute(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := openapi3filter.ValidateRequest(ctx, &openapi3filter.RequestValidationInput{
			Request: r, Route: route, PathParams: params,
			Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
		}); err != nil {
			t.Errorf("%q: the document does not allow it: %v", body, err)
		}
		r.Body, _ = r.GetBody()
		answer, err := via.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusCreated {
			t.Errorf("%q: the sandbox answers %s", body, answer.Status)
		}
	}
}
