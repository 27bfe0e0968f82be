package compare_test

import (
	"fmt"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/compare"
)

// sim is a user with a mind of its own in front of the wizard's flow, and a host
// that answers as hosts do. What the flow tells on the way is the path.
type sim struct {
	*path
	t     *rapid.T
	tb    testing.TB
	state flow.State
	// accounts and archives are what the host still has in store for each.
	accounts map[string][]wire.ConnectionStatus
	archives map[string][]wire.ArchiveStatus
	made     int
	tokens   int
	codes    int
}

func newSim(t *rapid.T, tb testing.TB) *sim {
	s := &sim{path: newPath(), t: t, tb: tb, accounts: map[string][]wire.ConnectionStatus{}, archives: map[string][]wire.ArchiveStatus{}}
	s.options.EnableUpload = rapid.Bool().Draw(t, "upload")
	if rapid.IntRange(0, 4).Draw(t, "only") == 0 {
		on := rapid.Bool().Draw(t, "consent")
		s.options.Providers, s.options.EnableConsentPage = []string{"p-1"}, &on
	}
	s.state = flow.New(flow.Options{UserID: s.user, Native: true, Widget: s.options})
	s.do(flow.Begin{})
	return s
}

// do makes a step, answers what it asks, and hears what it tells.
func (s *sim) do(e flow.Event) {
	next, effects, _ := flow.Step(s.state, e)
	s.state = next
	for _, effect := range effects {
		switch e := effect.(type) {
		case flow.ShowPage:
			s.opened(s.tb, e)
		case flow.FireCallback:
			s.tell(s.tb, e.Name, e.Args)
		case flow.RecordStatus:
			s.at = s.at.Add(pause)
			s.seen = append(s.seen, compare.Seen{At: s.at, ID: e.ID, Status: e.To, ErrorCode: e.ErrorCode})
		case flow.Ask, flow.Cancel, flow.CloseWidget, flow.RecordWidgetCallback, flow.RecordNote:
		}
	}
	for _, line := range []flow.Slot{flow.SlotUser, flow.SlotToken} {
		if call := s.state.Calls.Slots[line]; call.Attempt != 0 && !call.Held {
			s.do(flow.Answer{Attempt: call.Attempt, Reply: s.reply(call.Request)})
		}
	}
}

// watch answers the poll, if there is one.
func (s *sim) watch() {
	if call := s.state.Calls.Slots[flow.SlotPoll]; call.Attempt != 0 {
		s.do(flow.Answer{Attempt: call.Attempt, Reply: s.reply(call.Request)})
	}
}

func (s *sim) reply(asked flow.Request) flow.Reply {
	switch r := asked.(type) { //nolint:gochecksumtype // nobody asks for the others here
	case flow.FetchToken:
		s.tokens++
		return flow.TokenReady{UserID: s.user, Mode: s.mode, ExpiresAt: start.AddDate(s.tokens, 0, 0)}
	case flow.OpenSession:
		return flow.SessionOpened{UserID: s.user, Mode: s.mode, ExpiresAt: s.state.Session.ExpiresAt}
	case flow.LoadProvider:
		return flow.ProviderLoaded{Provider: wire.Provider{ID: r.ID, Name: r.ID, Type: wire.TypeEmployer, AccountConnection: true}}
	case flow.LoadLogin:
		return flow.LoginLoaded{Form: s.form(r.ProviderID)}
	case flow.CreateAccount:
		return flow.AccountCreated{Account: s.account(s.newAccount(), r.ProviderID)}
	case flow.Poll:
		return s.polled(r.Subject)
	case flow.SubmitMFA:
		return flow.AnswerAccepted{Account: s.account(r.AccountID, s.state.Linking.Provider.ID)}
	case flow.LoadFileTypes:
		return flow.FileTypesLoaded{FileTypes: []wire.FileType{{Type: "PAYSLIP", Active: true, Enabled: true}, {Type: "TAX_DOCUMENT", Active: true, Enabled: true}}}
	case flow.CreateArchive:
		s.made++
		id := "d-" + strconv.Itoa(s.made)
		s.archives[id] = rapid.SampledFrom([][]wire.ArchiveStatus{
			{wire.ArchiveStarted, wire.ArchiveAnalyzed}, {wire.ArchiveStarted, wire.ArchiveError}, {wire.ArchiveUnsupported}, {wire.ArchiveAnalyzed},
		}).Draw(s.t, "analysis")
		return flow.ArchiveCreated{Archive: s.archive(id, r.FileType)}
	case flow.Revoke:
		return flow.Agreed{}
	}
	panic(fmt.Sprintf("nobody asks for %T here", asked))
}

