package control

import (
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// link serves POST /_sandbox/link: the account is there at once, as it would be
// after all calls and waits of a login. Without a user it makes one.
func (s *Control) link(_ *web.Call, body *wire.SandboxLink) (any, error) {
	if err := s.checkUser("userId", body.UserID); err != nil {
		return nil, err
	}
	tx := s.State.Begin()
	defer tx.End()
	return s.Accounts.Link(tx, *body, func() string { return s.Users.Add(tx, nil).ID })
}
