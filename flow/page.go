package flow

import "winkterm/api/wire"

// Page is where the user is. The pages are named after the widget's own.
type Page uint8

// The pages, in the order in which a user meets them. From Owner on, which can come before
// Consent, they are in the order in which they were added: recordings have pages by their
// numbers.
const (
	Start Page = iota
	Consent
	ProviderList
	LoginOptions
	Login
	EmployerSurvey
	Connecting
	MFA
	ConnectSuccess
	ConnectError
	AccountRevoke
	FileTypeList
	FileType
	ArchiveStatus
	ArchiveSuccess
	RevokeArchive
	Browsing
	Problem
	Closed
	Owner
	Accounts
	Invite
	Data
)

// pageSpec is all that the flow knows of a page.
type pageSpec struct {
	name string
	// event is the widget's name of the page, empty where the widget has none.
	event wire.EventName
	// offers are the intents that the page takes besides Close, Back, BrowserWanted
	// and Typed, each with what it does.
	offers []offer
	// next are the pages that can follow; Browser, Problem and Closed always can, and
	// so can every page on the back stack.
	next []Page
	// kept says that going back leads here again.
	kept bool
	// returns says that going back from a problem leads here again. A page that polls
	// is returned to only when it was not the poll that failed: it would fail again at
	// once.
	returns bool
	// about is what the page is about, polls what is polled while it shows.
	about About
	polls SubjectKind
	// shows fills in what goes with ShowPage besides the page and the user; nil is
	// nothing.
	shows func(*State, *ShowPage)
	// form gives the page's form: its name, and its fields in order. nil is none.
	form func(*State) (name string, fields []wire.Field)
	// typing says that letters go into a field; nil is never.
	typing func(*State) bool
	// path is the way that the page is part of, done how many of its stages are behind
	// the user.
	path Path
	done int
}

// About is what a page is about.
type About uint8

// What pages are about.
const (
	AboutUser About = iota
	AboutProvider
	AboutAccount
	AboutArchive
	AboutBrowser
	AboutProblem
	AboutData
)

// Path is one of the two ways through the widget.
type Path uint8

// The paths: to a linked account, and to documents that were analysed.
const (
	PathAccount Path = iota
	PathDocuments
)

// Stages is how many stages a path has.
const Stages = 5

// Pages lists every page.
func Pages() []Page {
	all := make([]Page, 0, len(pageTable))
	for p := range pageTable {
		all = append(all, Page(p))
	}
	return all
}

// String is the page's name as the documentation has it.
func (p Page) String() string { return pageTable[p].name }

// WidgetEvent is the eventName that the widget sends when the page shows, empty
// where it sends none.
func (p Page) WidgetEvent() wire.EventName { return pageTable[p].event }

// Next are the pages that can follow p, besides Browser, Problem, Closed and going
// back.
func (p Page) Next() []Page { return pageTable[p].next }

// About is what the page is about.
func (p Page) About() About { return pageTable[p].about }

// Fields gives the fields of the page's form, in order; none on a page without a
// form.
func (s State) Fields() []wire.Field {
	_, fields := s.form()
	return fields
}

// Value gives what stands in a field of the page's form.
func (s State) Value(field string) wire.Secret {
	name, _ := s.form()
	return s.Linking.Typed[fieldKey(name, field)]
}

func (s *State) form() (name string, fields []wire.Field) {
	if form := pageTable[s.Page].form; form != nil {
		return form(s)
	}
	return "", nil
}

// Typing says that letters are typed into a field of the page, so that none of them
// can be a key.
func (s State) Typing() bool { return holds(pageTable[s.Page].typing, &s) }

func holds(condition func(*State) bool, s *State) bool { return condition != nil && condition(s) }

// Progress gives the path that the user is on, and how many of its stages are done,
// from 0 to Stages, or -1 once the widget is closed without a connected account: no stage
// is the present one then. On the Browser page it goes along with the widget.
func (s State) Progress() (path Path, done int) {
	at := s.origin()
	if at == Browsing {
		at = pageOf(s.Browser.Screen.EventName)
	}
	if archive := s.UserData.Of.Kind == SubjectArchive; at == Data && archive {
		at = RevokeArchive
	} else if at == Data {
		at = AccountRevoke
	}
	path, done = pageTable[at].path, pageTable[at].done
	switch {
	case at == Closed && s.Linking.Current().ConnectionStatus != wire.StatusConnected:
		done = -1
	case at == Closed, at == AccountRevoke && s.Linking.Current().ConnectionStatus == wire.StatusConnected,
		at == RevokeArchive && s.Documents.Current().State.Status == wire.ArchiveAnalyzed:
		done = Stages
	}
	return path, done
}

// pageOf is the page that the widget announces with an event, or Browsing.
func pageOf(event wire.EventName) Page {
	for p := range pageTable {
		if event != "" && pageTable[p].event == event {
			return Page(p)
		}
	}
	return Browsing
}

// subject is what is polled while the page shows; its kind is empty for nothing.
func (s *State) subject() Subject {
	switch kind := pageTable[s.Page].polls; {
	case s.Page == Data:
		return s.UserData.Of
	case kind == SubjectArchive && (s.Page != ArchiveStatus || s.Documents.Analysing()):
		return Subject{Kind: kind, ID: s.Documents.ArchiveID}
	case kind == SubjectAccount:
		return Subject{Kind: kind, ID: s.Linking.AccountID}
	case kind == SubjectSync && (s.Page != ProviderList || s.Linking.Syncing() && !s.Revocation.awaits(s.Linking.AccountID)):
		return Subject{Kind: kind, ID: s.Linking.AccountID, UserID: s.Session.UserID}
	case kind == SubjectInvite && s.Invitation.Invite.ID != "":
		return Subject{Kind: kind, ID: s.Invitation.Invite.ID, UserID: s.Invitation.Invite.UserID}
	case kind == SubjectUser, s.Page == ProviderList && s.canChange():
		return s.user()
	}
	return Subject{}
}

// user is all that the user has, as a subject. The page of all shows uploads also where
// none can be added.
func (s *State) user() Subject {
	return Subject{Kind: SubjectUser, UserID: s.Session.UserID, Uploads: s.Options.CanUpload() || s.Page == Accounts}
}
