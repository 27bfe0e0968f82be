package flow

import (
	"fmt"

	"winkterm/api/wire"
)

// archiveRounds is how often an archive is looked at before the user must ask
// again.
const archiveRounds = 600

// Archive gives the archive of that id as last seen.
func (s State) Archive(id string) (wire.Archive, bool) {
	for _, a := range s.Archives {
		if a.ID == id {
			return a, true
		}
	}
	return wire.Archive{}, false
}

// CurrentArchive gives the archive that the page is about, zero when there is
// none.
func (s State) CurrentArchive() wire.Archive {
	a, _ := s.Archive(s.ArchiveID)
	return a
}

// Analysing says that the page's archive is still being looked into: a status
// that is not known ends nothing.
func (s State) Analysing() bool { return archiveRank(s.CurrentArchive().State.Status) == 0 }

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
	old, known := t.Archive(a.ID)
	from, to := old.State.Status, a.State.Status
	if known && from != to && archiveRank(from) > 0 && archiveRank(to) <= archiveRank(from) {
		t.note("status", "archive %s: %s after %s ignored", a.ID, to, from)
		return
	}
	t.Archives = replaced(t.Archives, a, func(a wire.Archive) string { return a.ID })
	if known && from == to {
		return
	}
	t.emit(ArchiveChanged{ArchiveID: a.ID, From: from, To: to, ErrorCode: a.ErrorCode()})
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
	if a.ID == t.ArchiveID {
		t.Revoke = RevokeIdle
		t.without(ArchiveSuccess)
	}
}

func (t *turn) fireUpload(name wire.CallbackName, id string) {
	args := wire.UploadsCallback{Uploads: []string{id}, UserID: t.UserID}
	t.tell(Tale{ID: id, Name: name}, wire.OnUploadsRemoved, args)
}

// archiveCreated follows the archive that the files made.
func (t *turn) archiveCreated(r ArchiveCreated) {
	t.ArchiveID, t.Revoke = r.Archive.ID, RevokeIdle
	t.fireUpload(wire.OnUploadsCreated, r.Archive.ID)
	t.advance(ArchiveStatus)
	t.followArchive(PollArchive{ArchiveID: r.Archive.ID}, r.Archive)
}

// archiveSeen moves the page along with its archive.
func (t *turn) archiveSeen(c Call, r ArchiveSeen) {
	t.Misses = 0
	if t.Page == ArchiveStatus {
		t.followArchive(c.What, r.Archive)
		return
	}
	before, byUser := t.CurrentArchive().State.Status, t.revoking(t.ArchiveID)
	if t.ownArchive(r.Archive) {
		t.observeArchive(r.Archive)
	}
	now := t.CurrentArchive().State.Status
	if now != before && now == wire.ArchiveRevoked {
		t.lost(byUser)
	}
	if t.Analysing() || t.revoking(t.ArchiveID) {
		t.lookAgain(c.What, archiveRounds)
	}
}

// followArchive shows where the analysis stands, and goes on looking until it is
// over.
func (t *turn) followArchive(asked Request, a wire.Archive) {
	if !t.ownArchive(a) {
		t.lookAgain(asked, archiveRounds)
		return
	}
	before := t.CurrentArchive().State.Status
	t.observeArchive(a)
	now := t.CurrentArchive().State.Status
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
		t.lost(t.Told[Tale{ID: a.ID, Name: wire.OnUploadsRemoved}])
	case wire.ArchiveStarted:
		t.lookAgain(asked, archiveRounds)
	default:
		t.Notice = Notice{Level: Warning, Text: fmt.Sprintf("the host answers the status %q, which is not known here; still watching", now)}
		t.lookAgain(asked, archiveRounds)
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
	if a.ID == t.ArchiveID {
		return true
	}
	t.note("status", "archive %s was answered instead of %s, ignored", a.ID, t.ArchiveID)
	return false
}

// openArchive shows the page on which an archive can be revoked.
func (t *turn) openArchive(id string) {
	t.ArchiveID, t.Revoke = id, RevokeIdle
	t.advance(RevokeArchive)
	t.resume()
}

// stepArchiveStatus looks again, or goes on when there is nothing to wait for.
func stepArchiveStatus(t *turn, i Intent) {
	over := !t.Analysing()
	switch i.(type) {
	case Refreshed:
		t.resume()
	case Retried:
		if over {
			t.back()
		}
	case AnotherWanted:
		if over {
			t.settle(FileTypeList)
			t.back()
		}
	case Done:
		if over {
			t.leave(wire.CloseError)
		}
	}
}

// stepArchiveSuccess goes on, or is done.
func stepArchiveSuccess(t *turn, i Intent) {
	switch i.(type) {
	case AnotherWanted:
		t.back()
	case RevokeWanted, ArchiveWanted:
		t.openArchive(t.ArchiveID)
	case Refreshed:
		t.resume()
	case Done:
		t.leave(wire.CloseExit)
	}
}

// stepRevokeArchive asks before it revokes; in production the id must be typed.
func stepRevokeArchive(t *turn, i Intent) {
	switch i := i.(type) {
	case RevokeWanted:
		t.askToRevoke()
	case RevokeConfirmed:
		if t.confirmed(i, "archive", t.ArchiveID) {
			t.call(Front, DeleteArchive{ArchiveID: t.ArchiveID})
		}
	case Refreshed:
		t.resume()
	}
}
