package compare

import (
	"strconv"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// reply is what a host answers that goes along with the path; nil for what
// nothing depends on, and for polls, which are answered by the lives.
func (p *position) reply(asked flow.Request) flow.Reply {
	if p.failing {
		return failure
	}
	switch r := asked.(type) {
	case flow.CreateUser, flow.FetchToken:
		p.tokens++
		expires := time.Unix(0, 0).Add(time.Duration(p.tokens) * time.Hour)
		return flow.TokenReady{UserID: p.story.user, Mode: wire.Mode(p.story.mode), ExpiresAt: expires}
	case flow.OpenSession:
		return flow.SessionOpened{UserID: p.state.Session.UserID, Mode: p.state.Session.Mode, ExpiresAt: p.state.Session.ExpiresAt}
	case flow.LoadAccounts:
		return flow.AccountsLoaded{Accounts: p.linkedBefore()}
	case flow.LoadArchives:
		return flow.ArchivesLoaded{Archives: p.uploadedBefore()}
	case flow.LoadProvider:
		return flow.ProviderLoaded{Provider: provider(r.ID)}
	case flow.LoadLogin:
		return flow.LoginLoaded{Form: p.form}
	case flow.CreateAccount:
		return flow.AccountCreated{Account: p.account(string(wire.StatusPending))}
	case flow.LoadFileTypes:
		return flow.FileTypesLoaded{FileTypes: p.fileTypes()}
	case flow.CreateArchive:
		return flow.ArchiveCreated{Archive: p.archive(string(wire.ArchiveStarted))}
	case flow.RevokeAccount:
		return flow.AccountRemoved{}
	case flow.DeleteArchive:
		return flow.ArchiveRemoved{}
	case flow.LoadProviders, flow.SearchProviders, flow.Poll,
		flow.SubmitMFA, flow.ResendCode, flow.DisableMonitor, flow.LaunchWidget, flow.RenewWidget:
	}
	return nil
}

// failure is what a host answers that does not do what it is asked.
var failure = flow.Failed{Failure: flow.Failure{Kind: flow.Lasting, Title: "it failed"}}

// provider is one that can be logged in to. What its form asks for decides
// whether the survey comes first.
func provider(id string) wire.Provider {
	return wire.Provider{ID: id, Name: id, Type: wire.TypeEmployer, Active: true, Enabled: true, AccountConnection: true}
}

// account is the one under way in a status. A code that is wanted is always
// another one than before.
func (p *position) account(status string) wire.LinkAccount {
	a := wire.LinkAccount{Account: p.login.in(wire.ConnectionStatus(status))}
	if a.ConnectionStatus == wire.StatusAwaitingMFA {
		p.challenges++
		a.Challenge = &wire.Challenge{ID: strconv.Itoa(p.challenges), Kind: wire.MFAOTP}
	}
	return a
}

func (l *login) in(status wire.ConnectionStatus) wire.Account {
	a := wire.Account{ID: l.account, ProviderID: l.provider, ConnectionStatus: status}
	if status == wire.StatusError {
		code := l.errorCode()
		a.Connection.ErrorCode = &code
	}
	return a
}

func (p *position) archive(status string) wire.Archive {
	return p.upload.in(wire.ArchiveStatus(status))
}

func (u *upload) in(status wire.ArchiveStatus) wire.Archive {
	a := wire.Archive{ID: u.archive, Type: u.fileType}
	a.State.Status = status
	return a
}

// linkedBefore are the accounts that were there when the widget was opened.
func (p *position) linkedBefore() []wire.Account {
	all := p.accounts
	for _, l := range p.story.logins {
		if l.known {
			all = append(all[:len(all):len(all)], l.in(wire.StatusConnected))
		}
	}
	return all
}

// uploadedBefore are the archives that were there when the widget was opened.
func (p *position) uploadedBefore() []wire.Archive {
	all := p.archives
	for _, u := range p.story.uploads {
		if u.known {
			all = append(all[:len(all):len(all)], u.in(wire.ArchiveAnalyzed))
		}
	}
	return all
}

// fileTypes are all that the path needs.
func (p *position) fileTypes() []wire.FileType {
	names := map[string]bool{}
	var types []wire.FileType
	for _, u := range p.story.uploads {
		if !names[u.fileType] {
			names[u.fileType] = true
			types = append(types, wire.FileType{Type: u.fileType, Active: true, Enabled: true})
		}
	}
	if len(types) == 0 {
		types = append(types, wire.FileType{Type: unknown, Active: true, Enabled: true})
	}
	return types
}
