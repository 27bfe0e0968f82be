package sandbox

import (
	"maps"
	"slices"
	"time"

	"winkterm/api/wire"
)

// The bounds of a user's metadata in the specification.
const (
	metadataPairs = 5
	metadataKey   = 50
	metadataValue = 500
)

func checkMetadata(m map[string]string) error {
	const field = "externalMetadata"
	if len(m) > metadataPairs {
		return invalid(field, "has more than %d pairs", metadataPairs)
	}
	for k, v := range m {
		if !ascii(k) || !ascii(v) {
			return invalid(field, "must be ASCII")
		}
		if len(k) > metadataKey || len(v) > metadataValue {
			return invalid(field, "a key may have %d characters and a value %d", metadataKey, metadataValue)
		}
	}
	return nil
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] > 127 {
			return false
		}
	}
	return true
}

// createUser serves POST /users: the user and a link token at once.
func (s *Server) createUser(c *call) (any, error) {
	var body wire.UserRequest
	if _, err := decode(c, &body); err != nil {
		return nil, err
	}
	if err := checkMetadata(body.ExternalMetadata); err != nil {
		return nil, err
	}
	defer s.hold(c)()
	u := s.addUser(body.ExternalMetadata, c.now)
	return wire.UserCreated{User: s.showUser(u, c.now), Token: s.issueToken(u.ID, c.now)}, nil
}

// addUser makes a user. Server.mu must be held.
func (s *Server) addUser(metadata map[string]string, now time.Time) *user {
	users := &s.state.users
	u := &user{
		entry:    entry{ID: s.seed.id("tenant-", uint64(users.next)), CreatedAt: now},
		Metadata: maps.Clone(metadata),
	}
	if u.Metadata == nil {
		u.Metadata = map[string]string{}
	}
	users.add(u)
	return u
}

// createToken serves POST /tokens?userId=.
func (s *Server) createToken(c *call) (any, error) {
	id, err := c.idParameter("userId")
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	if s.state.users.byID[id] == nil {
		return nil, missing("there is no user of this userId")
	}
	return s.issueToken(id, c.now), nil
}

// maxID is the longest id that the specification allows in a path or parameter.
const maxID = 200

// idParameter gives a parameter that must name something.
func (c *call) idParameter(name string) (string, error) {
	id := c.r.URL.Query().Get(name)
	if id == "" || len(id) > maxID {
		return "", invalid(name, "is wanted, up to %d characters", maxID)
	}
	return id, nil
}

// listUsers serves GET /users.
func (s *Server) listUsers(c *call) (any, error) {
	q, err := readQuery(c.r, "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	return newestFirst(s.state.users.all, q, nil, func(u *user) wire.User { return s.showUser(u, c.now) })
}

// getUser serves GET /users/{id}.
func (s *Server) getUser(c *call) (any, error) {
	defer s.hold(c)()
	u := s.state.users.byID[c.r.PathValue("id")]
	if u == nil {
		return nil, missing("there is no user of this id")
	}
	return s.showUser(u, c.now), nil
}

// showUser is the user with the providers that are connected now.
func (s *Server) showUser(u *user, now time.Time) wire.User {
	connected := []string{}
	for _, a := range s.state.accounts.owned[u.ID] {
		if a.Line.current(now).Status == wire.StatusConnected && !slices.Contains(connected, a.ProviderID) {
			connected = append(connected, a.ProviderID)
		}
	}
	return wire.User{
		ID: u.ID, ExternalMetadata: maps.Clone(u.Metadata), CreatedAt: u.CreatedAt, Providers: connected,
		Session: s.sessionOf(u, now),
	}
}
