package wire

import "time"

// Mode tells a sandbox key from a production key.
type Mode string

// The modes of a token.
const (
	ModeSandbox    Mode = "SANDBOX"
	ModeProduction Mode = "PRODUCTION"
)

// User is the person who lets Smile fetch their data.
type User struct {
	ID               string            `json:"id"`
	ExternalMetadata map[string]string `json:"externalMetadata"`
	CreatedAt        time.Time         `json:"createdAt"`
	// Providers is deprecated by the specification and still required by it.
	Providers []string     `json:"providers"`
	Session   *UserSession `json:"session,omitempty"`
}

// UserSession is the user's session as the specification has it; it has nothing
// to do with a session of the Link contract.
type UserSession struct {
	UserID    string `json:"userId"`
	Channel   string `json:"channel,omitempty"`
	ChannelID string `json:"channelId,omitempty"`
	Status    string `json:"status"`
}

// ChannelDefault is the channel of a UserSession that came another way than by a Wink
// site.
const ChannelDefault = "Default"

// The statuses of a UserSession; the specification has REVOKED too.
const (
	SessionInProgress = "IN_PROGRESS"
	SessionCompleted  = "COMPLETED"
)

// UserRequest is the body of POST /users, the schema UserPostRequest. Metadata: at most 5 pairs, ASCII,
// keys up to 50 and values up to 500 characters.
type UserRequest struct {
	ExternalMetadata map[string]string `json:"externalMetadata,omitempty"`
}

// UserCreated is what POST /users answers, the data of the schema UserPostResponse:
// the user and a link token at once.
type UserCreated struct {
	User  User  `json:"user"`
	Token Token `json:"token"`
}

// Token is a link token: single use, five hours long.
type Token struct {
	ID          string    `json:"id,omitempty"`
	ExpiresAt   time.Time `json:"expiresAt"`
	Mode        Mode      `json:"mode"`
	AccessToken Secret    `json:"accessToken"`
}
