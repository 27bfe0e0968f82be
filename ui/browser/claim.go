package browser

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"winkterm/api/wire"
	"winkterm/flow"
)

const (
	// secretsKept is how many loads may wait for their claim.
	secretsKept = 32
	// tokensMax is how many tokens a launch hands out: one for each load and each
	// renewal. Every token is a call of the API.
	tokensMax = 200
)

// newSecret makes the secret of a load, which is good for one claim.
func (p *Page) newSecret() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.secrets) == secretsKept {
		p.secrets = p.secrets[1:]
	}
	p.secrets = append(p.secrets, rand.Text())
	return p.secrets[len(p.secrets)-1]
}

// useSecret says whether a secret is good, which it is no more.
func (p *Page) useSecret(text string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := len(p.secrets)
	p.secrets = slices.DeleteFunc(p.secrets, func(s string) bool { return subtle.ConstantTimeCompare([]byte(s), []byte(text)) == 1 })
	return len(p.secrets) < before
}

// claimed is what a page is given to begin with.
type claimed struct {
	Key     string        `json:"key"`
	Script  string        `json:"script"`
	Options widgetOptions `json:"options"`
	Token   wire.Secret   `json:"userToken"`
}

// widgetOptions are the options under the names of the SDK, as far as they are
// set.
type widgetOptions struct {
	wire.WidgetOptions
	// EnableUpload is off by itself, so off is left out.
	EnableUpload bool   `json:"enableUpload,omitempty"`
	APIHost      string `json:"apiHost,omitempty"`
}

func (p *Page) serveClaim(w http.ResponseWriter, r *http.Request) {
	var claim struct {
		Secret string `json:"secret"`
	}
	if !readInto(w, r, &claim) {
		return
	}
	if !p.useSecret(claim.Secret) {
		http.Error(w, "the secret of this page is spent: load it again", http.StatusForbidden)
		return
	}
	p.claimStarted()
	token, ok := p.token(w, r)
	if !ok {
		p.claimAborted(r.Context())
		return
	}
	p.mu.Lock()
	key := p.startSession().key
	p.mu.Unlock()
	answer(w, claimed{
		Key: key, Script: p.cfg.Script, Token: token,
		Options: widgetOptions{p.cfg.Options, p.cfg.Options.EnableUpload, p.cfg.APIHost},
	})
}

// claimStarted keeps the page from counting as gone while it is loaded again.
func (p *Page) claimStarted() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.notGone()
}

// claimAborted sees to it that a page which left before it had its token counts as
// gone after all, if there was one before.
func (p *Page) claimAborted(ctx context.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if ctx.Err() != nil && p.current() != nil {
		p.goneAfter(p.bounds.left, whyClosed)
	}
}

// serveRenew hands out a token for the order to renew. It may be asked for again
// when the answer was lost; the token of each answer is another one.
func (p *Page) serveRenew(w http.ResponseWriter, r *http.Request, s *session) {
	var renewal struct {
		Order uint64 `json:"order"`
	}
	if !readInto(w, r, &renewal) {
		return
	}
	p.mu.Lock()
	asked := s.order == order{N: renewal.Order, What: orderRenew} // which moving replaces
	p.mu.Unlock()
	if !asked {
		http.Error(w, "no other token was asked for", http.StatusConflict)
		return
	}
	token, ok := p.token(w, r)
	if !ok {
		return
	}
	p.mu.Lock()
	s.broken = ""
	if s == p.current() {
		p.show(flow.PageOpen, "")
	}
	p.mu.Unlock()
	answer(w, struct {
		Token wire.Secret `json:"userToken"`
	}{token})
}

// errNoToken: Config.Token gave an empty one.
var errNoToken = errors.New("the host gave none")

// token gets a link token, or says in the page and in the terminal that there is
// none. The reason is for the terminal alone.
func (p *Page) token(w http.ResponseWriter, r *http.Request) (wire.Secret, bool) {
	if status, why := p.countToken(); status != http.StatusOK {
		http.Error(w, why, status)
		return "", false
	}
	ctx, cancel := context.WithTimeout(r.Context(), p.bounds.token)
	defer cancel()
	token, err := p.cfg.Token(ctx)
	if err == nil && token == "" {
		err = errNoToken
	}
	if err == nil {
		return token, true
	}
	if r.Context().Err() == nil { // otherwise the page has left
		p.mu.Lock()
		p.show(flow.PageBroken, fmt.Sprintf("no link token for the widget, load the page again: %v", err))
		p.mu.Unlock()
	}
	http.Error(w, "the terminal has no link token", http.StatusBadGateway)
	return "", false
}

// countToken counts a token that is asked for, or gives why there is none.
func (p *Page) countToken() (status int, why string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closing:
		return http.StatusServiceUnavailable, "the terminal ends"
	case p.tokens == tokensMax:
		return http.StatusTooManyRequests, "the page has had its tokens: open it anew from the terminal"
	}
	p.tokens++
	return http.StatusOK, ""
}
