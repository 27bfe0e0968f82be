package flow

import "winkterm/api/wire"

// archiveRank orders the statuses as accountRank does those of accounts. Those that
// end an analysis are on one level: the first one stays.
func archiveRank(s string) int {
	switch wire.ArchiveStatus(s) {
	case wire.ArchiveAnalyzed, wire.ArchiveUnsupported, wire.ArchiveError:
		return 1
	case wire.ArchiveRevoked:
		return 2
	case wire.ArchiveStarted:
	}
	return 0
}

// observe takes an archive as it stands now.
func (u uploading) observe(a wire.Archive) {
	old, known := u.Documents.Archive(a.ID)
	news := RecordStatus{
		Subject: SubjectArchive, ID: a.ID,
		From: string(old.State.Status), To: string(a.State.Status), ErrorCode: string(a.ErrorCode()),
	}
	if known && u.fallsBack(news, archiveRank) {
		return
	}
	u.Documents.Archives = replaced(u.Documents.Archives, a, func(a wire.Archive) string { return a.ID })
	if !known || news.From != news.To {
		u.emit(news)
		u.revoked(a)
	}
}

// revoked fires the callback where the user revoked. The success page of the
// archive is no page to come back to any more.
func (u uploading) revoked(a wire.Archive) {
	if a.State.Status != wire.ArchiveRevoked {
		return
	}
	if u.Revocation.end(a.ID) {
		u.fire(wire.OnUploadsRemoved, a.ID)
	}
	reading(u).recount(a.ID)
	if a.ID == u.Documents.ArchiveID {
		u.Revocation.Stage = RevokeIdle
		u.without(func(p Page) bool { return p == ArchiveSuccess })
	}
}

// fire fires a callback of an archive.
func (u uploading) fire(name wire.CallbackName, id string) {
	args := wire.UploadsCallback{Uploads: []string{id}, UserID: u.Session.UserID}
	u.reducer.fire(name, wire.OnUploadsRemoved, id, args)
}

// created follows the archive that the files made.
func (u uploading) created(made ArchiveCreated) {
	u.about(made.Archive.ID)
	u.fire(wire.OnUploadsCreated, made.Archive.ID)
	u.advance(ArchiveStatus)
	u.follow(Poll{Subject: Subject{Kind: SubjectArchive, ID: made.Archive.ID}}, made.Archive)
}

// about makes an archive the one that the page is about.
func (u uploading) about(id string) { u.Documents.ArchiveID, u.Revocation.Stage = id, RevokeIdle }

// follow moves the page along with its archive, and polls on until the analysis is over
// and nothing is being revoked.
func (u uploading) follow(poll Poll, a wire.Archive) {
	id := u.Documents.ArchiveID
	before, byUser := u.Documents.Current().State.Status, u.Revocation.awaits(id)
	following, mine := u.Page == ArchiveStatus, u.isAbout(SubjectArchive, a.ID, id)
	if mine {
		u.observe(a)
	}
	now := u.Documents.Current().State.Status
	switch {
	case following && mine:
		u.analysed(before != now)
	case !following && now != before && now == wire.ArchiveRevoked:
		u.notifyRevoked(byUser)
	}
	reading(u).follow(u.UserData.Tasks, now != before)
	if u.Documents.Analysing() || !following && u.Revocation.awaits(id) {
		u.pollAgain(poll)
	}
}

// analysed shows where the analysis stands.
func (u uploading) analysed(changed bool) {
	if changed {
		u.Notice = Notice{}
	}
	switch now := u.Documents.Current().State.Status; now {
	case wire.ArchiveAnalyzed:
		u.Documents.pick(nil)
		u.backTo(FileTypeList)
		u.enter(ArchiveSuccess)
	case wire.ArchiveRevoked:
		u.backTo(FileTypeList)
		u.notifyRevoked(u.Session.HasFired(wire.OnUploadsRemoved, u.Documents.ArchiveID))
	case wire.ArchiveStarted, wire.ArchiveUnsupported, wire.ArchiveError:
	default:
		u.Notice = unknownStatus(string(now))
	}
}

// notifyRevoked says that there is no archive any more.
func (u uploading) notifyRevoked(byUser bool) {
	if u.Page != RevokeArchive && u.Page != Data {
		u.enter(RevokeArchive)
	}
	if !byUser {
		u.Notice = Notice{Level: Warning, Text: "the documents were revoked, but not here"}
	}
}

// show shows the page on which an archive can be revoked.
func (u uploading) show(id string) {
	u.about(id)
	u.advance(RevokeArchive)
	u.resume()
}

// openArchive does so for an archive of the user.
func (u uploading) openArchive(i ArchiveWanted) {
	_, known := u.Documents.Archive(i.ID)
	u.require(known, "there is no such archive")
	u.show(i.ID)
}

// opensArchive offers an intent that leads to the page's archive.
func opensArchive[I Intent]() offer {
	return on(func(u uploading, _ I) { u.show(u.Documents.ArchiveID) })
}

// again goes back to the files when the analysis is over.
func (u uploading) again(Retried) {
	u.requireOver()
	u.back()
}

// another goes back to the document types; the files that were sent are not sent again.
func (u uploading) another(AnotherWanted) {
	u.requireOver()
	u.Documents.pick(nil)
	u.backTo(FileTypeList)
	u.back()
}

func (u uploading) giveUp(Done) {
	u.requireOver()
	u.leave(wire.CloseError)
}

func (u uploading) requireOver() {
	u.require(!u.Documents.Analysing(), "the analysis is still going on")
}
