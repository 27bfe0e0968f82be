package compare

import (
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// Seen is a status that was seen beside what the widget told.
type Seen struct {
	At time.Time
	// ID is an account's or an archive's.
	ID string
	// Status is a wire.ConnectionStatus or a wire.ArchiveStatus, with the error code
	// that came with it.
	Status, ErrorCode string
}

// story is the path as the callbacks tell it, read from end to end before it is
// walked: what a page is about can follow from what comes later.
type story struct {
	goals      []goal
	user, mode string
	logins     []*login
	uploads    []*upload
	// lives are all statuses that were seen, by account and archive; accounts and
	// archives find what they belong to.
	lives    map[string][]Seen
	accounts map[string]*login
	archives map[string]*upload
	// last says which goal names an account, a provider or an archive last.
	last map[string]int
}

// goal is one callback of the widget as a place on the path.
type goal struct {
	told Told
	// want is the sign that the flow gives it, should a field that it consists of be
	// wrong.
	want sign
	// page is the page that shows then, or on which it fires. OnClose and
	// onTokenExpired have none, nor has what the flow does not know.
	page flow.Page
	// repeats says that the same was told right before, within no time.
	repeats bool
	login   *login
	upload  *upload
}

// login is one account on its way, from the provider that was taken on; also one
// that was linked before.
type login struct {
	providers, accounts, codes votes
	provider, account          string
	// options says that there were several ways to log in, paged that the login page
	// showed, challenged that a code was asked for.
	options, paged, challenged bool
	// told are the callbacks of the account, known that it was linked before.
	told  map[string]bool
	known bool
	// early says that revoking was confirmed on a page that was left before the
	// account was gone.
	early bool
	// life are the statuses up to the final one, as far as they were seen.
	life []Seen
	// from is when it began, before the login that was left for it without an account.
	from   time.Time
	before *login
}

// upload is one archive on its way, from the file type that was taken on.
type upload struct {
	types, archives   votes
	fileType, archive string
	told              map[string]bool
	known, early      bool
	life              []Seen
}

// has says that a callback or event of the account was told.
func (l *login) has(names ...string) bool {
	for _, name := range names {
		if l.told[name] {
			return true
		}
	}
	return false
}

// unknown stands for an id that nothing tells.
const unknown = "(unknown)"

// settle decides what the login is about, and how its account fared.
func (l *login) settle(lives map[string][]Seen) {
	l.provider, l.account = l.providers.winner(), l.accounts.winner()
	if l.provider == "" && l.before != nil {
		l.provider = l.before.provider // one has gone back to its options
	}
	if l.provider == "" {
		l.provider = unknown
	}
	if l.account == "" {
		l.account = unknown + " at " + l.provider
	}
	l.life = upToFinal(lives[l.account], finalAccount)
	if l.challenged && !holds(l.life, string(wire.StatusAwaitingMFA)) {
		at := 0
		for at < len(l.life) && l.life[at].Status == string(wire.StatusPending) {
			at++
		}
		challenged := Seen{Status: string(wire.StatusAwaitingMFA)}
		l.life = append(append(append([]Seen(nil), l.life[:at]...), challenged), l.life[at:]...)
	}
}

func (u *upload) settle(lives map[string][]Seen) {
	u.fileType, u.archive = u.types.winner(), u.archives.winner()
	if u.fileType == "" {
		u.fileType = unknown
	}
	if u.archive == "" {
		u.archive = unknown + " of " + u.fileType
	}
	u.life = upToFinal(lives[u.archive], finalArchive)
}

// errorCode is why the account failed: as it was seen, else as it was told.
func (l *login) errorCode() wire.AccountErrorCode {
	for _, s := range l.life {
		if s.Status == string(wire.StatusError) && s.ErrorCode != "" {
			return wire.AccountErrorCode(s.ErrorCode)
		}
	}
	return wire.AccountErrorCode(l.codes.winner())
}

func finalAccount(status string) bool {
	switch wire.ConnectionStatus(status) {
	case wire.StatusConnected, wire.StatusError, wire.StatusDisconnected:
		return true
	case wire.StatusPending, wire.StatusAwaitingMFA:
	}
	return false
}

func finalArchive(status string) bool {
	switch wire.ArchiveStatus(status) {
	case wire.ArchiveAnalyzed, wire.ArchiveUnsupported, wire.ArchiveError, wire.ArchiveRevoked:
		return true
	case wire.ArchiveStarted:
	}
	return false
}

// upToFinal cuts a life after its first final status.
func upToFinal(life []Seen, final func(string) bool) []Seen {
	for i, s := range life {
		if final(s.Status) {
			return life[:i+1]
		}
	}
	return life
}

func holds(life []Seen, status string) bool {
	for _, s := range life {
		if s.Status == status {
			return true
		}
	}
	return false
}
