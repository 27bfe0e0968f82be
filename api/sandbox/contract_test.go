package sandbox

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// load gives the router of an OpenAPI document, served at base. Examples are not
// looked at: most of the official ones do not fit their own schemas.
func load(t *testing.T, file, base string) routers.Router {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc.Servers = openapi3.Servers{{URL: "http://sandbox.test" + base}}
	if create := doc.Components.Schemas["ArchiveCreateRequest"]; create != nil {
		// The official one wants a field "files", which it does not have: they are
		// called rawFiles, in its properties and in its examples.
		create.Value.Required = slices.DeleteFunc(create.Value.Required, func(name string) bool { return name == "files" })
	}
	if invite := doc.Components.Schemas["Invite"]; invite != nil {
		// Its linkedAt is null before LINKED in the documentation, which the official one
		// cannot say.
		linked := *invite.Value.Properties["linkedAt"].Value
		linked.Nullable = true
		invite.Value.Properties["linkedAt"] = linked.NewRef()
	}
	router, err := legacy.NewRouter(doc, openapi3.DisableExamplesValidation())
	if err != nil {
		t.Fatal(err)
	}
	return router
}

// official is the file of Smile's specification, which is not of this repository.
func official(t *testing.T) string {
	t.Helper()
	file := cmp.Or(os.Getenv("WINKTERM_SPEC"), filepath.Join("..", "..", "..", "shared", "smile", "openapi-v1.yaml"))
	if _, err := os.Stat(file); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the official specification is wanted in CI: %v", err)
		}
		t.Skipf("left out: the official specification is not here, set WINKTERM_SPEC: %v", err)
	}
	return file
}

// specification is the official one, read once for all who only look at it.
func specification(t *testing.T) *openapi3.T {
	t.Helper()
	file := official(t)
	readSpecification.Do(func() { readDoc, readErr = openapi3.NewLoader().LoadFromFile(file) })
	if readErr != nil {
		t.Fatal(readErr)
	}
	return readDoc
}

var (
	readSpecification sync.Once
	readDoc           *openapi3.T
	readErr           error
)

// contract sends requests and holds them and the answers against a document.
type contract struct {
	*guest
	spec routers.Router
	base string
	seen map[string]*tally // by operation, without the names of parameters
}

func newContract(t *testing.T, file, base string) *contract {
	t.Helper()
	return &contract{
		guest: newGuest(t, Config{Speed: 1, Providers: 400, Strict: true}), spec: load(t, file, base), base: base, seen: map[string]*tally{},
	}
}

// call sends with the key of the API that the contract is about.
func (c *contract) call(method, path, body string, status int) reply {
	c.t.Helper()
	auth := goodKey
	if c.base != "/v1" {
		auth = "Bearer " + c.key
	}
	return c.callAs(auth, method, path, body, status)
}

func (c *contract) callAs(auth, method, path, body string, status int) reply {
	c.t.Helper()
	build := func() *http.Request {
		req := httptest.NewRequest(method, "http://sandbox.test"+c.base+path, strings.NewReader(body))
		req.Header.Set("Authorization", auth)
		if body != "" {
			req.Header.Set("Content-Type", "application/json")
		}
		return req
	}
	req := build()
	route, params, err := c.spec.FindRoute(req)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	options := &openapi3filter.Options{
		AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true, IncludeResponseStatus: true,
	}
	asked := &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route, Options: options}
	if status < 400 {
		if err := openapi3filter.ValidateRequest(context.Background(), asked); err != nil {
			c.t.Errorf("the test itself asks wrongly: %s %s: %v", method, path, err)
		}
	}
	r := c.do(build()).want(c.t, status)
	answered := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: asked, Status: r.status, Header: r.header,
		Body: io.NopCloser(strings.NewReader(r.raw)), Options: options,
	}
	if err := openapi3filter.ValidateResponse(context.Background(), answered); err != nil {
		c.t.Errorf("%s %s: %v\n%s", method, path, err, r.raw)
	}
	if status < 400 {
		var data any
		if err := json.Unmarshal(r.Data, &data); len(r.Data) > 0 && err != nil {
			c.t.Fatal(err)
		}
		c.canBeSpoilt(data, "data")
	}
	name := bare(method + " " + route.Path)
	if c.seen[name] == nil {
		c.seen[name] = &tally{errors: listsErrors(route.Operation)}
	}
	c.seen[name].note(status)
	return r
}

