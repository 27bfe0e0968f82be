package tenant

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// The bounds of a user's metadata in the specification.
const (
	metadataPairs = 5
	metadataKey   = 50
	metadataValue = 500
)

// metadata are those of a request, in which null is no text.
func metadata(given map[string]*string) (map[string]string, error) {
	const field = "externalMetadata"
	if len(given) > metadataPairs {
		return nil, web.Invalid(field, "has more than %d pairs", metadataPairs)
	}
	pairs := map[string]string{}
	for k, v := range given {
		switch {
		case v == nil:
			return nil, web.Invalid(field, "a value must be text, not null")
		case !ascii(k) || !ascii(*v):
			return nil, web.Invalid(field, "must be ASCII")
		case len(k) > metadataKey || len(*v) > metadataValue:
			return nil, web.Invalid(field, "a key may have %d characters and a value %d", metadataKey, metadataValue)
		}
		pairs[k] = *v
	}
	return pairs, nil
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// createUser serves create-user: the user and a link token at once.
func (t *Tenant) createUser(c *web.Call) (any, error) {
	var body struct { // wire.UserRequest
		ExternalMetadata map[string]*string `json:"externalMetadata"`
	}
	if err := c.Decode(&body); err != nil {
		return nil, err
	}
	pairs, err := metadata(body.ExternalMetadata)
	if err != nil {
		return nil, err
	}
	tx := t.st.Begin()
	defer tx.End()
	u := t.users.Add(tx, pairs)
	return wire.UserCreated{User: t.showUser(tx, u), Token: t.users.Issue(tx, u.ID)}, nil
}

// createToken serves create-token.
func (t *Tenant) createToken(c *web.Call) (any, error) {
	id, err := c.IDParameter("userId")
	if err != nil {
		return nil, err
	}
	tx := t.st.Begin()
	defer tx.End()
	if _, err := web.Find(tx, t.users.Rows, "userId", id); err != nil {
		return nil, err
	}
	return t.users.Issue(tx, id), nil
}

// showUser is the user with the providers that are connected now, for list-users and
// get-user.
func (t *Tenant) showUser(tx *state.Tx, u *user.User) wire.User {
	connected := []string{}
	for _, a := range t.accounts.Rows.Owned(tx, u.ID) {
		if a.Status(tx.Now) == wire.StatusConnected && !slices.Contains(connected, a.ProviderID) {
			connected = append(connected, a.ProviderID)
		}
	}
	return wire.User{
		ID: u.ID, ExternalMetadata: maps.Clone(u.Metadata), CreatedAt: u.CreatedAt, Providers: connected,
		Session: t.session(tx, u),
	}
}

// resetSession serves reset-user-session. What the user has shared so far is no
// part of the session any more; the accounts and archives themselves, and the
// lists, stay as they are.
func (t *Tenant) resetSession(tx *state.Tx, _ *web.Call, u *user.User) (any, error) {
	u.SessionSince, u.Completed = tx.Now, false
	t.users.Rows.Changed(tx, u)
	t.events.Add(tx, event.Event{Type: "USER_SESSION_RESET", UserID: u.ID, Data: wire.EventData{Session: t.session(tx, u)}})
	return nil, nil
}

// session is the user's session as the specification has it: COMPLETED once an
// account was connected or an archive analysed since it began.
func (t *Tenant) session(tx *state.Tx, u *user.User) *wire.UserSession {
	out := &wire.UserSession{UserID: u.ID, Channel: wire.ChannelDefault, Status: wire.SessionInProgress}
	_, connected := t.accounts.FirstConnected(tx, u.ID, u.SessionSince)
	if connected || t.archives.AnalysedAfter(tx, u.ID, u.SessionSince) {
		out.Status = wire.SessionCompleted
	}
	return out
}

// payload serves get-user-session-payload: what was shared in the user's present
// session.
func (t *Tenant) payload(tx *state.Tx, _ *web.Call, u *user.User) (any, error) {
	return t.data.Payload(tx, t.session(tx, u), u.SessionSince)(), nil
}
