package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/flow"
)

// loadedSecret gets the page without claiming.
func loadedSecret(t testing.TB, p *Page) string {
	t.Helper()
	return secretOn(t, do(p, request(t.Context(), p, "GET", "", "")).Body.String())
}

func claim(t testing.TB, p *Page, secret string) (int, string) {
	t.Helper()
	w := do(p, request(t.Context(), p, "POST", "claim", fmt.Sprintf(`{"secret":%q}`, secret)))
	return w.Code, w.Body.String()
}

func TestASecretIsGoodForOneClaim(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	secret := loadedSecret(t, p)
	if other := loadedSecret(t, p); other == secret {
		t.Error("two loads with one secret")
	}
	if code, body := claim(t, p, secret); code != http.StatusOK || !strings.Contains(body, "token-1") {
		t.Fatalf("claim: %d %s", code, body)
	}
	h.page(t, flow.PageOpen)
	for name, s := range map[string]string{"replayed": secret, "made up": "ABC", "empty": ""} {
		if code, body := claim(t, p, s); code != http.StatusForbidden || strings.Contains(body, "token-") {
			t.Errorf("%s: %d %s", name, code, body)
		}
	}
	first := loadedSecret(t, p)
	for range secretsKept {
		loadedSecret(t, p)
	}
	if code, _ := claim(t, p, first); code != http.StatusForbidden {
		t.Errorf("a secret before %d others: %d", secretsKept, code)
	}
	if len(p.secrets) > secretsKept {
		t.Errorf("%d secrets are kept", len(p.secrets))
	}
	h.nothing(t)
}

