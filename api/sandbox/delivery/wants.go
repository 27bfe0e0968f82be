package delivery

import (
	"crypto/hmac"
	"crypto/sha512"
	"encoding/hex"
	"slices"

	"winkterm/api/wire"
)

// Wants says whether a webhook gets events of a type: it is active, and registered for
// the type or for ALL_EVENTS.
func Wants(w wire.Webhook, t wire.WebhookEventType) bool {
	return w.Active && (slices.Contains(w.EventTypes, t) || slices.Contains(w.EventTypes, wire.EventAll))
}

// SignatureHeader is the header that Sign is for.
const SignatureHeader = "Smile-Signature"

// Sign is the hexadecimal HMAC-SHA512 of the exact body with a webhook's secret.
func Sign(secret wire.Secret, body []byte) string {
	h := hmac.New(sha512.New, []byte(secret.Reveal()))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}
