package api_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

const htmlPage = "<!DOCTYPE html><title>Sign in</title>"

// verdicts are answers to POST /tokens, which is sent once whatever comes
// (but for 429).
var verdicts = map[string]struct {
	answer http.HandlerFunc
	kind   api.Kind
	code   wire.Code
}{
	"401 token":           {envelope(401, "INVALID_TOKEN", "null"), api.KindKeyRefused, wire.CodeInvalidToken},
	"400 credentials":     {envelope(400, "INVALID_CREDENTIALS", "null"), api.KindKeyRefused, wire.CodeInvalidCredentials},
	"401 without body":    {reply(401, ""), api.KindKeyRefused, ""},
	"403":                 {envelope(403, "UNAUTHORIZED_ACCESS", "null"), api.KindForbidden, wire.CodeUnauthorizedAccess},
	"404":                 {envelope(404, "MISSING_RESOURCE", "{}"), api.KindMissing, wire.CodeMissingResource},
	"400 parameters":      {envelope(400, "INVALID_PARAMETERS", "[]"), api.KindInvalid, wire.CodeInvalidParameters},
	"400 unknown code":    {envelope(400, "NEW_CODE", "7"), api.KindInvalid, "NEW_CODE"},
	"409":                 {envelope(409, "NEW_CODE", "null"), api.KindInvalid, "NEW_CODE"},
	"415":                 {envelope(415, "UNSUPPORTED_TYPE", "null"), api.KindUnsupported, wire.CodeUnsupportedType},
	"501":                 {envelope(501, "UNSUPPORTED_METHOD", "null"), api.KindUnsupported, wire.CodeUnsupportedMethod},
	"405":                 {envelope(405, "X", "null"), api.KindUnsupported, "X"},
	"500":                 {envelope(500, "SERVER_ERROR", "null"), api.KindServerDown, wire.CodeServerError},
	"503":                 {envelope(503, "SERVER_UNAVAILABLE", "null"), api.KindServerDown, wire.CodeServerUnavailable},
	"502 HTML":            {reply(502, htmlPage), api.KindServerDown, ""},
	"504":                 {envelope(504, "TIME_LIMIT_EXCEEDED", "null"), api.KindTimeout, wire.CodeTimeLimitExceeded},
	"504 HTML":            {reply(504, htmlPage), api.KindTimeout, ""},
	"201 error code":      {envelope(201, "SERVER_ERROR", "null"), api.KindServerDown, wire.CodeServerError},
	"HTML page":           {reply(200, htmlPage), api.KindNotEnvelope, ""},
	"HTML 404":            {reply(404, htmlPage), api.KindNotEnvelope, ""},
	"gateway's JSON":      {reply(403, `{"message":"Forbidden"}`), api.KindNotEnvelope, ""},
	"empty body":          {reply(201, ""), api.KindNotEnvelope, ""},
	"a list":              {reply(201, `[]`), api.KindNotEnvelope, ""},
	"broken JSON":         {reply(201, `{"code":"OK",,}`), api.KindNotEnvelope, ""},
	"two values":          {reply(201, `{"code":"OK"}{"code":"OK"}`), api.KindNotEnvelope, ""},
	"no data":             {reply(201, `{"code":"CREATED","requestId":"r"}`), api.KindNotEnvelope, wire.CodeCreated},
	"null data":           {envelope(201, "CREATED", "null"), api.KindNotEnvelope, wire.CodeCreated},
	"data of other shape": {envelope(201, "CREATED", `{"expiresAt":7}`), api.KindNotEnvelope, wire.CodeCreated},
	"data that is a list": {envelope(201, "CREATED", `[1]`), api.KindNotEnvelope, wire.CodeCreated},
	"redirect":            {with("Location", "https://elsewhere.example/login?token=x", reply(302, "")), api.KindNotEnvelope, ""},
	"JSON cut short":      {reply(201, `{"code":"CREATED","data":{"expi`), api.KindCutOff, ""},
}