// canBeSpoilt wants every field of an answer to be one that a fault may name.
func (c *contract) canBeSpoilt(v any, path string) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			c.canBeSpoilt(item, path)
		}
	case map[string]any:
		for name, value := range v {
			if !fault.Answered(path + "." + name) {
				c.t.Errorf("%s.%s is answered, but no fault may name it", path, name)
			}
			c.canBeSpoilt(value, path+"."+name)
		}
	}
}

func listsErrors(op *openapi3.Operation) bool {
	for status := range op.Responses.Map() {
		if status[0] == '4' || status[0] == '5' {
			return true
		}
	}
	return false
}

// lists says whether the document has that status for an operation.
func (c *contract) lists(method, path string, status int) bool {
	c.t.Helper()
	route, _, err := c.spec.FindRoute(httptest.NewRequest(method, "http://sandbox.test"+c.base+path, nil))
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return route.Operation.Responses.Status(status) != nil
}

func TestAnswersFitTheOfficialSpecification(t *testing.T) {
	t.Parallel()
	c := newContract(t, official(t), "/v1")
	c.call("POST", "/users", "{}", 201)
	made := into[wire.UserCreated](t, c.call("POST", "/users", `{"externalMetadata":{"ref":"42"}}`, 201))
	c.call("POST", "/users", `{"externalMetadata":{"ref":"ü"}}`, 400)
	c.call("GET", "/users/"+made.User.ID, "", 200)
	c.call("GET", "/users/nobody", "", 404)
	c.call("POST", "/tokens?userId="+made.User.ID, "", 201)
	c.call("POST", "/tokens?userId=nobody", "", 404)
	page := into[wire.Page[wire.User]](t, c.call("GET", "/users?size=1", "", 200))
	c.call("GET", "/users?size=1&cursor="+page.NextCursor, "", 200)
	c.call("GET", "/users?size=1000", "", 400)
	c.everyProvider()
	c.everyStatus()
	c.everyArchive()
	c.everyTemplate()
	c.everyWebhook()
	c.everyInvite()
	c.everyPayslipCall()
	c.everyUserSession()
	c.everyItem()
	c.keyless(operations())
	c.covers(operations(), c.srv.below("/v1/"))
}

func (c *contract) everyProvider() {
	c.t.Helper()
	c.call("GET", "/providers/sss_ph", "", 200)
	c.call("GET", "/providers/nobody", "", 404)
	c.call("GET", "/providers?active=maybe", "", 400)
	c.call("GET", "/providers?type=GIG&subType=SERVICES&active=true&enabled=true&accountConnection=true&name=a&topIds=grab", "", 200)
	n := 0
	for cursor := ""; ; {
		page := into[wire.Page[wire.Provider]](c.t, c.call("GET", "/providers?size=150&cursor="+cursor, "", 200))
		if n += len(page.Items); page.NextCursor == "" {
			break
		}
		cursor = page.NextCursor
	}
	if n != 400 {
		c.t.Errorf("%d providers, want 400", n)
	}
}

// everyStatus shows accounts and tasks in all their states.
func (c *contract) everyStatus() {
	c.t.Helper()
	c.openSession(wire.WidgetOptions{})
	shown := map[wire.ConnectionStatus]bool{}
	show := func() {
		for _, a := range into[wire.Page[wire.Account]](c.t, c.call("GET", "/accounts?size=150&userId="+c.userID, "", 200)).Items {
			shown[a.ConnectionStatus] = true
			c.call("GET", "/accounts/"+a.ID, "", 200)
		}
		for _, task := range into[wire.Page[wire.Task]](c.t, c.call("GET", "/tasks?size=150&userId="+c.userID, "", 200)).Items {
			c.call("GET", "/tasks/"+task.ID, "", 200)
		}
		c.call("GET", "/users/"+c.userID, "", 200)
	}
	for _, code := range wire.AccountErrorCodes() {
		c.login("philhealth_ph", "username", "George", "error_"+string(code))
		c.login("philhealth_ph", "username", "George", "later_"+string(code))
	}
	c.login("sss_ph", "ssNumber", "3300000008", "123456")
	live := c.login("philhealth_ph", "username", "George", "123456")
	show()
	c.clock.pass(2 * time.Second)
	show()
	c.clock.pass(10 * time.Second)
	show()
	c.call("POST", "/accounts/"+live+"/disableMonitor", "", 200)
	show()
	c.call("DELETE", "/accounts/"+live, "", 200)
	c.call("POST", "/accounts/"+live+"/disableMonitor", "", 400)
	c.call("GET", "/accounts/nobody", "", 404)
	c.call("DELETE", "/accounts/nobody", "", 404)
	c.call("GET", "/accounts?size=0", "", 400)
	c.call("GET", "/tasks?sourceId="+live, "", 200)
	c.call("GET", "/accounts?startDate=2026-03-01&endDate=2026-03-01", "", 200)
	show()
	if len(shown) != 5 {
		c.t.Errorf("statuses seen: %v, want all 5", shown)
	}
}

