package flow

import (
	"slices"

	"winkterm/api/wire"
)

// Revocation is how far revoking has come.
type Revocation struct {
	// Stage is that of the page's account or archive.
	Stage RevokeStage
	// Invalid says what is wrong with the id that was typed to confirm.
	Invalid string
	// Awaited are the ids of what the user revoked and whose status has not followed
	// yet.
	Awaited []string
}

// RevokeStage is how far revoking the page's account or archive has come.
type RevokeStage uint8

// The stages: nothing asked, confirmation wanted, sent and waiting for the status.
const (
	RevokeIdle RevokeStage = iota
	RevokeAsked
	RevokeSent
)

// awaits says that the user revoked the account or archive and the status has not
// followed yet.
func (v Revocation) awaits(id string) bool { return slices.Contains(v.Awaited, id) }

// end ends the waiting for a status, and says whether it was awaited.
func (v *Revocation) end(id string) bool {
	awaited := v.awaits(id)
	v.Awaited = slices.DeleteFunc(slices.Clone(v.Awaited), func(other string) bool { return other == id })
	return awaited
}

// CanRevoke says whether there is something to revoke: the page's archive on
// RevokeArchive, else its account.
func (s State) CanRevoke() bool {
	status, revoked := string(s.Linking.Current().ConnectionStatus), string(wire.StatusDisconnected)
	if s.Page == RevokeArchive {
		status, revoked = string(s.Documents.Current().State.Status), string(wire.ArchiveRevoked)
	}
	return status != "" && status != revoked && s.Revocation.Stage == RevokeIdle
}

// revoking asks before it revokes the page's account or archive.
type revoking part

func (v revoking) ask(RevokeWanted) {
	v.require(v.Revocation.Stage != RevokeAsked, "revoking waits to be confirmed")
	v.require(v.CanRevoke(), "there is nothing to revoke")
	v.Revocation.Stage, v.Notice = RevokeAsked, Notice{}
	reading(v).count()
}

// confirm goes through with it; in production the id must be typed. The status is
// awaited from then on.
func (v revoking) confirm(i RevokeConfirmed) {
	what, id := SubjectAccount, v.Linking.AccountID
	if v.Page == RevokeArchive {
		what, id = SubjectArchive, v.Documents.ArchiveID
	}
	v.require(v.Revocation.Stage == RevokeAsked, "revoking was not asked for")
	if wrong := "type the id of the " + string(what) + ", " + id; v.Session.Production() && i.Typed != id {
		v.require(v.Revocation.Invalid != wrong, wrong)
		v.Revocation.Invalid = wrong
		return
	}
	v.Revocation.Stage, v.Revocation.Invalid = RevokeSent, ""
	v.Revocation.Awaited = append(slices.Clone(v.Revocation.Awaited), id)
	v.drop(SlotPoll)
	v.call(SlotUser, Revoke{Kind: what, ID: id})
}

// refused goes on after the host refused to revoke.
func (v revoking) refused(id string) {
	v.Revocation.Stage = RevokeIdle
	v.Revocation.end(id)
	v.resume()
}
