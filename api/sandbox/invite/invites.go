package invite

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"time"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/catalogue"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// invite asks a person to link their accounts. It has a user of its own.
type invite struct {
	state.Entry
	Asked  wire.InviteRequest
	UserID string
	// Template is the template as it was. It is empty in a file of a winkterm that did not
	// keep it, if there is no such template any more.
	Template wire.InviteTemplateRequest `json:",omitzero"`
	// Token is what the link shows.
	Token string `json:",omitempty"`
	// Steps are the statuses behind INVITED.
	Steps []step `json:",omitempty"`
}

// Owners are the user.
func (v *invite) Owners() []string { return []string{v.UserID} }

// Invites is all of them.
type Invites struct {
	st        *state.State
	events    *event.Log
	users     *user.Users
	accounts  *account.Accounts
	archives  *document.Archives
	catalogue *catalogue.Catalogue
	rows      *state.Table[*invite]
	// Template returns the invite template of an id. It is set before anything is served.
	Template func(tx *state.Tx, id string) (wire.InviteTemplateRequest, error)
}

// New adds the table of invites to a state.
func New(st *state.State, events *event.Log, users *user.Users, accounts *account.Accounts, archives *document.Archives, all *catalogue.Catalogue) *Invites {
	s := &Invites{st: st, events: events, users: users, accounts: accounts, archives: archives, catalogue: all}
	s.rows = state.NewTable(st, "invites", "invite", s.revive)
	events.Follow(s.follow)
	return s
}

// revive gives an invite of an earlier winkterm what was not kept then.
func (s *Invites) revive(tx *state.Tx, v *invite) error {
	for _, kept := range v.Steps {
		if !slices.Contains(wire.InviteStatuses(), kept.Status) {
			return fmt.Errorf("invite %s has a status that is not known", v.ID)
		}
	}
	if v.Token == "" {
		v.Token = newToken(tx, uint64(v.Seq))
		v.Template, _ = s.Template(tx, v.Asked.TemplateID)
	}
	linked, ok := s.accounts.FirstConnected(tx, v.UserID, time.Time{})
	if ok && !linked.After(s.events.Until(tx)) { // what came after it is made up for
		v.advance(step{wire.InviteLinked, linked})
	}
	return nil
}

// newToken is that of the n-th invite.
func newToken(tx *state.Tx, n uint64) string { return tx.Token("invt-", n) }

// Routes are the Open API's operations of invites.
func (s *Invites) Routes(key func(*web.Call) error) []web.Route {
	route := func(method, path string, status int, do web.Operation) web.Route {
		return web.Route{Method: method, Path: "/v1/invites" + path, Guard: key, Status: status, Do: do}
	}
	return []web.Route{
		route("GET", "", http.StatusOK, web.List(s.st, s.list)),
		route("POST", "", http.StatusCreated, web.JSON(check, s.create)),
		route("GET", "/{id}", http.StatusOK, web.One(s.rows, show)),
		route("GET", "/{inviteId}/logs", http.StatusOK, web.List(s.st, s.logs)),
	}
}

// list serves list-invites.
func (s *Invites) list(tx *state.Tx, c *web.Call, q web.Query) (any, error) {
	return web.Newest(s.rows.All(tx), q, nil, func(v *invite) wire.Invite { return v.shown(c.R.Host) })
}

// show serves get-invite.
func show(_ *state.Tx, c *web.Call, v *invite) (any, error) { return v.shown(c.R.Host), nil }

// create serves create-invite: an invite and its user. A template that does not exist is
// missing, as a user of that kind is in POST /tokens.
func (s *Invites) create(c *web.Call, body *wire.InviteRequest) (any, error) {
	tx := s.st.Begin()
	defer tx.End()
	template, err := s.Template(tx, body.TemplateID)
	if err != nil {
		return nil, err
	}
	n := s.rows.Next(tx)
	v := &invite{
		Entry: state.Entry{ID: tx.ID("inv-", n), CreatedAt: tx.Now},
		Asked: *body, UserID: s.users.Add(tx, nil).ID, Template: template, Token: newToken(tx, n),
	}
	s.rows.Add(tx, v)
	s.addEvent(tx, "INVITE_INVITED", v)
	return v.shown(c.R.Host), nil
}

func (s *Invites) addEvent(tx *state.Tx, what wire.WebhookEventType, v *invite) {
	s.events.Add(tx, event.Event{Type: what, UserID: v.UserID, Data: wire.EventData{UserID: v.UserID, InviteID: v.ID}})
}

// check holds all rules but that the template exists. No operation makes Wink templates,
// so any winkTemplateId is taken.
func check(r *wire.InviteRequest) error {
	return cmp.Or(
		web.CheckLengths(
			web.Length{Field: "fullName", Value: &r.FullName, Min: 1, Max: 200},
			web.Length{Field: "firstName", Value: r.FirstName, Min: 1, Max: 64},
			web.Length{Field: "lastName", Value: r.LastName, Min: 1, Max: 64},
			web.Length{Field: "email", Value: &r.Email, Min: 1, Max: 200},
			web.Length{Field: "templateId", Value: &r.TemplateID, Min: 1, Max: 64},
			web.Length{Field: "winkTemplateId", Value: r.WinkTemplateID, Min: 1, Max: 64},
		),
		web.CheckEmail("email", r.Email),
	)
}
