package flow

import (
	"maps"
	"regexp"
	"strings"

	"winkterm/api/wire"
)

// Invitation is an invite that is sent in place of linking here, and what has become of it.
type Invitation struct {
	// Templates are those of the host, once Read says that they were read.
	Templates []InviteTemplate
	Read      bool
	// TemplateID is the one chosen, empty before.
	TemplateID string
	// Invite is what was sent, as last seen, with its log, newest first, and the accounts
	// of its user; zero before.
	Invite   wire.Invite
	Log      []wire.InviteLog
	Accounts []wire.Account
}

// InviteTemplate is what one chooses an invite template by.
type InviteTemplate struct{ ID, Name, Company string }

// Filling says that the form shows: a template is chosen, and nothing is sent.
func (v Invitation) Filling() bool { return v.TemplateID != "" && v.Invite.ID == "" }

// The form of the Invite page, and its fields.
const (
	inviteForm      = "invite"
	inviteFullName  = "fullName"
	inviteEmail     = "email"
	inviteConfirmed = "again"
)

// inviteFields are the fields of an invite. In production, where a mail is sent, the
// address is to be typed once more.
func inviteFields(s *State) (name string, fields []wire.Field) {
	if !s.Invitation.Filling() {
		return "", nil
	}
	fields = []wire.Field{
		{Name: inviteFullName, Label: "Full name", Kind: wire.FieldText, Required: true, Pattern: `.*\S.*`},
		{Name: inviteEmail, Label: "Email", Kind: wire.FieldEmail, Required: true, Pattern: `[^\s@]+@[^\s@]+`, Hint: "an address such as name@company.com"},
	}
	if s.Session.Production() {
		email := trimmed(s.Linking.Typed[fieldKey(inviteForm, inviteEmail)]).Reveal()
		fields = append(fields, wire.Field{
			Name: inviteConfirmed, Label: "Email again", Kind: wire.FieldEmail, Required: true, Pattern: regexp.QuoteMeta(email),
			Hint: "the same address",
		})
	}
	return inviteForm, fields
}

// inviting sends an invite and follows it.
type inviting part

// open goes on with the invite that was sent, or begins by reading the templates.
func (v inviting) open(InviteWanted) {
	v.advance(Invite)
	v.refresh(Refreshed{})
}

func (v inviting) refresh(Refreshed) {
	if v.Invitation.Invite.ID != "" {
		v.resume()
		return
	}
	v.require(!v.Invitation.Filling(), "the template is chosen")
	v.call(SlotUser, LoadInviteTemplates{})
}

// loaded takes the templates; a single one is chosen.
func (v inviting) loaded(reply InviteTemplatesLoaded) {
	v.Invitation.Templates, v.Invitation.Read = reply.Templates, true
	if len(reply.Templates) == 1 {
		v.Invitation.TemplateID = reply.Templates[0].ID
	}
	if v.Page == Invite { // and not a problem of something else
		v.viewed()
	}
}

func (v inviting) choose(i TemplateChosen) {
	_, known := find(v.Invitation.Templates, func(t InviteTemplate) bool { return t.ID == i.ID })
	v.require(known && v.Invitation.TemplateID == "", "there is no such template to choose")
	v.Invitation.TemplateID = i.ID
	v.viewed()
}

// makeTemplate makes one of the program's own where there is none. At Smile that is for the
// tenant to decide.
func (v inviting) makeTemplate(TemplateWanted) {
	v.require(v.Options.Native && !v.Session.Production(), "winkterm makes templates at a sandbox only; elsewhere winkterm templates create does")
	v.require(v.Invitation.Read && len(v.Invitation.Templates) == 0, "there are templates already, or they were not read")
	v.call(SlotUser, CreateInviteTemplate{})
}

func (v inviting) send(Submitted) {
	v.require(v.Invitation.Filling(), "there is nothing to send")
	v.require(!v.Session.Production() || v.Options.Production, "production is not allowed in this session")
	if v.refusal != "" || !v.check() {
		return
	}
	v.Notice = Notice{}
	v.call(SlotUser, SendInvite{
		FullName: trimmed(v.Value(inviteFullName)), Email: trimmed(v.Value(inviteEmail)), TemplateID: v.Invitation.TemplateID, WinkTemplateID: v.Options.Widget.TemplateID,
	})
}

// sent follows the invite. What was typed for it is forgotten.
func (v inviting) sent(reply InviteSent) {
	v.forget()
	v.observe(reply.Invite)
	if v.Page == Invite {
		v.viewed()
		v.resume()
	}
}

func (v inviting) forget() {
	v.Linking.Typed = maps.Clone(v.Linking.Typed)
	maps.DeleteFunc(v.Linking.Typed, func(key string, _ wire.Secret) bool { return strings.HasPrefix(key, fieldKey(inviteForm, "")) })
}

func (v inviting) observe(now wire.Invite) {
	if from := v.Invitation.Invite.Status; from != now.Status {
		v.emit(RecordStatus{Subject: SubjectInvite, ID: now.ID, From: string(from), To: string(now.Status)})
	}
	v.Invitation.Invite = now
}

// polled takes the invite as it stands, and polls on while something is to come.
func (v inviting) polled(poll Poll, seen InviteSeen) {
	if v.isAbout(SubjectInvite, seen.Invite.ID, v.Invitation.Invite.ID) {
		v.observe(seen.Invite)
		v.Invitation.Log, v.Invitation.Accounts = seen.Log, seen.Accounts
	}
	if v.Invitation.open() {
		v.pollAgain(poll)
	}
}

// open says that something is to come: the invite is under way, or one of its accounts.
func (v Invitation) open() bool {
	_, open := find(v.Accounts, func(a wire.Account) bool { return accountRank(string(a.ConnectionStatus)) == 0 })
	return open || v.Invite.Status != wire.InviteLinked && v.Invite.Status != wire.InviteRevoked
}

// another begins a further invite.
func (v inviting) another(AnotherWanted) {
	v.require(v.Invitation.Invite.ID != "", "no invite is sent yet")
	v.drop(SlotPoll)
	v.Invitation, v.Notice = Invitation{}, Notice{}
	v.call(SlotUser, LoadInviteTemplates{})
}
