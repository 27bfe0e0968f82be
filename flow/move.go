package flow

import (
	"slices"

	"winkterm/api/wire"
)

// enter shows a page; it is the one place where a page changes.
func (t *turn) enter(p Page) {
	t.Page, t.Notice, t.Invalid, t.Misses = p, Notice{}, nil, 0
	t.Shown++
	if p != Problem {
		t.Trouble = Trouble{}
	}
	if p != Problem && p != AccountRevoke && p != RevokeArchive {
		t.Revoke = RevokeIdle
	}
	shown := Opened{Page: p, UserID: t.UserID, Mode: t.Mode}
	switch p {
	case Start, Consent, ProviderList, LoginOptions, EmployerSurvey, FileTypeList, Browsing, Problem, Closed:
	case Login, MFA:
		shown.ProviderID = t.Provider.ID
	case Connecting:
		shown.ProviderID, shown.AccountID = t.Provider.ID, t.AccountID
	case ConnectSuccess, ConnectError, AccountRevoke:
		shown.ProviderID, shown.AccountID = t.Current().ProviderID, t.AccountID
	case FileType:
		shown.FileType = t.FileType.Type
	case ArchiveStatus:
		shown.FileType, shown.ArchiveID = t.FileType.Type, t.ArchiveID
	case ArchiveSuccess, RevokeArchive:
		shown.FileType, shown.ArchiveID = t.CurrentArchive().Type, t.ArchiveID
	}
	t.emit(shown)
}

// advance shows a page with the present one to come back to. An answer may also
// lead on from a problem; the page to come back to is then the one it struck.
func (t *turn) advance(p Page) {
	from := t.Page
	if from == Problem {
		from = t.Trouble.Struck
	}
	if places()[from].kept {
		t.Trail = append(slices.Clone(t.Trail), from)
	}
	t.enter(p)
}

// back gives up what the page waits for and shows the page before; a question
// that the page asks is taken back first. On the first page nothing happens.
func (t *turn) back() {
	if (t.Page == AccountRevoke || t.Page == RevokeArchive) && t.Revoke == RevokeAsked {
		t.Revoke, t.Invalid = RevokeIdle, nil
		return
	}
	if !t.CanGoBack() {
		return
	}
	if t.returns() {
		t.reenter(t.Trouble.Struck)
		return
	}
	last := len(t.Trail) - 1
	p := t.Trail[last]
	t.Trail = slices.Clone(t.Trail[:last])
	t.reenter(p)
}

// reenter shows a page again without what was under way.
func (t *turn) reenter(p Page) {
	t.drop(Front)
	t.drop(Poll)
	t.Revoke = RevokeIdle
	if p == EmployerSurvey {
		t.Provider, t.Form = t.Employer.Provider, t.Employer.Form
	}
	t.enter(p)
	t.resume()
}

// resume watches again what the page is about.
func (t *turn) resume() {
	switch t.Page {
	case Connecting, MFA:
		t.call(Poll, PollAccount{AccountID: t.AccountID})
	case ConnectSuccess, AccountRevoke:
		t.call(Poll, PollSync{AccountID: t.AccountID, UserID: t.UserID})
	case ArchiveStatus:
		if t.Analysing() {
			t.call(Poll, PollArchive{ArchiveID: t.ArchiveID})
		}
	case ArchiveSuccess, RevokeArchive:
		t.call(Poll, PollArchive{ArchiveID: t.ArchiveID})
	case Browsing:
		t.watchUser()
	case Start, Consent, ProviderList, LoginOptions, Login, EmployerSurvey, ConnectError,
		FileTypeList, FileType, Problem, Closed:
	}
}

// settle ends a login or an upload: whatever came after the list that it was
// chosen from is no place to come back to any more.
func (t *turn) settle(from Page) {
	list := slices.Index(t.Trail, from)
	t.Trail = slices.Clone(t.Trail[:list+1])
}

// leave closes the session. What was typed and picked is forgotten.
func (t *turn) leave(reason wire.CloseReason) {
	for l := Front; l < lines; l++ {
		t.drop(l)
	}
	t.dropBrowser()
	t.Reason, t.Typed, t.Files, t.Trail = reason, nil, nil, nil
	t.emit(Fired{Name: wire.OnClose, Args: wire.CloseCallback{Reason: reason}})
	t.enter(Closed)
}

// stepClosed starts again, with the same user and a new token.
func stepClosed(t *turn, i Intent) {
	if _, ok := i.(Begin); !ok {
		return
	}
	fresh := New(t.Options)
	if t.UserID != "" {
		fresh.Options.UserID = t.UserID
	}
	fresh.Attempt, fresh.Shown, fresh.Catalogue, fresh.Accounts = t.Attempt, t.Shown, t.Catalogue, t.Accounts
	fresh.Told, fresh.Revoking = t.Told, t.Revoking
	fresh.Archives, fresh.FileTypes = t.Archives, t.FileTypes
	t.State = fresh
	t.enter(Start)
	stepStart(t, i)
}
