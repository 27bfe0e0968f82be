package flow_test

import (
	"strconv"
	"time"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow"
)

// anyIntent draws what the user does, on the right page or not.
func anyIntent(t *rapid.T, s flow.State) flow.Event {
	return rapid.SampledFrom([]flow.Event{
		flow.Begin{}, flow.ConsentGiven{}, flow.ConsentDeclined{},
		flow.Searched{Query: rapid.SampledFrom([]string{"", "s", "ss", "sss"}).Draw(t, "query")},
		flow.TypeFiltered{Type: wire.TypeGig},
		flow.ProviderChosen{Provider: anyProvider(t)},
		flow.OptionChosen{ID: rapid.SampledFrom([]string{"ss", "email", "none"}).Draw(t, "option")},
		anyTyped(t), anyTyped(t), flow.Submitted{}, flow.Submitted{}, flow.ResendWanted{},
		flow.RecordChosen{}, flow.AnotherWanted{}, flow.AccountWanted{}, flow.AccountWanted{ID: anyID(t)}, flow.AccountsWanted{}, flow.DataWanted{}, flow.LoginWanted{},
		flow.RevokeWanted{}, flow.RevokeConfirmed{Typed: s.Linking.AccountID}, flow.RevokeConfirmed{},
		flow.SyncStopWanted{}, flow.Refreshed{}, flow.Retried{}, flow.Back{}, flow.Back{},
		flow.UploadWanted{}, flow.UploadWanted{}, flow.EmployerMissing{}, flow.FileTypeChosen{Type: anyFileType(t)}, flow.FileAdded{File: anyFile(t)},
		flow.FileRemoved{Index: rapid.IntRange(-1, 2).Draw(t, "place")}, flow.UploadStopped{},
		flow.ArchiveWanted{ID: anyArchiveID(t)}, flow.RevokeConfirmed{Typed: s.Documents.ArchiveID},
		flow.Done{}, flow.Close{}, flow.BrowserWanted{}, flow.TokenWanted{},
		flow.InviteWanted{}, flow.TemplateChosen{ID: anyTemplateID(t)}, flow.TemplateWanted{},
	}).Draw(t, "intent")
}

func anyTemplateID(t *rapid.T) string {
	return "tpl-" + strconv.Itoa(rapid.IntRange(1, 3).Draw(t, "template"))
}

// anyInvite draws a status, also an unknown one and one that goes backwards.
func anyInvite(t *rapid.T) wire.Invite {
	id := "inv-" + strconv.Itoa(rapid.IntRange(1, 2).Draw(t, "invite"))
	return wire.Invite{ID: id, UserID: "u-9", Status: wire.InviteStatus(rapid.SampledFrom([]string{
		"INVITED", "EMAIL_OPENED", "LINKED", "REVOKED", "DREAMING", "",
	}).Draw(t, "status"))}
}

func inviteTemplates(n int) (all []flow.InviteTemplate) {
	for i := range n {
		all = append(all, flow.InviteTemplate{ID: "tpl-" + strconv.Itoa(i+1), Name: "Spring", Company: "Lakan Bank"})
	}
	return all
}

func anyTyped(t *rapid.T) flow.Typed {
	values := map[string]wire.Secret{}
	for _, name := range []string{"number", "password", "mail", "fullName", "email", "again", flow.CodeField, flow.ChoiceField, "q1"} {
		switch rapid.IntRange(0, 3).Draw(t, name) {
		case 0:
			values[name] = rightValues[name]
		case 1:
			values[name] = "hush-login"
		case 2:
			values[name] = ""
		}
	}
	return flow.Typed{Values: values}
}

func anyProvider(t *rapid.T) wire.Provider {
	id := "p-" + strconv.Itoa(rapid.IntRange(1, 3).Draw(t, "provider"))
	return wire.Provider{
		ID: id, Name: id, Type: rapid.SampledFrom(wire.ProviderTypes()).Draw(t, "type"),
		AccountConnection: rapid.Bool().Draw(t, "live"),
	}
}

func anyFailure(t *rapid.T) flow.Failure {
	return flow.Failure{
		Kind:  rapid.SampledFrom([]flow.FailureKind{flow.Lasting, flow.Passing, flow.Passing, flow.Rejected, flow.Gone, flow.Expired, flow.Expired}).Draw(t, "kind"),
		Title: "it failed", RetryAfter: time.Duration(rapid.IntRange(0, 3).Draw(t, "after")) * time.Second,
	}
}

