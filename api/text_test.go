package api_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"winkterm/api"
	"winkterm/api/wire"
)

func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }

// echo quotes the credentials of the request in its message, in all forms.
func echo(w http.ResponseWriter, r *http.Request) {
	key, secret, _ := r.BasicAuth()
	w.WriteHeader(http.StatusUnauthorized)
	_, _ = fmt.Fprintf(w, `{"code":"INVALID_TOKEN","message":"bad %s %s %s","requestId":"r"}`,
		key, secret, r.Header.Get("Authorization"))
}

func TestServerThatQuotesTheKey(t *testing.T) {
	t.Parallel()
	c := client(t, stub(t, step{"GET /v1/users/u", echo}))
	_, err := c.User(t.Context(), "u")
	e := checkError(t, err, api.KindKeyRefused)
	if want := "bad •••••• •••••• Basic ••••••"; e.Message != want {
		t.Errorf("message is %q, want %q", e.Message, want)
	}
}

func TestTextsOfTheServerAreBoundedAndHarmless(t *testing.T) {
	t.Parallel()
	message := `\u001b[2J\u0000\r\n\u202e` + strings.Repeat("ü", 5000)
	long := strings.Repeat("x", 5000)
	body := fmt.Sprintf(`{"code":%q,"message":"%s","requestId":%q}`, long, message, long)
	c := client(t, stub(t, step{"GET /v1/users/u", reply(400, body)}))
	_, err := c.User(t.Context(), "u")
	e := checkError(t, err, api.KindInvalid)
	for name, text := range map[string]string{"message": e.Message, "code": string(e.Code), "requestId": e.RequestID} {
		if n := utf8.RuneCountInString(text); n > 301 || strings.ContainsAny(text, "\x1b\x00\r\n\u202e") {
			t.Errorf("%s has %d characters: %q", name, n, text)
		}
	}
}

func TestLongIDIsCutInTheText(t *testing.T) {
	t.Parallel()
	id := strings.Repeat("9", 5000)
	c := client(t, stub(t, step{"GET /v1/users/" + id, envelope(404, "MISSING_RESOURCE", "null")}))
	_, err := c.User(t.Context(), id)
	wantKind(t, err, api.KindMissing)
}

func TestNoVerbPrintsASecret(t *testing.T) {
	t.Parallel()
	server := stub(t)
	cfg := api.Config{BaseURL: server.URL, Key: testKey, Secret: testSecret}
	c := client(t, server)
	caller, err := api.NewTransport(api.Config{BaseURL: server.URL}, api.Bearer(testSecret))
	if err != nil {
		t.Fatal(err)
	}
	call := api.Call{Hide: []wire.Secret{testSecret}}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		for _, value := range []any{cfg, &cfg, c, *c, caller, *caller, api.Basic(testKey, testSecret), call} {
			text := fmt.Sprintf(verb, value)
			if strings.Contains(text, testKey) || strings.Contains(text, testSecret) ||
				strings.Contains(text, fmt.Sprintf("%x", testSecret)) {
				t.Errorf("%s of %T prints a secret: %s", verb, value, text)
			}
		}
	}
}

func TestEveryKindHasItsOwnText(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for kind := api.KindKeyRefused; kind <= api.KindFile; kind++ {
		advice := (&api.Error{Kind: kind, Op: "GET /users"}).Advice()
		if seen[kind.String()] || seen[advice] || advice == "" || strings.HasPrefix(kind.String(), "kind ") {
			t.Errorf("kind %d: %q, %q", kind, kind, advice)
		}
		seen[kind.String()], seen[advice] = true, true
	}
}

func TestKindOfAForeignError(t *testing.T) {
	t.Parallel()
	if kind, ok := api.KindOf(io.EOF); ok || kind != 0 {
		t.Errorf("got %v, %t", kind, ok)
	}
}
