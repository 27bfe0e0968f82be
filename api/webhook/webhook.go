// Package webhook is what both ends of a webhook's delivery agree on: the POST, and the
// signature of its body.
//
// It must not send or receive anything, and it knows no event.
package webhook

import (
	"crypto/hmac"
	"crypto/sha512"
	"encoding/hex"
	"time"

	"winkterm/api/wire"
)

// SignatureHeader is the header that Sign is for.
const SignatureHeader = "Smile-Signature"

// Post is one delivery as it arrives.
type Post struct {
	// At is when it arrived, by the clock of whoever received it.
	At time.Time
	// Signature is the Smile-Signature, empty without one.
	Signature string
	// Body is JSON of a wire.Event, unless it was spoilt on the way. It has personal data
	// in clear, and must not be changed.
	Body []byte
}

// Sign is the hexadecimal HMAC-SHA512 of the exact body with a webhook's secret.
func Sign(secret wire.Secret, body []byte) string { return hex.EncodeToString(mac(secret, body)) }

// Verify says whether a signature is that of the exact body. The time that it takes does
// not depend on where they differ.
func Verify(secret wire.Secret, body []byte, signature string) bool {
	given, err := hex.DecodeString(signature)
	return err == nil && hmac.Equal(given, mac(secret, body))
}

func mac(secret wire.Secret, body []byte) []byte {
	h := hmac.New(sha512.New, []byte(secret.Reveal()))
	h.Write(body)
	return h.Sum(nil)
}
