package api_test

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

// watched is a client whose attempts are collected.
func watched(t *testing.T, steps ...step) (*api.Client, *[]api.Exchange) {
	t.Helper()
	var seen []api.Exchange
	c := client(t, stub(t, steps...), func(cfg *api.Config) {
		cfg.Observe = func(x api.Exchange) { seen = append(seen, x) }
	})
	return c, &seen
}

func TestObserveIsToldOfEveryAttempt(t *testing.T) {
	t.Parallel()
	const call = "GET /v1/accounts?cursor=c+1&size=5&userId=u%2F1"
	c, seen := watched(t,
		step{call, hijack(t, "")},
		step{call, with("Retry-After", "3", envelope(429, "REQUEST_LIMIT_EXCEEDED", "null"))},
		step{call, with("X-Served-By", "stub", envelope(200, "OK", `{"items":[]}`))})
	if _, err := c.AccountsPage(t.Context(), api.ListOptions{Size: 5, Cursor: "c 1", UserID: "u/1"}); err != nil {
		t.Fatal(err)
	}
	if len(*seen) != 3 {
		t.Fatalf("told of %d attempts", len(*seen))
	}
	cut, limited, good := (*seen)[0], (*seen)[1], (*seen)[2]
	for i, x := range *seen {
		if x.Method != http.MethodGet || x.Path != "/accounts?cursor=c+1&size=5&userId=u%2F1" || x.Attempt != i+1 ||
			!strings.HasSuffix(x.URL, "/v1"+x.Path) || !strings.HasPrefix(x.URL, "http://127.0.0.1:") {
			t.Errorf("attempt %d: %s %s %s", x.Attempt, x.Method, x.Path, x.URL)
		}
	}
	if cut.Status != 0 || cut.Code != "" || cut.Err == "" || !cut.Started.Equal(start) {
		t.Errorf("first: %+v", cut)
	}
	if limited.Status != 429 || limited.Code != wire.CodeRequestLimitExceeded || limited.RequestID != "req-1" || limited.Err == "" {
		t.Errorf("second: %+v", limited)
	}
	if good.Status != 200 || good.Code != wire.CodeOK || good.Err != "" || good.ResponseHeader.Get("X-Served-By") != "stub" ||
		good.Started.Sub(limited.Started) != 3*time.Second || !strings.Contains(string(good.ResponseBody), `"items":[]`) || good.ResponseSize != int64(len(good.ResponseBody)) {
		t.Errorf("third: %+v", good)
	}
}

func TestExchangeHasWhatWasSent(t *testing.T) {
	t.Parallel()
	c, seen := watched(t, step{"POST /v1/users", func(w http.ResponseWriter, r *http.Request) {
		key, secret, _ := r.BasicAuth()
		if key != testKey || secret != testSecret || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("headers are %v", r.Header)
		}
		envelope(201, "CREATED", `{"user":`+oneUser+`,"token":{"accessToken":"tok"}}`)(w, r)
	}})
	created, err := c.CreateUser(t.Context(), wire.UserRequest{ExternalMetadata: map[string]string{"a": "b"}})
	if err != nil || created.Token.AccessToken.Reveal() != "tok" {
		t.Fatalf("got %+v, %v", created, err)
	}
	x := (*seen)[0]
	pair := base64.StdEncoding.EncodeToString([]byte(testKey + ":" + testSecret))
	if x.RequestHeader.Get("Authorization") != "Basic "+pair || string(x.RequestBody) != `{"externalMetadata":{"a":"b"}}` {
		t.Errorf("got %+v", x)
	}
}

func TestExchangeKeepsTheBeginningOfALargeBody(t *testing.T) {
	t.Parallel()
	body := `{"code":"OK","data":{"id":"u"}}` + strings.Repeat(" ", 2*api.KeptBody)
	c, seen := watched(t, step{"GET /v1/users/u", reply(200, body)}, step{"GET /v1/users/u", reply(200, `{"code":"OK","data":{"id":"v"}}`)})
	for range 2 {
		if _, err := c.User(t.Context(), "u"); err != nil {
			t.Fatal(err)
		}
	}
	x := (*seen)[0]
	if len(x.ResponseBody) != api.KeptBody || x.ResponseSize != int64(len(body)) {
		t.Errorf("kept %d of %d bytes, want %d of %d", len(x.ResponseBody), x.ResponseSize, api.KeptBody, len(body))
	}
	if !bytes.HasPrefix(x.ResponseBody, []byte(`{"code":"OK","data":{"id":"u"}}`)) {
		t.Error("the next call overwrote what was kept")
	}
}

func TestNothingIsObservedOfWhatIsNotSent(t *testing.T) {
	t.Parallel()
	c, seen := watched(t)
	_, err := c.User(t.Context(), "")
	wantKind(t, err, api.KindInvalid)
	if len(*seen) != 0 {
		t.Errorf("told of %+v", *seen)
	}
}
