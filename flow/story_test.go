package flow_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow"
)

// story plays a transcript: commands of the user and of the host.
type story struct {
	*probe
	// tokenNo counts the tokens that the host gave.
	tokenNo int
}

// intents are the commands of the user that take words.
func (s *story) intent(name string, a args) (flow.Intent, bool) {
	switch name {
	case "search":
		return flow.Searched{Query: strings.Join(a.plain, " ")}, true
	case "filter":
		return flow.TypeFiltered{Type: wire.ProviderType(a.at(0))}, true
	case "choose":
		return flow.ProviderChosen{Provider: provider(a)}, true
	case "option":
		return flow.OptionChosen{ID: a.at(0)}, true
	case "type":
		return s.typing(a), true
	case "confirm":
		return flow.RevokeConfirmed{Typed: a.at(0)}, true
	case "choose-type":
		return flow.FileTypeChosen{Type: wire.FileType{Type: a.at(0)}}, true
	case "add":
		return flow.FileAdded{File: file(a)}, true
	case "remove":
		n, _ := strconv.Atoi(a.at(0))
		return flow.FileRemoved{Index: n}, true
	case "template":
		return flow.TemplateChosen{ID: a.at(0)}, true
	case "account":
		return flow.AccountWanted{ID: a.at(0)}, true
	case "archive":
		return flow.ArchiveWanted{ID: a.at(0)}, true
	}
	i, ok := plainIntents[name]
	return i, ok
}

var plainIntents = map[string]flow.Intent{
	"begin": flow.Begin{}, "owner": flow.OwnerWanted{}, "consent": flow.ConsentGiven{}, "decline": flow.ConsentDeclined{},
	"submit": flow.Submitted{}, "resend": flow.ResendWanted{}, "record": flow.RecordChosen{},
	"another": flow.AnotherWanted{}, "invite": flow.InviteWanted{}, "make-template": flow.TemplateWanted{}, "all": flow.AccountsWanted{}, "data": flow.DataWanted{}, "again": flow.LoginWanted{}, "revoke": flow.RevokeWanted{},
	"stop-sync": flow.SyncStopWanted{}, "refresh": flow.Refreshed{}, "retry": flow.Retried{},
	"upload": flow.UploadWanted{}, "missing": flow.EmployerMissing{}, "stop": flow.UploadStopped{},
	"browser": flow.BrowserWanted{}, "renew": flow.TokenWanted{},
	"back": flow.Back{}, "done": flow.Done{}, "close": flow.Close{},
}

// typing remembers what goes into fields that nobody else may see, but for what
// could as well be part of an address.
func (s *story) typing(a args) flow.Typed {
	values := map[string]wire.Secret{}
	for name, value := range a.named {
		values[name] = wire.Secret(value)
		if name != flow.ChoiceField && strings.Trim(value, "0123456789abcdef") != "" || len(value) > 7 {
			s.secrets = append(s.secrets, value)
		}
	}
	return flow.Typed{Values: values}
}

// reply reads what the host says, and which calls it can be an answer to.
func (s *story) reply(name string, a args) (flow.Reply, bool) {
	switch name {
	case "token":
		s.tokenNo++
		mode := wire.Mode(a.at(1))
		return flow.TokenReady{UserID: a.at(0), Mode: mode, ExpiresAt: expiry(s.tokenNo)}, true
	case "owned":
		return flow.OwnerFound{Found: flow.FoundAccount(account(a))}, true
	case "session":
		return flow.SessionOpened{UserID: s.state.Session.UserID, Mode: s.state.Session.Mode, ExpiresAt: s.state.Session.ExpiresAt}, true
	case "provider":
		return flow.ProviderLoaded{Provider: provider(a)}, true
	case "providers":
		n, _ := strconv.Atoi(a.at(0))
		return flow.ProvidersArrived{Providers: providers(n), Cursor: a.named["cursor"], Last: a.has("last")}, true
	case "form":
		return flow.LoginLoaded{Form: form(a)}, true
	case "created":
		return flow.AccountCreated{Account: linkAccount(a)}, true
	case "seen":
		return flow.AccountSeen{Account: linkAccount(a)}, true
	case "synced":
		return flow.SyncSeen{Account: account(a), Tasks: tasks(a.plain)}, true
	case "accepted":
		return flow.AnswerAccepted{Account: linkAccount(a)}, true
	case "agreed":
		return flow.Agreed{}, true
	case "types":
		return flow.FileTypesLoaded{FileTypes: fileTypes(a.plain)}, true
	case "sent":
		return flow.UploadProgress{Progress: flow.Progress{Sent: int64(a.number("bytes")), Total: int64(a.number("of"))}}, true
	case "uploaded":
		return flow.ArchiveCreated{Archive: archive(a)}, true
	case "analysed":
		return flow.ArchiveSeen{Archive: archive(a)}, true
	case "items":
		return items(a), true
	case "launched":
		return flow.WidgetLaunched{URL: a.at(0)}, true
	case "templates":
		n, _ := strconv.Atoi(a.at(0))
		return flow.InviteTemplatesLoaded{Templates: inviteTemplates(n)}, true
	case "invited":
		return flow.InviteSent{Invite: wire.Invite{ID: a.at(0), UserID: "u-9", Status: wire.InviteStatus(a.at(1))}}, true
	case "invite-seen":
		seen := flow.InviteSeen{Invite: wire.Invite{ID: a.at(0), UserID: "u-9", Status: wire.InviteStatus(a.at(1))}, Accounts: accounts(a.plain[2:])}
		seen.Log = []wire.InviteLog{{InviteStatus: seen.Invite.Status}, {InviteStatus: wire.InviteInvited}}
		return seen, true
	case "user":
		return flow.UserSeen{Accounts: accounts(a.plain), Archives: archives(strings.Fields(strings.ReplaceAll(a.named["archives"], ",", " ")))}, true
	}
	return nil, false
}