// Only options that are set go to the widget, so that its own defaults hold.
func TestOptionsThatAreSet(t *testing.T) {
	t.Parallel()
	no, yes := false, true
	for name, c := range map[string]struct {
		options wire.WidgetOptions
		api     string
		want    map[string]any
	}{
		"none": {want: map[string]any{}},
		"all": {
			options: wire.WidgetOptions{
				TemplateID: "wtpl-1", Providers: []string{"sss_ph"}, TopProviders: []string{"grab", "upwork"}, EnableUpload: true,
				EnableSearchBar: &no, EnableTypeBar: &yes, EnableConsentPage: &no, CompanyName: `A "Co" <b>`,
			},
			api: "https://link-sandbox.smileapi.io/v1",
			want: map[string]any{
				"templateId": "wtpl-1", "providers": []any{"sss_ph"}, "topProviders": []any{"grab", "upwork"}, "enableUpload": true,
				"enableSearchBar": false, "enableTypeBar": true, "enableConsentPage": false, "companyName": `A "Co" <b>`,
				"apiHost": "https://link-sandbox.smileapi.io/v1",
			},
		},
	} {
		p, _ := made(t, func(cfg *Config, _ *bounds) { cfg.Options, cfg.APIHost = c.options, c.api })
		_, body := claim(t, p, loadedSecret(t, p))
		var got struct {
			Script  string
			Options map[string]any
		}
		if err := json.Unmarshal([]byte(body), &got); err != nil || got.Script != sdk {
			t.Errorf("%s: %s: %v", name, body, err)
		}
		if diff := cmp.Diff(c.want, got.Options); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestEveryLoadHasATokenOfItsOwn(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	for n := 1; n <= 3; n++ {
		if b := loaded(t, p); b.Token.Reveal() != fmt.Sprintf("token-%d", n) {
			t.Errorf("load %d: %s", n, b.Token.Reveal())
		}
		h.page(t, flow.PageOpen)
	}
	if len(p.sessions) != 3 {
		t.Errorf("%d sessions", len(p.sessions))
	}
}

func TestNoTokenIsSaidInTheTerminalAlone(t *testing.T) {
	t.Parallel()
	for name, give := range map[string]func(context.Context) (wire.Secret, error){
		"error": func(context.Context) (wire.Secret, error) { return "", errors.New("the host is down: req-1") },
		"empty": func(context.Context) (wire.Secret, error) { return "", nil },
	} {
		p, h := made(t, func(c *Config, _ *bounds) { c.Token = give })
		code, body := claim(t, p, loadedSecret(t, p))
		if code != http.StatusBadGateway || strings.Contains(body, "req-1") {
			t.Errorf("%s: %d %s", name, code, body)
		}
		if got := h.page(t, flow.PageBroken); name == "error" && !strings.Contains(got.Text, "req-1") {
			t.Errorf("got %q", got.Text)
		}
	}
}

func TestTokensAreBounded(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	for range tokensMax {
		loaded(t, p)
	}
	if code, _ := claim(t, p, loadedSecret(t, p)); code != http.StatusTooManyRequests {
		t.Errorf("one more: %d", code)
	}
	if len(p.sessions) != sessionsKept {
		t.Errorf("%d sessions are kept", len(p.sessions))
	}
}

func TestRenewal(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	if err := p.Renew(t.Context()); !errors.Is(err, ErrNoPage) {
		t.Errorf("without a page: %v", err)
	}
	b := loaded(t, p)
	h.page(t, flow.PageOpen)
	if w := b.post("renew", `{"order":0}`); w.Code != http.StatusConflict {
		t.Errorf("unasked: %d %s", w.Code, w.Body)
	}
	if err := p.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	if what := b.listen(); what != orderRenew {
		t.Fatalf("ordered %q", what)
	}
	if w := b.post("renew", `{"order":7}`); w.Code != http.StatusConflict {
		t.Errorf("another order: %d", w.Code)
	}
	for _, want := range []string{"token-2", "token-3"} { // the first answer may be lost
		if w := b.post("renew", `{"order":1}`); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		h.page(t, flow.PageOpen)
	}
	loaded(t, p)
	h.page(t, flow.PageOpen)
	if w := b.post("renew", `{"order":1}`); w.Code != http.StatusConflict {
		t.Errorf("after another session: %d", w.Code)
	}
	h.nothing(t)
}

// A claim spends its own secret alone.
func TestTwoLoadsClaimOneAfterTheOther(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	first, second := loadedSecret(t, p), loadedSecret(t, p)
	for _, secret := range []string{second, first} {
		if code, body := claim(t, p, secret); code != http.StatusOK {
			t.Errorf("%d %s", code, body)
		}
	}
}

// A renewal that gets no token leaves the page as it is, and the next one mends it.
func TestARenewalThatGetsNoToken(t *testing.T) {
	t.Parallel()
	give, fails := tokens(), false
	p, h := made(t, func(c *Config, _ *bounds) {
		c.Token = func(ctx context.Context) (wire.Secret, error) {
			if fails {
				return "", errors.New("the host is down")
			}
			return give(ctx)
		}
	})
	b := loaded(t, p)
	h.page(t, flow.PageOpen)
	b.send(`{"n":1,"at":"2026-03-01T09:00:00Z","broken":"missing"}`)
	h.page(t, flow.PageBroken)
	if err := p.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	fails = true
	if w := b.post("renew", `{"order":1}`); w.Code != http.StatusBadGateway || strings.Contains(w.Body.String(), "userToken") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	h.page(t, flow.PageBroken)
	h.nothing(t)
	fails = false
	if w := b.post("renew", `{"order":1}`); w.Code != http.StatusOK {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	h.page(t, flow.PageOpen)
	if broken := p.current().broken; broken != "" {
		t.Errorf("still broken: %s", broken)
	}
}

// A body that breaks off is refused with a reason.
func TestABodyThatBreaksOff(t *testing.T) {
	t.Parallel()
	p, _ := made(t, nil)
	b := loaded(t, p)
	r := request(t.Context(), p, "POST", "callbacks", "")
	r.Header.Set("Authorization", "Bearer "+b.Key)
	r.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"items":[`), iotest.ErrReader(io.ErrUnexpectedEOF)))
	if w := do(p, r); w.Code != http.StatusBadRequest || w.Body.String() != "the request did not arrive whole\n" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestBodiesThatAreNotThePages(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	b := loaded(t, p)
	h.page(t, flow.PageOpen)
	for path, bodies := range map[string][]string{
		"claim":  {``, `x`, `[]`, `{"secret":1}`, `{"secret":"x","more":1}`, `{"secret":"x"}{}`, "{\"secret\":\"\xff\"}"},
		"listen": {``, `{"heard":-1}`, `{"heard":"x"}`},
		"renew":  {``, `{"order":1.5}`},
	} {
		for _, body := range bodies {
			if w := b.post(path, body); w.Code != http.StatusBadRequest {
				t.Errorf("%s %s: %d", path, body, w.Code)
			}
		}
		if w := b.post(path, `{"x":"`+strings.Repeat("a", maxBody)+`"}`); w.Code != http.StatusRequestEntityTooLarge {
			t.Errorf("%s, large: %d", path, w.Code)
		}
	}
	h.nothing(t)
}
