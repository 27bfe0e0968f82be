package flow

import (
	"slices"

	"winkterm/api/wire"
)

// enter shows a page; it is the one place where a page changes.
func (t *turn) enter(p Page) {
	t.Page, t.Notice, t.Linking.Invalid, t.Revocation.Invalid, t.Calls.PollFailures = p, Notice{}, nil, "", 0
	t.ViewCount++
	t.Unasked = !t.asked || p == Problem
	if p != Problem {
		t.Calls.Failed = FailedCall{}
	}
	if p != Problem && p != AccountRevoke && p != RevokeArchive {
		t.Revocation.Stage = RevokeIdle
	}
	shown := ShowPage{Page: p, UserID: t.Session.UserID, Mode: t.Session.Mode}
	switch p {
	case Start, Consent, ProviderList, LoginOptions, EmployerSurvey, FileTypeList, Browsing, Problem, Closed:
	case Login, MFA:
		shown.ProviderID = t.Linking.Provider.ID
	case Connecting:
		shown.ProviderID, shown.AccountID = t.Linking.Provider.ID, t.Linking.AccountID
	case ConnectSuccess, ConnectError, AccountRevoke:
		shown.ProviderID, shown.AccountID = t.Linking.Current().ProviderID, t.Linking.AccountID
	case FileType:
		shown.FileType = t.Documents.Type.Type
	case ArchiveStatus:
		shown.FileType, shown.ArchiveID = t.Documents.Type.Type, t.Documents.ArchiveID
	case ArchiveSuccess, RevokeArchive:
		shown.FileType, shown.ArchiveID = t.Documents.Current().Type, t.Documents.ArchiveID
	}
	t.emit(shown)
}

// advance shows a page with the present one to come back to. An answer may also
// lead on from a problem; the page to come back to is then the one it struck.
func (t *turn) advance(p Page) {
	if from := t.origin(); places()[from].kept {
		t.BackStack = append(slices.Clone(t.BackStack), from)
	}
	t.enter(p)
}

// back gives up what the page waits for and shows the page before; a question
// that the page asks is taken back first. On the first page nothing happens.
func (t *turn) back() {
	if (t.Page == AccountRevoke || t.Page == RevokeArchive) && t.Revocation.Stage == RevokeAsked {
		t.Revocation.Stage, t.Revocation.Invalid = RevokeIdle, ""
		return
	}
	if !t.CanGoBack() {
		t.refuse("there is no page to go back to")
		return
	}
	if t.returns() {
		t.reenter(t.Calls.Failed.Origin)
		return
	}
	last := len(t.BackStack) - 1
	p := t.BackStack[last]
	t.BackStack = slices.Clone(t.BackStack[:last])
	t.reenter(p)
}

// reenter shows a page again without what was under way.
func (t *turn) reenter(p Page) {
	t.drop(SlotUser)
	t.drop(SlotPoll)
	t.Revocation.Stage = RevokeIdle
	if p == EmployerSurvey {
		t.Linking.Provider, t.Linking.Form = t.Linking.Survey.Provider, t.Linking.Survey.Form
	}
	t.enter(p)
	t.resume()
}

// resume watches again what the page is about.
func (t *turn) resume() {
	switch t.Page {
	case Connecting, MFA:
		t.poll(Subject{Kind: SubjectAccount, ID: t.Linking.AccountID})
	case ConnectSuccess, AccountRevoke:
		t.poll(t.syncSubject())
	case ArchiveStatus:
		if t.Documents.Analysing() {
			t.poll(Subject{Kind: SubjectArchive, ID: t.Documents.ArchiveID})
		}
	case ArchiveSuccess, RevokeArchive:
		t.poll(Subject{Kind: SubjectArchive, ID: t.Documents.ArchiveID})
	case Browsing:
		t.watchUser()
	case Start, Consent, ProviderList, LoginOptions, Login, EmployerSurvey, ConnectError,
		FileTypeList, FileType, Problem, Closed:
	}
}

// settle ends a login or an upload: whatever came after the list that it was
// chosen from is no place to come back to any more.
func (t *turn) settle(from Page) {
	list := slices.Index(t.BackStack, from)
	t.BackStack = slices.Clone(t.BackStack[:list+1])
}

// leave closes the session. What was typed and picked is forgotten.
func (t *turn) leave(reason wire.CloseReason) {
	for slot := range slotCount {
		t.drop(slot)
	}
	t.dropBrowser()
	t.Session.CloseReason, t.Linking.Typed, t.Documents.Files, t.BackStack = reason, nil, nil, nil
	t.emit(FireCallback{Name: wire.OnClose, Args: wire.CloseCallback{Reason: reason}})
	t.enter(Closed)
}

// stepClosed starts again, with the same user and a new token.
func stepClosed(t *turn, i Intent) {
	if _, ok := i.(Begin); !ok {
		t.refuse("the session is closed")
		return
	}
	fresh := New(t.Options)
	if t.Session.UserID != "" {
		fresh.Options.UserID = t.Session.UserID
	}
	fresh.Calls.Attempt, fresh.ViewCount, fresh.Catalogue, fresh.Linking.Accounts = t.Calls.Attempt, t.ViewCount, t.Catalogue, t.Linking.Accounts
	fresh.Session.Fired, fresh.Revocation.Awaited = t.Session.Fired, t.Revocation.Awaited
	fresh.Documents.Archives, fresh.Documents.Types = t.Documents.Archives, t.Documents.Types
	t.State = fresh
	t.enter(Start)
	stepStart(t, i)
}