// accounts are "a-1:sss_ph:CONNECTED" and the like.
func accounts(words []string) []wire.Account {
	var list []wire.Account
	for _, w := range words {
		part := strings.Split(w, ":")
		list = append(list, wire.Account{ID: part[0], ProviderID: part[1], ConnectionStatus: wire.ConnectionStatus(part[2])})
	}
	return list
}

// waits finds the call that a reply answers, the one asked last.
func (s *story) waits(name string) int {
	for _, attempt := range slices.Backward(slices.Sorted(maps.Keys(s.alive))) {
		if answers(name, s.alive[attempt]) {
			return attempt
		}
	}
	return 0
}

var pollReplies = map[flow.SubjectKind]string{
	flow.SubjectAccount: "seen", flow.SubjectSync: "synced", flow.SubjectArchive: "analysed", flow.SubjectUser: "user", flow.SubjectInvite: "invite-seen",
}

// answers says whether a reply of the host fits a request.
func answers(name string, r flow.Request) bool {
	switch r := r.(type) {
	case flow.CreateUser, flow.FetchToken:
		return name == "token"
	case flow.FindOwner:
		return name == "owned"
	case flow.OpenSession:
		return name == "session"
	case flow.LoadProvider:
		return name == "provider"
	case flow.LoadProviders, flow.SearchProviders:
		return name == "providers"
	case flow.LoadLogin:
		return name == "form"
	case flow.CreateAccount:
		return name == "created"
	case flow.Poll:
		return name == pollReplies[r.Subject.Kind]
	case flow.SubmitMFA, flow.ResendCode:
		return name == "accepted"
	case flow.Revoke, flow.DisableMonitor, flow.RenewWidget:
		return name == "agreed"
	case flow.LoadFileTypes:
		return name == "types"
	case flow.CreateArchive:
		return name == "uploaded" || name == "sent"
	case flow.LoadInviteTemplates, flow.CreateInviteTemplate:
		return name == "templates"
	case flow.SendInvite:
		return name == "invited"
	case flow.LoadData:
		return name == "items"
	case flow.LaunchWidget:
		return name == "launched"
	}
	return false
}

var slotNames = []string{flow.SlotUser: "user", flow.SlotPoll: "poll", flow.SlotList: "list", flow.SlotSearch: "search", flow.SlotToken: "token", flow.SlotData: "data"}

// play performs a command and gives the effects; an error says what is wrong with it.
func (s *story) play(command string) []flow.Effect {
	s.Helper()
	words := strings.Fields(command)
	attempt := 0
	if late, ok := strings.CutPrefix(words[0], "@"); ok {
		attempt, _ = strconv.Atoi(late)
		words = words[1:]
	}
	name, a := words[0], parseArgs(words[1:])
	switch name {
	case "for":
		s.state.Options.AccountID = a.at(0)
		return nil
	case "expire":
		return s.apply(flow.TokenExpired{ExpiresAt: s.state.Session.ExpiresAt})
	case "reset":
		return s.apply(flow.HostReset{})
	case "page":
		return s.apply(flow.WidgetPage{State: pageStates[a.at(0)], Text: a.named["text"]})
	case "widget":
		return s.apply(flow.WidgetCallback{Name: wire.CallbackName(a.at(0)), Data: callbackData(a)})
	case "fail":
		slot := slices.Index(slotNames, a.at(0))
		if slot < 0 {
			s.Fatalf("%s: no such slot", command)
		}
		if attempt == 0 {
			attempt = s.state.Calls.Slots[slot].Attempt
		}
		return s.apply(flow.Answer{Attempt: attempt, Reply: flow.Failed{Failure: failure(a.at(1), a)}})
	}
	if i, ok := s.intent(name, a); ok {
		return s.apply(i)
	}
	r, ok := s.reply(name, a)
	if !ok {
		s.Fatalf("%s: no such command", command)
	}
	if attempt == 0 {
		if attempt = s.waits(name); attempt == 0 {
			s.Fatalf("%s: nobody asked for it; under way: %v", command, s.alive)
		}
	}
	return s.apply(flow.Answer{Attempt: attempt, Reply: r})
}

// items are "incomes=12" and the like, "tasks=LINK_ACCOUNT:Finished", and "last".
func items(a args) flow.DataArrived {
	arrived := flow.DataArrived{Last: a.has("last"), Tasks: tasks(strings.Fields(strings.ReplaceAll(a.named["tasks"], ",", " ")))}
	for _, kind := range slices.Sorted(maps.Keys(a.named)) {
		if kind != "tasks" {
			arrived.Counts = append(arrived.Counts, flow.DataCount{Kind: kind, Count: a.number(kind)})
		}
	}
	return arrived
}