func TestVerdicts(t *testing.T) {
	t.Parallel()
	for name, tc := range verdicts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := client(t, stub(t, step{"POST /v1/tokens?userId=u-1", tc.answer}))
			_, err := c.RefreshToken(t.Context(), "u-1")
			e := checkError(t, err, tc.kind)
			if e.Code != tc.code || e.Op != "POST /tokens" || e.HTTPStatus == 0 {
				t.Errorf("got op %q, status %d, code %q; want code %q", e.Op, e.HTTPStatus, e.Code, tc.code)
			}
		})
	}
}

// wantKind wants an *Error of a kind whose texts can be shown.
func wantKind(t *testing.T, err error, kind api.Kind) {
	t.Helper()
	_ = checkError(t, err, kind)
}

// checkError is wantKind for a test that looks closer.
func checkError(t *testing.T, err error, kind api.Kind) *api.Error {
	t.Helper()
	var e *api.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an *api.Error", err)
	}
	if e.Kind != kind {
		t.Fatalf("got %q (%v), want %q", e.Kind, err, kind)
	}
	if got, ok := api.KindOf(err); !ok || got != kind {
		t.Errorf("KindOf = %v, %t", got, ok)
	}
	text := err.Error()
	if len(text) > 1500 || strings.ContainsAny(text, "\n\x1b\x00") || !strings.Contains(text, e.Advice()) {
		t.Errorf("text is not fit to be shown: %q", text)
	}
	for _, secret := range []string{testKey, testSecret} {
		if strings.Contains(text, secret) {
			t.Errorf("a secret is in %q", text)
		}
	}
	return e
}

func TestErrorKeepsWhatTheServerSaid(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t, step{"GET /v1/users/u-1", envelope(404, "MISSING_RESOURCE", "null")}))
	_, err := c.User(t.Context(), "u-1")
	e := checkError(t, err, api.KindMissing)
	if e.Message != "said so" || e.RequestID != "req-1" || e.HTTPStatus != 404 {
		t.Errorf("got %+v", e)
	}
	want := `GET /users/u-1: not found (404 MISSING_RESOURCE, request req-1): "said so"; check the id`
	if !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got  %s\nwant %s…", err, want)
	}
}

func TestHalfABodyIsCutOff(t *testing.T) {
	t.Parallel()
	half := "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"code\":\"OK\",\"data\":{"
	for name, raw := range map[string]string{
		"half a body": half,
		"half a head": "HTTP/1.1 200 OK\r\nContent-Le",
		"nothing":     "",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := client(t, stub(t, step{"POST /v1/users", hijack(t, raw)}))
			_, err := c.CreateUser(t.Context(), wire.UserRequest{})
			e := checkError(t, err, api.KindCutOff)
			if !strings.Contains(e.Advice(), "carried out") {
				t.Errorf("no warning that the user may exist: %q", e.Advice())
			}
		})
	}
}

func TestNotHTTPAtAll(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t, step{"POST /v1/users", hijack(t, "SSH-2.0-OpenSSH_9.6\r\n")}))
	_, err := c.CreateUser(t.Context(), wire.UserRequest{})
	wantKind(t, err, api.KindNotEnvelope)
}

func askUser(ctx context.Context, c *api.Client) error {
	_, err := c.User(ctx, "u")
	return err
}

func TestHangingServerTimesOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		took, err := slowly(t, func(_ http.ResponseWriter, r *http.Request) { sleep(r, time.Hour) }, askUser)
		e := checkError(t, err, api.KindTimeout)
		if e.HTTPStatus != 0 || took != api.Timeout || !strings.Contains(e.Error(), "no answer within 30s") {
			t.Errorf("took %s: %v", took, e)
		}
	})
}

func TestHangingBodyTimesOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		took, err := slowly(t, func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write([]byte(`{"code":`))
			_ = http.NewResponseController(w).Flush()
			sleep(r, time.Hour)
		}, askUser)
		wantKind(t, err, api.KindTimeout)
		if took != api.Timeout {
			t.Errorf("took %s", took)
		}
	})
}

func TestCancelledWhileTheServerHangs(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	server := stub(t, step{"GET /v1/users/u", func(http.ResponseWriter, *http.Request) { cancel(); <-release }})
	defer close(release)
	_, err := client(t, server).User(ctx, "u")
	wantKind(t, err, api.KindCancelled)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v is not context.Canceled", err)
	}
}

