package flow

import (
	"fmt"

	"winkterm/api/wire"
)

// Archive gives the archive of that id as last seen.
func (d Documents) Archive(id string) (wire.Archive, bool) {
	return find(d.Archives, func(a wire.Archive) bool { return a.ID == id })
}

// Current gives the archive that the page is about, zero when there is none.
func (d Documents) Current() wire.Archive {
	a, _ := d.Archive(d.ArchiveID)
	return a
}

// Analysing says that the page's archive is still being looked into: a status
// that is not known ends nothing.
func (d Documents) Analysing() bool { return archiveRank(d.Current().State.Status) == 0 }

// archiveRank orders the statuses as rank does those of accounts. Those that end
// an analysis are on one level: the first one stays.
func archiveRank(s wire.ArchiveStatus) int {
	switch s {
	case wire.ArchiveAnalyzed, wire.ArchiveUnsupported, wire.ArchiveError:
		return 1
	case wire.ArchiveRevoked:
		return 2
	case wire.ArchiveStarted:
	}
	return 0
}

// observeArchive takes an archive as it stands now and reports a change.
func (t *turn) observeArchive(a wire.Archive) {
	old, known := t.Documents.Archive(a.ID)
	from, to := old.State.Status, a.State.Status
	if known && from != to && archiveRank(from) > 0 && archiveRank(to) <= archiveRank(from) {
		t.note("status", "archive %s: %s after %s ignored", a.ID, to, from)
		return
	}
	t.Documents.Archives = replaced(t.Documents.Archives, a, func(a wire.Archive) string { return a.ID })
	if known && from == to {
		return
	}
	t.emit(RecordStatus{
		Subject: SubjectArchive, ID: a.ID, From: string(from), To: string(to), ErrorCode: string(a.ErrorCode()),
	})
	if to == wire.ArchiveRevoked {
		t.revoked(a)
	}
}

// revoked fires the callback where the user revoked. The success page of the
// archive is no place to come back to any more.
func (t *turn) revoked(a wire.Archive) {
	if t.revoking(a.ID) {
		t.spare(a.ID)
		t.fireUpload(wire.OnUploadsRemoved, a.ID)
	}
	if a.ID == t.Documents.ArchiveID {
		t.Revocation.Stage = RevokeIdle
		t.without(ArchiveSuccess)
	}
}

func (t *turn) fireUpload(name wire.CallbackName, id string) {
	args := wire.UploadsCallback{Uploads: []string{id}, UserID: t.Session.UserID}
	t.tell(CallbackKey{ID: id, Name: name}, wire.OnUploadsRemoved, args)
}

// archiveCreated follows the archive that the files made.
func (t *turn) archiveCreated(r ArchiveCreated) {
	t.Documents.ArchiveID, t.Revocation.Stage = r.Archive.ID, RevokeIdle
	t.fireUpload(wire.OnUploadsCreated, r.Archive.ID)
	t.advance(ArchiveStatus)
	t.followArchive(Poll{Subject: Subject{Kind: SubjectArchive, ID: r.Archive.ID}}, r.Archive)
}

// archiveSeen moves the page along with its archive.
func (t *turn) archiveSeen(p Poll, r ArchiveSeen) {
	t.Calls.PollFailures = 0
	if t.Page == ArchiveStatus {
		t.followArchive(p, r.Archive)
		return
	}
	before, byUser := t.Documents.Current().State.Status, t.revoking(t.Documents.ArchiveID)
	if t.ownArchive(r.Archive) {
		t.observeArchive(r.Archive)
	}
	now := t.Documents.Current().State.Status
	if now != before && now == wire.ArchiveRevoked {
		t.lost(byUser)
	}
	if t.Documents.Analysing() || t.revoking(t.Documents.ArchiveID) {
		t.pollAgain(p)
	}
}

