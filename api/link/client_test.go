package link_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"winkterm/api"
	"winkterm/api/link"
	"winkterm/api/wire"
)

const (
	account = `"id":"a/1","createdAt":"2026-01-01T00:00:00Z","providerId":"sss_ph","userId":"u","monitorStatus":"UNSUPPORTED",` +
		`"monitor":{"status":"UNSUPPORTED"}`
	pending = `{` + account + `,"connectionStatus":"PENDING","connection":{"status":"PENDING","updatedAt":"2026-01-01T00:00:00Z"}}`
	asking  = `{` + account + `,"connectionStatus":"AWAITING_MFA","connection":{"status":"AWAITING_MFA","errorCode":null,` +
		`"updatedAt":"2026-01-01T00:00:00Z"},"challenge":{"id":"c-1","kind":"otp","prompt":"Code","sentTo":"•••• 234","length":4,` +
		`"expiresAt":"2026-01-01T00:05:00Z","attemptsLeft":2,"lastError":"INVALID_MFA"}}`
	provider = `{"id":"sss_ph","name":"SSS","longName":"Social Security System","logoUrl":"","type":"GOVERNMENT",` +
		`"typeLabel":"Govt Service","subType":"INSURANCE","subTypeLabel":"Social Insurance","active":true,"enabled":true,"mfa":true,` +
		`"accountConnection":true,"supported":["IDENTITIES"],"monitorSupported":true}`
	form = `{"options":[{"id":"ss","label":"SS number","fields":[{"name":"ssNumber","label":"SS number","kind":"text",` +
		`"required":true,"pattern":"[0-9]{10}"},{"name":"password","label":"Password","kind":"password","required":true}]}],` +
		`"mfa":{"kind":"otp"}}`
)

func open(t *testing.T, c *link.Client) wire.Session {
	t.Helper()
	session, err := c.OpenSession(t.Context(), linkToken, wire.WidgetOptions{Providers: []string{"sss_ph"}})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// TestOneLoginFromTokenToRevoke goes through every call of the contract.
func TestOneLoginFromTokenToRevoke(t *testing.T) {
	t.Parallel()
	c := serve(t,
		opening(),
		step{"GET /providers?name=sss&size=150", sessionKey, "", 200, ok(`{"items":[` + provider + `],"nextCursor":"2"}`)},
		step{"GET /providers?cursor=2&name=sss&size=150", sessionKey, "", 200, ok(`{"items":[],"nextCursor":null}`)},
		step{"GET /providers?ids=sss_ph%2Cgrab", sessionKey, "", 200, ok(`{"items":[` + provider + `]}`)},
		step{"GET /providers/sss_ph", sessionKey, "", 200, ok(provider)},
		step{"GET /providers/sss_ph/login", sessionKey, "", 200, ok(form)},
		step{
			"POST /accounts", sessionKey,
			`{"providerId":"sss_ph","option":"ss","credentials":{"password":"123456","ssNumber":"3300000008"}}`, 201, ok(pending),
		},
		step{"GET /accounts/a%2F1", sessionKey, "", 200, ok(asking)},
		step{"POST /accounts/a%2F1/mfa", sessionKey, `{"code":"1234"}`, 202, ok(asking)},
		step{"POST /accounts/a%2F1/mfa/resend", sessionKey, "", 202, ok(asking)},
		step{"DELETE /accounts/a%2F1", sessionKey, "", 200, fault("OK")},
	)
	session := open(t, c)
	if session.SessionKey.Reveal() != sessionKey || session.UserID != "u" || session.Template.CompanyName != "Acme" {
		t.Errorf("session is %+v", session)
	}
	lookAround(t, c)
	logIn(t, c)
}

func lookAround(t *testing.T, c *link.Client) {
	t.Helper()
	ctx := t.Context()
	pages := 0
	for _, err := range c.ProviderPages(ctx, api.ListOptions{Name: "sss"}) {
		if pages++; err != nil {
			t.Error(err)
		}
	}
	page, err := c.ProvidersPage(ctx, api.ListOptions{IDs: []string{"sss_ph", "grab"}})
	if err != nil || len(page.Items) != 1 || pages != 2 {
		t.Errorf("%d pages, then %+v, %v", pages, page, err)
	}
	if p, err := c.Provider(ctx, "sss_ph"); err != nil || p.Name != "SSS" {
		t.Errorf("provider is %+v, %v", p, err)
	}
	login, err := c.LoginForm(ctx, "sss_ph")
	if err != nil || len(login.Options) != 1 || login.Options[0].Fields[1].Kind != wire.FieldPassword || login.MFA.Kind != wire.MFAOTP {
		t.Errorf("form is %+v, %v", login, err)
	}
}

func logIn(t *testing.T, c *link.Client) {
	t.Helper()
	ctx := t.Context()
	created, err := c.CreateAccount(ctx, wire.LoginRequest{
		ProviderID: "sss_ph", Option: "ss", Credentials: map[string]wire.Secret{"ssNumber": "3300000008", "password": "123456"},
	})
	if err != nil || created.ConnectionStatus != wire.StatusPending || created.Challenge != nil {
		t.Errorf("created %+v, %v", created, err)
	}
	now, err := c.Account(ctx, created.ID)
	if err != nil || now.Challenge == nil || now.Challenge.Length != 4 || now.Challenge.LastError != wire.ErrInvalidMFA {
		t.Errorf("account is %+v, %v", now, err)
	}
	if now, err = c.AnswerMFA(ctx, created.ID, wire.MFAAnswer{Code: "1234"}); err != nil || now.Challenge.AttemptsLeft != 2 {
		t.Errorf("answered: %+v, %v", now, err)
	}
	if now, err = c.ResendMFA(ctx, created.ID); err != nil || now.Challenge.ID != "c-1" {
		t.Errorf("resent: %+v, %v", now, err)
	}
	if err := c.RevokeAccount(ctx, created.ID); err != nil {
		t.Error(err)
	}
}

func TestSpentTokenLeavesTheSessionOpen(t *testing.T) {
	t.Parallel()
	again := opening()
	again.status, again.answer = 401, fault("INVALID_TOKEN")
	c := serve(t, opening(), again, step{"GET /providers/sss_ph", sessionKey, "", 200, ok(provider)})
	open(t, c)
	_, err := c.OpenSession(t.Context(), linkToken, wire.WidgetOptions{Providers: []string{"sss_ph"}})
	wantKind(t, err, api.KindTokenRefused)
	if _, err := c.Provider(t.Context(), "sss_ph"); err != nil {
		t.Error(err)
	}
}

func TestNothingIsSentWithoutASessionOrToken(t *testing.T) {
	t.Parallel()
	c := serve(t)
	_, err := c.Account(t.Context(), "a")
	wantKind(t, err, api.KindTokenRefused)
	for _, token := range []wire.Secret{"", "line\nbreak", "späth"} {
		_, err = c.OpenSession(t.Context(), token, wire.WidgetOptions{})
		wantKind(t, err, api.KindTokenRefused)
	}
}

func TestLoginIsSentOnce(t *testing.T) {
	t.Parallel()
	c := serve(t, opening(), step{
		"POST /accounts", sessionKey, `{"providerId":"p","option":"o","credentials":{}}`, 503, fault("SERVER_UNAVAILABLE"),
	})
	open(t, c)
	_, err := c.CreateAccount(t.Context(), wire.LoginRequest{ProviderID: "p", Option: "o", Credentials: map[string]wire.Secret{}})
	wantKind(t, err, api.KindServerDown)
}

// TestCredentialsQuotedByTheHost: what was typed stays out of the error.
func TestCredentialsQuotedByTheHost(t *testing.T) {
	t.Parallel()
	const quoting = `{"code":"INVALID_PARAMETERS","message":"hunter2 and 987654 and rosebud are odd, says session-key-for-tests","requestId":"r"}`
	c := serve(t, opening(),
		step{"POST /accounts", sessionKey, `{"providerId":"p","option":"o","credentials":{"password":"hunter2"}}`, 400, quoting},
		step{"POST /accounts/a/mfa", sessionKey, `{"code":"987654"}`, 400, quoting},
		step{"POST /accounts/a/mfa", sessionKey, `{"answers":{"q":"rosebud"}}`, 400, quoting})
	open(t, c)
	ctx := t.Context()
	_, err := c.CreateAccount(ctx, wire.LoginRequest{ProviderID: "p", Option: "o", Credentials: map[string]wire.Secret{"password": "hunter2"}})
	wantHidden(t, err, "hunter2")
	_, err = c.AnswerMFA(ctx, "a", wire.MFAAnswer{Code: "987654"})
	wantHidden(t, err, "987654")
	_, err = c.AnswerMFA(ctx, "a", wire.MFAAnswer{Answers: map[string]wire.Secret{"q": "rosebud"}})
	wantHidden(t, err, "rosebud")
}

func wantHidden(t *testing.T, err error, secret string) {
	t.Helper()
	wantKind(t, err, api.KindInvalid)
	if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, secret) || strings.Contains(text, sessionKey) {
		t.Errorf("a secret is in %s", text)
	}
}

