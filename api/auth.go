package api

import (
	"encoding/base64"
	"net/http"
	"strings"

	"winkterm/api/wire"
)

// Auth signs requests. Its secrets live in closures, where no verb of fmt finds
// them.
type Auth struct {
	// refused is the kind of a refusal.
	refused Kind
	// missing is set when there is nothing to sign with; such a call fails
	// before anything is sent.
	missing string
	sign    func(http.Header)
	// hide replaces the secrets in a text of the server, which may quote them.
	hide func(string) string
}

// authorized signs by one header, whose secrets are hidden.
func authorized(refused Kind, missing, header string, secrets ...wire.Secret) Auth {
	sign := func(h http.Header) { h.Set("Authorization", header) }
	return Auth{refused: refused, missing: missing, sign: sign, hide: hider(keyMin, secrets...)}
}

// Basic signs with the tenant's API key, as the Open API wants it. A refusal
// is of KindKeyRefused.
func Basic(key, secret wire.Secret) Auth {
	missing := ""
	switch {
	case key == "" || secret == "":
		missing = "there is no API key to sign with"
	case strings.Contains(key.Reveal(), ":"):
		missing = "the API key holds a colon, which no key can"
	}
	pair := base64.StdEncoding.EncodeToString([]byte(key.Reveal() + ":" + secret.Reveal()))
	return authorized(KindKeyRefused, missing, "Basic "+pair, wire.Secret(pair), secret, key)
}

// Bearer signs with a link token or a session's key, as the Link contract wants
// it. A refusal is of KindTokenRefused.
func Bearer(token wire.Secret) Auth {
	missing := ""
	switch {
	case token == "":
		missing = "there is no token to sign with"
	case strings.ContainsFunc(token.Reveal(), notVisible):
		missing = "the token holds characters that no token has"
	}
	return authorized(KindTokenRefused, missing, "Bearer "+token.Reveal(), token)
}

// Unsigned signs nothing, for a host that wants no key, as a sandbox's control
// does. A host that wants one all the same refuses with KindKeyRefused.
func Unsigned() Auth {
	return Auth{refused: KindKeyRefused, sign: func(http.Header) {}, hide: hider(keyMin)}
}

func notVisible(r rune) bool { return r <= ' ' || r > '~' }

// The lengths from which on a secret is looked for in a server's message:
// replacing every "a" would destroy the message and protect nothing, and keys
// that are shorter than keyMin are a sandbox's, known to all.
const (
	keyMin   = 8
	typedMin = 3
)

// hider replaces the secrets that have at least so many bytes.
func hider(atLeast int, secrets ...wire.Secret) func(string) string {
	var pairs []string
	for _, s := range secrets {
		if len(s) >= atLeast {
			pairs = append(pairs, s.Reveal(), s.String())
		}
	}
	return strings.NewReplacer(pairs...).Replace
}
