package flow

import (
	"slices"
	"time"

	"winkterm/api/wire"
)

// Session is what is known of the user and of the link token; the token itself
// never comes here.
type Session struct {
	UserID    string
	Mode      wire.Mode
	ExpiresAt time.Time
	// ExpiryFired says that onTokenExpired fired for the present token.
	ExpiryFired bool
	Template    wire.Template
	// Fired are the callbacks that fired for an account or archive, by callbackKey; none
	// fires twice.
	Fired map[string]bool
	// Found is the account or archive of the options, where the host had to say whose it is.
	Found Found
	// CloseReason is how the session was closed, empty while it is open.
	CloseReason wire.CloseReason
}

// Production says that the session is not a sandbox's.
func (s Session) Production() bool { return s.Mode == wire.ModeProduction }

// ProviderTypes lists the types of providers that the session offers, in the order in which
// they are shown.
func (s Session) ProviderTypes() []wire.ProviderType {
	types := wire.ProviderTypes()
	if only := s.Template.Types; len(only) > 0 {
		types = slices.DeleteFunc(types, func(t wire.ProviderType) bool { return !slices.Contains(only, t) })
	}
	return types
}

// HasFired says that a callback fired for the account or archive of the id.
func (s Session) HasFired(name wire.CallbackName, id string) bool {
	return s.Fired[callbackKey(name, id)]
}

// callbackKey is a callback of an account or archive.
func callbackKey(name wire.CallbackName, id string) string { return string(name) + " " + id }