func (s *sim) polled(p flow.Subject) flow.Reply {
	switch p.Kind {
	case flow.SubjectAccount:
		return flow.AccountSeen{Account: s.account(p.ID, s.state.Linking.Provider.ID)}
	case flow.SubjectSync:
		a, _ := s.state.Linking.Account(p.ID)
		if s.revoking(p.ID) {
			a.ConnectionStatus = wire.StatusDisconnected
		}
		return flow.SyncSeen{Account: a, Tasks: []wire.Task{{Status: wire.TaskFinished}}}
	case flow.SubjectArchive:
		return flow.ArchiveSeen{Archive: s.archive(p.ID, "")}
	case flow.SubjectUser, flow.SubjectInvite:
	}
	return flow.UserSeen{Accounts: s.state.Linking.Accounts, Archives: s.state.Documents.Archives}
}

func (s *sim) revoking(id string) bool {
	for _, other := range s.state.Revocation.Awaited {
		if other == id {
			return true
		}
	}
	return false
}

// form is that of a provider, always the same: p-2 and the like have two ways to
// log in, employers have none.
func (s *sim) form(provider string) wire.LoginForm {
	one, two := wire.LoginOption{ID: "one"}, wire.LoginOption{ID: "two"}
	switch provider {
	case "p-2", "p-3":
		return wire.LoginForm{Options: []wire.LoginOption{one, two}}
	case "acme":
		return wire.LoginForm{SocialSecurity: "sss_ph"}
	}
	return wire.LoginForm{Options: []wire.LoginOption{one}}
}

func (s *sim) newAccount() string {
	s.made++
	id := "a-" + strconv.Itoa(s.made)
	p, m, c, e := wire.StatusPending, wire.StatusAwaitingMFA, wire.StatusConnected, wire.StatusError
	s.accounts[id] = rapid.SampledFrom([][]wire.ConnectionStatus{
		{p, c}, {p, e}, {p, m, p, c}, {p, m, c}, {m, m, c}, {p, m, p, m, p, c}, {p, m, p, m, e}, {m, p, e}, {p, p},
	}).Draw(s.t, "life")
	return id
}

// account is the next of its life.
func (s *sim) account(id, provider string) wire.LinkAccount {
	life := s.accounts[id]
	a := wire.LinkAccount{Account: wire.Account{ID: id, ProviderID: provider, ConnectionStatus: life[0]}}
	if len(life) > 1 {
		s.accounts[id] = life[1:]
	}
	if a.ConnectionStatus == wire.StatusAwaitingMFA {
		s.codes++
		a.Challenge = &wire.Challenge{ID: strconv.Itoa(s.codes), Kind: wire.MFAOTP}
	}
	if a.ConnectionStatus == wire.StatusError {
		code := wire.AccountErrorCode("INVALID_MFA")
		a.Connection.ErrorCode = &code
	}
	return a
}

func (s *sim) archive(id, fileType string) wire.Archive {
	a, known := s.state.Documents.Archive(id)
	if !known {
		a = wire.Archive{ID: id, Type: fileType}
	}
	life := s.archives[id]
	a.State.Status = life[0]
	if len(life) > 1 {
		s.archives[id] = life[1:]
	}
	if s.revoking(id) {
		a.State.Status = wire.ArchiveRevoked
	}
	return a
}