// anyReply draws an answer that fits the request, true to life or not.
func (m *machine) anyReply(t *rapid.T, r flow.Request) flow.Reply {
	switch r := r.(type) {
	case flow.CreateUser, flow.FetchToken:
		m.tokenNo++
		mode := rapid.SampledFrom([]wire.Mode{wire.ModeSandbox, wire.ModeSandbox, wire.ModeProduction}).Draw(t, "mode")
		return flow.TokenReady{UserID: "u-7", Mode: mode, ExpiresAt: expiry(m.tokenNo)}
	case flow.FindOwner:
		found := flow.FoundAccount(anyAccount(t, r.Of.ID).Account)
		found.UserID = "u-7"
		return flow.OwnerFound{Found: found}
	case flow.OpenSession:
		return flow.SessionOpened{UserID: "u-7", Mode: m.state.Session.Mode, ExpiresAt: m.state.Session.ExpiresAt}
	case flow.LoadProvider:
		return flow.ProviderLoaded{Provider: anyProvider(t)}
	case flow.LoadProviders, flow.SearchProviders:
		return flow.ProvidersArrived{
			Providers: providers(rapid.IntRange(0, 2).Draw(t, "providers")), Cursor: "next",
			Last: rapid.Bool().Draw(t, "last"),
		}
	case flow.LoadLogin:
		return flow.LoginLoaded{Form: anyForm(t)}
	case flow.CreateAccount:
		return flow.AccountCreated{Account: anyAccount(t, anyID(t))}
	case flow.Poll:
		return pollReply(t, r.Subject)
	case flow.SubmitMFA:
		return flow.AnswerAccepted{Account: anyAccount(t, mostly(t, r.AccountID))}
	case flow.ResendCode:
		return flow.AnswerAccepted{Account: anyAccount(t, mostly(t, r.AccountID))}
	case flow.Revoke, flow.DisableMonitor, flow.RenewWidget:
		return flow.Agreed{}
	case flow.LoadFileTypes, flow.CreateArchive:
		return documentReply(t, r)
	case flow.LoadInviteTemplates, flow.CreateInviteTemplate:
		return flow.InviteTemplatesLoaded{Templates: inviteTemplates(rapid.IntRange(0, 2).Draw(t, "templates"))}
	case flow.SendInvite:
		return flow.InviteSent{Invite: anyInvite(t)}
	case flow.LoadData:
		return flow.DataArrived{Counts: []flow.DataCount{{Kind: "incomes", Count: rapid.IntRange(0, 3).Draw(t, "incomes")}}, Last: rapid.Bool().Draw(t, "last")}
	case flow.LaunchWidget:
		return flow.WidgetLaunched{URL: "http://127.0.0.1:1/x"}
	}
	t.Fatalf("a request that cannot be: %T", r)
	return nil
}

func pollReply(t *rapid.T, s flow.Subject) flow.Reply {
	switch s.Kind {
	case flow.SubjectAccount:
		return flow.AccountSeen{Account: anyAccount(t, mostly(t, s.ID))}
	case flow.SubjectSync:
		words := rapid.SampledFrom([][]string{nil, {"LINK_ACCOUNT:Started"}, {"LINK_ACCOUNT:Finished"}}).Draw(t, "tasks")
		return flow.SyncSeen{Account: anyAccount(t, mostly(t, s.ID)).Account, Tasks: tasks(words)}
	case flow.SubjectArchive:
		return flow.ArchiveSeen{Archive: anyArchive(t, s.ID)}
	case flow.SubjectInvite:
		return flow.InviteSeen{Invite: anyInvite(t), Accounts: []wire.Account{anyAccount(t, anyID(t)).Account}}
	case flow.SubjectUser:
	}
	return anyUser(t)
}

// anyID draws from few ids, so that a host gives one twice now and then.
func anyID(t *rapid.T) string {
	return "a-" + strconv.Itoa(rapid.IntRange(1, 6).Draw(t, "account"))
}

// mostly gives the account that was asked for.
func mostly(t *rapid.T, id string) string {
	if rapid.IntRange(0, 9).Draw(t, "whose") == 0 {
		return anyID(t)
	}
	return id
}

func anyForm(t *rapid.T) wire.LoginForm {
	words := rapid.SampledFrom([][]string{
		nil, {"record=p-2"}, {"ss:number,password"}, {"ss:number,password"}, {"ss:number,password", "email:mail,password"},
	}).Draw(t, "form")
	return form(parseArgs(words))
}

// anyAccount draws a status, also an unknown one and one that goes backwards.
func anyAccount(t *rapid.T, id string) wire.LinkAccount {
	words := []string{id, rapid.SampledFrom([]string{
		"PENDING", "PENDING", "AWAITING_MFA", "AWAITING_MFA", "AWAITING_MFA", "CONNECTED", "CONNECTED",
		"ERROR", "DISCONNECTED", "DREAMING", "",
	}).Draw(t, "status")}
	if words[1] == "AWAITING_MFA" {
		words = append(words, rapid.SampledFrom([]string{"otp", "choice", "questions", "hologram", ""}).Draw(t, "challenge"))
	}
	if words[1] == "ERROR" {
		words = append(words, "code=INVALID_MFA")
	}
	words = append(words, "at=p-"+strconv.Itoa(rapid.IntRange(1, 3).Draw(t, "at")), "monitor=ACTIVE",
		"id=c-"+strconv.Itoa(rapid.IntRange(1, 3).Draw(t, "id")), "left="+strconv.Itoa(rapid.IntRange(1, 3).Draw(t, "left")))
	return linkAccount(parseArgs(words))
}
