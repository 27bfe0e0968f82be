package flow

import "time"

// SubjectKind is what a poll reads, or what a status is of.
type SubjectKind string

// The kinds.
const (
	// SubjectAccount is an account that is being linked, with its challenge.
	SubjectAccount SubjectKind = "account"
	// SubjectSync is an account with its tasks.
	SubjectSync SubjectKind = "sync"
	// SubjectArchive is an archive.
	SubjectArchive SubjectKind = "archive"
	// SubjectInvite is an invite, with its log and its user's accounts.
	SubjectInvite SubjectKind = "invite"
	// SubjectUser is all that a user has linked and uploaded.
	SubjectUser SubjectKind = "user"
)

// Subject says what is polled.
type Subject struct {
	Kind SubjectKind
	// ID is the account's, the archive's or the invite's, empty for a user.
	ID string
	// UserID is set for a user, for a sync, whose tasks are read by user, and for an
	// invite, whose accounts are.
	UserID string
	// Uploads reads a user's archives as well.
	Uploads bool
}

// Poll reads its subject once, after a pause that grows with Round (from 0, which
// is at once) and is at least Wait. It is answered with AccountSeen, SyncSeen,
// ArchiveSeen, InviteSeen or UserSeen, by the kind of the subject.
type Poll struct {
	Subject Subject
	Round   int
	Wait    time.Duration
}

// next is the poll of the next round, after a pause of at least wait.
func (p Poll) next(wait time.Duration) Poll {
	return Poll{Subject: p.Subject, Round: p.Round + 1, Wait: wait}
}

// rounds is how often a subject is polled before the user must ask again.
func (k SubjectKind) rounds() int {
	if k == SubjectSync {
		return 60
	}
	return 600
}

// poll reads a subject at once.
func (r *reducer) poll(s Subject) { r.call(SlotPoll, Poll{Subject: s}) }

// pollAgain goes on with the next round unless there were enough.
func (r *reducer) pollAgain(p Poll) {
	if p.Round >= p.Subject.Kind.rounds() {
		r.Notice = Notice{Level: Warning, Text: "nothing has changed for long; r looks again"}
		return
	}
	r.call(SlotPoll, p.next(0))
}

// fallsBack says that a status would take the place of a final one that ranks no
// lower, which is ignored.
func (r *reducer) fallsBack(s RecordStatus, rank func(string) int) bool {
	if s.From == s.To || rank(s.From) == 0 || rank(s.To) > rank(s.From) {
		return false
	}
	r.note("status", "%s %s: %s after %s ignored", s.Subject, s.ID, s.To, s.From)
	return true
}

// isAbout says whether what a host answered is what the page is about.
func (r *reducer) isAbout(what SubjectKind, id, wanted string) bool {
	if id != wanted {
		r.note("status", "%s %s was answered instead of %s, ignored", what, id, wanted)
	}
	return id == wanted
}