// wish draws what the user does on the page.
func (s *sim) wish() {
	for _, i := range s.wishes() {
		s.do(i)
	}
}

func (s *sim) wishes() []flow.Intent {
	one := func(i flow.Intent) []flow.Intent { return []flow.Intent{i} }
	back, leave, done := one(flow.Back{}), one(flow.Close{}), one(flow.Done{})
	pick := func(all ...[]flow.Intent) []flow.Intent { return rapid.SampledFrom(all).Draw(s.t, "wish") }
	switch s.state.Page {
	case flow.Start, flow.Owner, flow.Closed:
		return one(flow.Begin{})
	case flow.Consent:
		return pick(one(flow.ConsentGiven{}), one(flow.ConsentGiven{}), one(flow.ConsentGiven{}), leave)
	case flow.ProviderList:
		taken := one(flow.ProviderChosen{Provider: wire.Provider{ID: rapid.SampledFrom([]string{"p-1", "p-2", "p-3", "p-4", "acme"}).Draw(s.t, "provider")}})
		return pick(taken, taken, taken, taken, one(flow.UploadWanted{}), back, leave)
	case flow.LoginOptions:
		return pick(one(flow.OptionChosen{ID: "one"}), one(flow.OptionChosen{ID: "two"}), back)
	case flow.Login:
		return pick(one(flow.Submitted{}), one(flow.Submitted{}), one(flow.Submitted{}), back, leave)
	case flow.EmployerSurvey:
		return pick(one(flow.RecordChosen{}), one(flow.RecordChosen{}), back, one(flow.UploadWanted{}))
	case flow.MFA:
		typed := flow.Typed{Values: map[string]wire.Secret{flow.CodeField: "1234"}}
		return pick([]flow.Intent{typed, flow.Submitted{}}, []flow.Intent{typed, flow.Submitted{}}, back, leave)
	case flow.ConnectSuccess:
		return pick(done, one(flow.AnotherWanted{}), one(flow.AnotherWanted{}), one(flow.AccountWanted{}), leave)
	case flow.ConnectError:
		return pick(done, one(flow.Retried{}), one(flow.AnotherWanted{}), one(flow.UploadWanted{}), leave)
	case flow.AccountRevoke:
		return pick([]flow.Intent{flow.RevokeWanted{}, flow.RevokeConfirmed{}}, back, leave)
	case flow.FileTypeList:
		kind := flow.FileTypeChosen{Type: wire.FileType{Type: rapid.SampledFrom([]string{"PAYSLIP", "TAX_DOCUMENT"}).Draw(s.t, "type")}}
		return pick(one(kind), one(kind), back, leave)
	case flow.FileType:
		file := flow.FileAdded{File: flow.File{Path: "f", Name: "f", Size: 1, Format: wire.FormatPDF}}
		return pick([]flow.Intent{file, flow.Submitted{}}, []flow.Intent{file, flow.Submitted{}}, back)
	case flow.ArchiveStatus:
		return pick(one(flow.Retried{}), one(flow.AnotherWanted{}), done, back)
	case flow.ArchiveSuccess:
		return pick(done, one(flow.AnotherWanted{}), one(flow.RevokeWanted{}), leave)
	case flow.RevokeArchive:
		return pick([]flow.Intent{flow.RevokeWanted{}, flow.RevokeConfirmed{}}, back, leave)
	case flow.Connecting, flow.Browsing, flow.Problem, flow.Accounts, flow.Invite, flow.Data:
	}
	return nil
}

// wander goes on for some steps.
func (s *sim) wander(steps int) {
	for range steps {
		if rapid.IntRange(0, 2).Draw(s.t, "who") == 0 {
			s.wish()
			continue
		}
		s.watch()
		if s.state.Page != flow.Connecting {
			s.wish()
		}
	}
}