func TestNoVerbPrintsTheSessionKey(t *testing.T) {
	t.Parallel()
	c := serve(t, opening())
	session := open(t, c)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(verb+verb, c, session); strings.Contains(text, sessionKey) {
			t.Errorf("%s: %s", verb, text)
		}
	}
}

func TestBaseURLNamesItsVariable(t *testing.T) {
	t.Parallel()
	_, err := link.New(link.Config{BaseURL: "127.0.0.1:8970/link/v1", BaseURLName: "LINK_API_HOST"})
	var bad *api.BaseURLError
	if !errors.As(err, &bad) || !strings.HasPrefix(err.Error(), "LINK_API_HOST ") {
		t.Errorf("got %v", err)
	}
}

// anyone answers every call as a host of the contract would, without a network.
type anyone struct{}

func (anyone) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := ok(pending)
	if r.Method == http.MethodPost {
		answer = opening().answer
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Request: r, ContentLength: -1,
		Body: io.NopCloser(strings.NewReader(answer)),
	}, nil
}

// TestSessionMayBeReplacedWhileInUse is for the race detector.
func TestSessionMayBeReplacedWhileInUse(t *testing.T) {
	t.Parallel()
	c, err := link.New(link.Config{BaseURL: "http://host.example/link/v1", HTTP: &http.Client{Transport: anyone{}}})
	if err != nil {
		t.Fatal(err)
	}
	open(t, c)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := c.OpenSession(t.Context(), linkToken, wire.WidgetOptions{}); err != nil {
				t.Error(err)
			}
		})
		wg.Go(func() {
			if a, err := c.Account(t.Context(), "a"); err != nil || a.ID != "a/1" {
				t.Errorf("got %+v, %v", a, err)
			}
		})
	}
	wg.Wait()
}