func TestDeadlineOfTheCaller(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithDeadline(t.Context(), start)
	defer cancel()
	_, err := client(t, stub(t)).User(ctx, "u")
	wantKind(t, err, api.KindTimeout)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v is not context.DeadlineExceeded", err)
	}
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		dial   error
		advice string
		tries  int
	}{
		"no such host":   {&net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}, "does not resolve: check the spelling in OPEN_API_HOST", 1},
		"resolver fails": {&net.DNSError{Err: "server misbehaving", Name: "x", IsTemporary: true}, "does not resolve", 3},
		"no route":       {errors.New("no route to host"), "check OPEN_API_HOST", 1},
		"proxy":          {&net.OpError{Op: "proxyconnect", Err: errors.New("refused")}, "HTTPS_PROXY", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tries := 0
			transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
				tries++
				return nil, tc.dial
			}}
			c := client(t, stub(t), func(cfg *api.Config) { cfg.HTTP = &http.Client{Transport: transport} })
			_, err := c.User(t.Context(), "u")
			e := checkError(t, err, api.KindUnreachable)
			if !strings.Contains(e.Advice(), tc.advice) || tries != tc.tries {
				t.Errorf("after %d tries, want %d: %q, want %q in it", tries, tc.tries, e.Advice(), tc.advice)
			}
		})
	}
}

func TestTLSFailures(t *testing.T) {
	t.Parallel()
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = quietLog()
	secure.StartTLS()
	defer secure.Close()
	plain := stub(t)
	for name, tc := range map[string]struct{ base, advice string }{
		"unknown certificate": {secure.URL, "certificate is not trusted"},
		"no TLS there":        {strings.Replace(plain.URL, "http:", "https:", 1), "does not speak TLS"},
	} {
		transport := &http.Transport{}
		c := client(t, plain, func(cfg *api.Config) {
			cfg.BaseURL, cfg.HTTP = tc.base, &http.Client{Transport: transport}
		})
		_, err := c.User(t.Context(), "u")
		e := checkError(t, err, api.KindUnreachable)
		if !strings.Contains(e.Advice(), tc.advice) {
			t.Errorf("%s: %v: %q", name, err, e.Advice())
		}
		transport.CloseIdleConnections()
	}
}

func TestOversizedBody(t *testing.T) {
	t.Parallel()
	big := strings.Repeat(" ", 1<<20)
	for name, announced := range map[string]bool{"announced": true, "chunked": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := stub(t, step{"GET /v1/users/u", func(w http.ResponseWriter, _ *http.Request) {
				if announced {
					w.Header().Set("Content-Length", "34603008")
				}
				for range 33 {
					if _, err := w.Write([]byte(big)); err != nil {
						return
					}
				}
			}})
			_, err := client(t, server).User(t.Context(), "u")
			e := checkError(t, err, api.KindNotEnvelope)
			if !strings.Contains(e.Error(), "larger than 32 MiB") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestBodyOfTheLargestSizeIsRead(t *testing.T) {
	t.Parallel()
	body := `{"code":"OK","requestId":"r","data":{"id":"u"}}`
	padding := strings.Repeat(" ", api.MaxBody-len(body))
	server := stub(t, step{"GET /v1/users/u", reply(200, body+padding)})
	user, err := client(t, server).User(t.Context(), "u")
	if err != nil || user.ID != "u" {
		t.Errorf("got %+v, %v", user, err)
	}
}

func TestIDsThatCannotBe(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t))
	for _, id := range []string{"", ".", ".."} {
		_, err := c.User(t.Context(), id)
		wantKind(t, err, api.KindInvalid)
	}
}

func TestMissingKeySendsNothing(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*api.Config){
		"no key":    func(cfg *api.Config) { cfg.Key = "" },
		"no secret": func(cfg *api.Config) { cfg.Secret = "" },
		"colon":     func(cfg *api.Config) { cfg.Key = "a:b" },
	} {
		_, err := client(t, stub(t), change).User(t.Context(), "u")
		e := checkError(t, err, api.KindKeyRefused)
		if !strings.Contains(e.Advice(), "API_KEY and API_SECRET") {
			t.Errorf("%s: %q", name, e.Advice())
		}
	}
}