// followArchive shows where the analysis stands, and goes on looking until it is
// over.
func (t *turn) followArchive(p Poll, a wire.Archive) {
	if !t.ownArchive(a) {
		t.pollAgain(p)
		return
	}
	before := t.Documents.Current().State.Status
	t.observeArchive(a)
	now := t.Documents.Current().State.Status
	if now != before {
		t.Notice = Notice{}
	}
	switch now {
	case wire.ArchiveAnalyzed:
		t.pick(nil)
		t.settle(FileTypeList)
		t.enter(ArchiveSuccess)
	case wire.ArchiveUnsupported, wire.ArchiveError:
	case wire.ArchiveRevoked:
		t.settle(FileTypeList)
		t.lost(t.Session.Fired[CallbackKey{ID: a.ID, Name: wire.OnUploadsRemoved}])
	case wire.ArchiveStarted:
		t.pollAgain(p)
	default:
		t.Notice = Notice{Level: Warning, Text: fmt.Sprintf("the host answers the status %q, which is not known here; still watching", now)}
		t.pollAgain(p)
	}
}

// lost tells the user that there is no archive any more.
func (t *turn) lost(byUser bool) {
	if t.Page != RevokeArchive {
		t.enter(RevokeArchive)
	}
	if !byUser {
		t.Notice = Notice{Level: Warning, Text: "the documents were revoked, but not here"}
	}
}

// ownArchive says whether an archive is the one that the page is about.
func (t *turn) ownArchive(a wire.Archive) bool {
	if a.ID == t.Documents.ArchiveID {
		return true
	}
	t.note("status", "archive %s was answered instead of %s, ignored", a.ID, t.Documents.ArchiveID)
	return false
}

// openArchive shows the page on which an archive can be revoked.
func (t *turn) openArchive(id string) {
	t.Documents.ArchiveID, t.Revocation.Stage = id, RevokeIdle
	t.advance(RevokeArchive)
	t.resume()
}

// openKnownArchive does so for an archive of the user.
func (t *turn) openKnownArchive(id string) {
	if _, ok := t.Documents.Archive(id); !ok {
		t.refuse("there is no such archive")
		return
	}
	t.openArchive(id)
}

// stepArchiveStatus looks again, or goes on when there is nothing to wait for.
func stepArchiveStatus(t *turn, i Intent) {
	analysing := t.Documents.Analysing()
	switch i.(type) {
	case Refreshed:
		if !analysing {
			t.refuse("the analysis is over")
			return
		}
		t.resume()
	case Retried, AnotherWanted, Done:
		if analysing {
			t.refuse("the analysis is still going on")
			return
		}
		t.leaveAnalysis(i)
	default:
		t.notOffered(i)
	}
}

// leaveAnalysis tries again, goes elsewhere, or exits.
func (t *turn) leaveAnalysis(i Intent) {
	switch i.(type) {
	case Retried:
		t.back()
	case AnotherWanted:
		t.settle(FileTypeList)
		t.back()
	case Done:
		t.leave(wire.CloseError)
	}
}

// stepArchiveSuccess goes on, or is done.
func stepArchiveSuccess(t *turn, i Intent) {
	switch i.(type) {
	case AnotherWanted:
		t.back()
	case RevokeWanted, ArchiveWanted:
		t.openArchive(t.Documents.ArchiveID)
	case Refreshed:
		t.resume()
	case Done:
		t.leave(wire.CloseExit)
	default:
		t.notOffered(i)
	}
}

// stepRevokeArchive asks before it revokes; in production the id must be typed.
func stepRevokeArchive(t *turn, i Intent) {
	switch i := i.(type) {
	case RevokeWanted:
		t.askToRevoke()
	case RevokeConfirmed:
		if t.confirmed(i, "archive", t.Documents.ArchiveID) {
			t.call(SlotUser, DeleteArchive{ArchiveID: t.Documents.ArchiveID})
		}
	case Refreshed:
		t.resume()
	default:
		t.notOffered(i)
	}
}
