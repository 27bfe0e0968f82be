package recording

import (
	"cmp"
	"encoding/json"
	"slices"

	"winkterm/api/wire"
	"winkterm/flow/journal"
)

// Facts are what records say of a session: whose it was, at which providers, and what
// became of its accounts and archives.
type Facts struct {
	// Provider is the id of the one that was named last.
	Provider string
	// Status is the last one of anything.
	Status journal.Status
	// Screen is the last page before the session was closed.
	Screen journal.Screen
	// RequestID is that of the last answer that had one.
	RequestID string
	// Failed is the last call that had no answer, or one of 400 and more.
	Failed journal.Record

	named   []*Subject
	known   map[[2]string]*Subject
	none    Subject
	changes int
}

// The kinds of subjects that every session has; a watch has "task" as well.
const (
	KindUser     = "user"
	KindProvider = "provider"
	KindAccount  = "account"
	KindArchive  = "archive"
)

// Subject is what a session was about, of a kind.
type Subject struct {
	Kind, ID string
	// ProviderID is of an account, FileType of an archive.
	ProviderID, FileType string
	// Statuses are in the order in which they came.
	Statuses []journal.Status

	changed int
}

// Status is the last one, the zero value where there is none.
func (s Subject) Status() journal.Status {
	if len(s.Statuses) == 0 {
		return journal.Status{}
	}
	return s.Statuses[len(s.Statuses)-1]
}

// FactsOf gives what a header and the first records of a session say.
func FactsOf(h Header, records ...journal.Record) *Facts {
	f := &Facts{known: map[[2]string]*Subject{}}
	f.subject(KindUser, h.UserID)
	for _, r := range records {
		f.Take(r)
	}
	return f
}

// IDs are those of a kind, each once, in the order in which they were named.
func (f *Facts) IDs(kind string) []string {
	ids := []string{}
	for _, s := range f.named {
		if s.Kind == kind {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// Changed are the subjects with a status, the one whose status came last at the end.
func (f *Facts) Changed() (all []Subject) {
	for _, s := range f.named {
		if s.changed > 0 {
			all = append(all, *s)
		}
	}
	slices.SortFunc(all, func(a, b Subject) int { return cmp.Compare(a.changed, b.changed) })
	return all
}

// Last is the account or archive of an id, with "" the one whose status came last; the
// zero value where there is none with a status.
func (f *Facts) Last(id string) Subject {
	for _, s := range slices.Backward(f.Changed()) {
		if (s.Kind == KindAccount || s.Kind == KindArchive) && (id == "" || s.ID == id) {
			return s
		}
	}
	return Subject{}
}

// Take reads one record more. Snapshots of the state are not read: they say nothing that
// the others do not, but the user before anything was linked.
func (f *Facts) Take(r journal.Record) {
	switch d := r.Data.(type) {
	case journal.Screen:
		if d.Page != "Closed" {
			f.Screen = d
		}
		f.at(f.subject(KindAccount, d.AccountID), d.ProviderID)
		archive := f.subject(KindArchive, d.ArchiveID)
		archive.FileType = cmp.Or(d.FileType, archive.FileType)
	case journal.Callback:
		f.callback(d)
	case journal.Status:
		f.status(d)
	case journal.HTTP:
		f.RequestID = cmp.Or(d.RequestID, f.RequestID)
		if d.Status >= 400 || d.Status == 0 {
			f.Failed = r
		}
	case journal.Launch, journal.Note, journal.State, journal.Intent, journal.Webhook, journal.Items, journal.Unknown:
	}
}

func (f *Facts) callback(d journal.Callback) {
	var args struct {
		wire.AccountCallback
		Uploads []string
	}
	_ = json.Unmarshal([]byte(d.Args), &args) // what is not understood is left out
	f.subject(KindUser, args.UserID)
	f.at(f.subject(KindAccount, args.AccountID), args.ProviderID)
	for _, id := range args.Uploads {
		f.subject(KindArchive, id)
	}
}

func (f *Facts) status(d journal.Status) {
	f.subject(KindUser, d.UserID)
	s := f.subject(d.Subject, d.ID)
	switch d.Subject {
	case KindAccount:
		f.at(s, d.ProviderID)
	case KindArchive:
		f.at(f.subject(KindAccount, ""), d.ProviderID)
		s.FileType = cmp.Or(s.FileType, d.Type)
	}
	f.changes++
	f.Status, s.Statuses, s.changed = d, append(s.Statuses, d), f.changes
}

// at notes the provider at which an account is, "" where none is named.
func (f *Facts) at(s *Subject, provider string) {
	f.subject(KindProvider, provider)
	f.Provider, s.ProviderID = cmp.Or(provider, f.Provider), cmp.Or(provider, s.ProviderID)
}

// subject gives the one of an id, which is noted when it is new. What is said of none is
// noted nowhere.
func (f *Facts) subject(kind, id string) *Subject {
	if id == "" {
		f.none = Subject{}
		return &f.none
	}
	key := [2]string{kind, id}
	s := f.known[key]
	if s == nil {
		s = &Subject{Kind: kind, ID: id}
		f.named, f.known[key] = append(f.named, s), s
	}
	return s
}
