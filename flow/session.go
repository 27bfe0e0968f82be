package flow

import (
	"encoding/json"
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
	// Fired are the callbacks that fired for an account or archive; none fires twice.
	Fired map[CallbackKey]bool
	// CloseReason is how the session was closed, empty while it is open.
	CloseReason wire.CloseReason
}

// Production says that the session is not a sandbox's.
func (s Session) Production() bool { return s.Mode == wire.ModeProduction }

// CallbackKey is a callback that fired for the account or archive of the id.
type CallbackKey struct {
	ID   string
	Name wire.CallbackName
}

// MarshalText lets JSON hold the key in a map.
func (k CallbackKey) MarshalText() ([]byte, error) {
	return json.Marshal([2]string{k.ID, string(k.Name)})
}

// UnmarshalText reads what MarshalText wrote.
func (k *CallbackKey) UnmarshalText(text []byte) error {
	var pair [2]string
	err := json.Unmarshal(text, &pair)
	k.ID, k.Name = pair[0], wire.CallbackName(pair[1])
	return err
}