func TestAnswersFitTheLinkContract(t *testing.T) {
	t.Parallel()
	c := newContract(t, filepath.Join("..", "link", "openapi.yaml"), "/link/v1")
	made := into[wire.UserCreated](t, c.open("POST", "/users", "").want(t, 201))
	token := "Bearer " + made.Token.AccessToken.Reveal()
	options := encode(t, wire.SessionRequest{Options: wire.WidgetOptions{TopProviders: []string{"grab"}, EnableUpload: true}})
	c.key = into[wire.Session](t, c.callAs(token, "POST", "/sessions", options, 201)).SessionKey.Reveal()
	c.callAs(token, "POST", "/sessions", options, 401)
	c.call("GET", "/providers?size=150", "", 200)
	c.call("GET", "/providers?size=999", "", 400)
	c.call("GET", "/providers/nobody", "", 404)
	for _, p := range []string{"sss_ph", "upwork", "grab", "raket_ph", "freelancer", "kuya_jo_ph"} {
		c.call("GET", "/providers/"+p, "", 200)
		c.call("GET", "/providers/"+p+"/login", "", 200)
	}
	c.everyChallenge()
	c.everyUpload(made.User.ID)
	c.everyLinkRefusal()
	c.keyless(c.names(c.srv.below(linkPath)))
	c.covers(c.names(c.srv.below(linkPath)), c.srv.below(linkPath))
}

// everyChallenge answers each kind of a second step, wrongly and rightly.
func (c *contract) everyChallenge() {
	c.t.Helper()
	for provider, answers := range map[string][]string{
		"sss_ph":   {`{"code":"9999"}`, `{"code":"1234"}`},
		"grab":     {`{"choice":"sms"}`, `{"code":"1234"}`},
		"raket_ph": {`{"answers":{"city":"x","teacher":"y"}}`, `{"answers":{"city":"Manila","teacher":"Santos"}}`},
	} {
		found, _ := c.srv.catalogue.Find(provider)
		option := found.Login[0]
		who := map[string]string{"ssNumber": "3300000008", "mobile": "9559991234", "username": "George"}[option]
		login := `{"providerId":"` + provider + `","option":"` + option + `","credentials":{"` + option + `":"` + who + `","password":"123456"}}`
		id := into[wire.LinkAccount](c.t, c.call("POST", "/accounts", login, 201)).ID
		path := "/accounts/" + id
		for _, answer := range answers {
			c.clock.pass(2 * time.Second)
			c.call("GET", path, "", 200)
			c.call("POST", path+"/mfa", answer, 202)
		}
		c.call("GET", path, "", 200)
		c.call("POST", path+"/mfa", answers[1], 400)
		c.call("POST", path+"/mfa/resend", "", 400)
		c.call("DELETE", path, "", 200)
		c.call("GET", path, "", 200)
	}
	c.call("GET", "/accounts/nobody", "", 404)
	c.resendUntilRefused()
}

func (c *contract) resendUntilRefused() {
	c.t.Helper()
	login := `{"providerId":"sss_ph","option":"ssNumber","credentials":{"ssNumber":"3300000008","password":"123456"}}`
	id := into[wire.LinkAccount](c.t, c.call("POST", "/accounts", login, 201)).ID
	c.clock.pass(2 * time.Second)
	for range 3 {
		c.call("POST", "/accounts/"+id+"/mfa/resend", "", 202)
	}
	c.call("POST", "/accounts/"+id+"/mfa/resend", "", 429)
}
