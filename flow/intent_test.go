package flow_test

import (
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

var (
	toConsent = []string{"begin", "token u-1", "session", "providers 3 last"}
	toList    = add(toConsent, "consent")
	toOptions = add(toList, "choose grab", "form mobile:number email:mail")
	toLogin   = add(toList, "choose grab", "form mobile:number,password", "type number=9559991234 password=secret")
	toSurvey  = add(toList, "choose acme type=EMPLOYER dead", "form record=sss_ph")
	toWaiting = add(toLogin, "submit", "created a-1 PENDING at=grab")
	toMFA     = add(toWaiting, "seen a-1 AWAITING_MFA otp id=c-1 length=4 left=3 at=grab", "type code=1234")
	toSuccess = add(toWaiting, "seen a-1 CONNECTED at=grab")
	toError   = add(toWaiting, "seen a-1 ERROR code=INVALID_CREDENTIALS at=grab")
	toAccount = add(toSuccess, "account", "synced a-1 CONNECTED LINK_ACCOUNT:Finished at=grab monitor=ACTIVE")
	toData    = add(toAccount, "data")
	toAsked   = add(toAccount, "revoke")
	toLost    = add(toSuccess, "account", "synced a-1 ERROR code=EXPIRED_CREDENTIALS at=grab")
	toProblem = add(toLogin, "submit", "fail user passing")
	toOwner   = []string{"for a-1", "begin", "owned a-1 ERROR code=ACCOUNT_LOCKED at=grab of=u-1"}
	toAll     = add(toSuccess, "synced a-1 CONNECTED LINK_ACCOUNT:Finished at=grab", "all", "user a-1:grab:CONNECTED a-2:upwork:PENDING archives=d-1:PAYSLIP:ANALYZED")
	toInvite  = add(toConsent, "invite", "templates 1", "type fullName=Ana email=ana@example.com")
	toInvited = add(toInvite, "submit", "invited inv-1 INVITED")
	toClosed  = add(toLogin, "close")

	toBrowser = add(toList, "browser", "launched http://127.0.0.1:1/x", "page open", "widget onAccountCreated a-1 at=grab", "user a-1:grab:PENDING")

	toTypes    = add(toList, "upload", "types PAYSLIP TAX_DOCUMENT COMPANY_ID WATER_BILL:off")
	toFiles    = add(toTypes, "choose-type PAYSLIP", "add payslip.pdf")
	toAnalysis = add(toFiles, "submit", "uploaded d-1 STARTED type=PAYSLIP")
	toFailed   = add(toAnalysis, "analysed d-1 ERROR code=SYSTEM_ERROR type=PAYSLIP")
	toValues   = add(toAnalysis, "analysed d-1 ANALYZED type=PAYSLIP")
	toArchive  = add(toValues, "revoke", "analysed d-1 ANALYZED type=PAYSLIP")
)

func add(commands []string, more ...string) []string {
	return append(append([]string(nil), commands...), more...)
}

// waysTo says how each page is reached.
func waysTo() map[flow.Page][]string {
	return map[flow.Page][]string{
		flow.Start: nil, flow.Consent: toConsent, flow.ProviderList: toList, flow.LoginOptions: toOptions,
		flow.Login: toLogin, flow.EmployerSurvey: toSurvey, flow.Connecting: toWaiting, flow.MFA: toMFA,
		flow.ConnectSuccess: toSuccess, flow.ConnectError: toError, flow.AccountRevoke: toAccount,
		flow.FileTypeList: toTypes, flow.FileType: toFiles, flow.ArchiveStatus: toAnalysis,
		flow.ArchiveSuccess: toValues, flow.RevokeArchive: toArchive,
		flow.Browsing: toBrowser, flow.Problem: toProblem, flow.Closed: toClosed, flow.Owner: toOwner,
		flow.Accounts: toAll, flow.Invite: toInvite, flow.Data: toData,
	}
}

// TestWhatLeadsWhere is the flow as a table: where a command leads, and what it
// asks for.
func TestWhatLeadsWhere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from    []string
		command string
		to      flow.Page
		asks    flow.Slot
		asking  bool
	}{
		{from: nil, command: "begin", to: flow.Start, asking: true},
		{from: nil, command: "back", to: flow.Start},
		{from: toOwner, command: "owner", to: flow.Start, asking: true},
		{from: toOwner, command: "back", to: flow.Owner},
		{from: toOwner, command: "done", to: flow.Closed},
		{from: add(toOwner, "close"), command: "begin", to: flow.Start, asking: true},
		{from: toConsent, command: "consent", to: flow.ProviderList},
		{from: toConsent, command: "decline", to: flow.Closed},
		{from: toConsent, command: "back", to: flow.Consent},
		{from: toList, command: "choose grab", to: flow.ProviderList, asking: true},
		{from: toList, command: "search grab", to: flow.ProviderList},
		{from: toList, command: "filter GIG", to: flow.ProviderList},
		{from: toList, command: "missing", to: flow.ProviderList, asking: true},
		{from: add(toList, "missing", "types PAYSLIP"), command: "back", to: flow.ProviderList},
		{from: add(toTypes, "back"), command: "missing", to: flow.FileTypeList},
		{from: toList, command: "back", to: flow.Consent},
		{from: toOptions, command: "option email", to: flow.Login},
		{from: toOptions, command: "option pigeon", to: flow.LoginOptions},
		{from: toOptions, command: "back", to: flow.ProviderList},
		{from: toLogin, command: "submit", to: flow.Login, asking: true},
		{from: toLogin, command: "back", to: flow.ProviderList},
		{from: toSurvey, command: "record", to: flow.EmployerSurvey, asking: true},
		{from: toSurvey, command: "back", to: flow.ProviderList},
		{from: toWaiting, command: "refresh", to: flow.Connecting, asks: flow.SlotPoll, asking: true},
		{from: toWaiting, command: "back", to: flow.Login},
		{from: toMFA, command: "submit", to: flow.MFA, asking: true},
		{from: toMFA, command: "resend", to: flow.MFA, asking: true},
		{from: toMFA, command: "refresh", to: flow.MFA, asks: flow.SlotPoll, asking: true},
		{from: toMFA, command: "back", to: flow.Login},
		{from: toSuccess, command: "another", to: flow.ProviderList},
		{from: toSuccess, command: "account", to: flow.AccountRevoke, asks: flow.SlotPoll, asking: true},
		{from: toSuccess, command: "refresh", to: flow.ConnectSuccess, asks: flow.SlotPoll, asking: true},
		{from: toSuccess, command: "back", to: flow.ProviderList},
		{from: toSuccess, command: "done", to: flow.Closed},
		{from: toError, command: "retry", to: flow.Login},
		{from: toError, command: "another", to: flow.ProviderList},
		{from: toError, command: "back", to: flow.Login},
		{from: toError, command: "done", to: flow.Closed},
		{from: toAccount, command: "revoke", to: flow.AccountRevoke},
		{from: toAccount, command: "confirm", to: flow.AccountRevoke},
		{from: toAccount, command: "stop-sync", to: flow.AccountRevoke, asking: true},
		{from: toAccount, command: "refresh", to: flow.AccountRevoke, asks: flow.SlotPoll, asking: true},
		{from: toAccount, command: "back", to: flow.ConnectSuccess, asks: flow.SlotPoll, asking: true},
		{from: toLost, command: "again", to: flow.AccountRevoke, asking: true},
		{from: add(toLost, "again"), command: "provider grab dead type=EMPLOYER", to: flow.AccountRevoke, asking: true},
		{from: add(toLost, "again", "provider grab"), command: "form mobile:number", to: flow.Login},
		{from: add(toLost, "again", "provider grab", "form mobile:number"), command: "back", to: flow.ProviderList},
		{from: toAsked, command: "confirm", to: flow.AccountRevoke, asking: true},
		{from: toAsked, command: "back", to: flow.AccountRevoke},
		{from: toList, command: "upload", to: flow.ProviderList, asking: true},
		{from: toSurvey, command: "upload", to: flow.EmployerSurvey, asking: true},
		{from: toError, command: "upload", to: flow.ConnectError, asking: true},
		{from: add(toTypes, "back"), command: "upload", to: flow.FileTypeList},
		{from: toTypes, command: "choose-type COMPANY_ID", to: flow.FileType},
		{from: toTypes, command: "choose-type WATER_BILL", to: flow.FileTypeList},
		{from: toTypes, command: "choose-type SOMETHING", to: flow.FileTypeList},
		{from: toTypes, command: "archive d-9", to: flow.FileTypeList},
		{from: toTypes, command: "back", to: flow.ProviderList},
		{from: toFiles, command: "submit", to: flow.FileType, asking: true},
		{from: toFiles, command: "stop", to: flow.FileType},
		{from: toFiles, command: "back", to: flow.FileTypeList},
		{from: toAnalysis, command: "refresh", to: flow.ArchiveStatus, asks: flow.SlotPoll, asking: true},
		{from: toAnalysis, command: "retry", to: flow.ArchiveStatus},
		{from: toAnalysis, command: "another", to: flow.ArchiveStatus},
		{from: toAnalysis, command: "back", to: flow.FileType},
		{from: toFailed, command: "refresh", to: flow.ArchiveStatus},
		{from: toFailed, command: "retry", to: flow.FileType},
		{from: toFailed, command: "another", to: flow.FileTypeList},
		{from: toFailed, command: "done", to: flow.Closed},
		{from: toValues, command: "another", to: flow.FileTypeList},
		{from: toValues, command: "revoke", to: flow.RevokeArchive, asks: flow.SlotPoll, asking: true},
		{from: toValues, command: "archive d-1", to: flow.RevokeArchive, asks: flow.SlotPoll, asking: true},
		{from: toValues, command: "refresh", to: flow.ArchiveSuccess, asks: flow.SlotPoll, asking: true},
		{from: toValues, command: "back", to: flow.FileTypeList},
		{from: toValues, command: "done", to: flow.Closed},
		{from: toArchive, command: "revoke", to: flow.RevokeArchive},
		{from: toArchive, command: "confirm", to: flow.RevokeArchive},
		{from: add(toArchive, "revoke"), command: "confirm", to: flow.RevokeArchive, asking: true},
		{from: add(toArchive, "revoke"), command: "back", to: flow.RevokeArchive},
		{from: toArchive, command: "back", to: flow.ArchiveSuccess, asks: flow.SlotPoll, asking: true},
		{from: toProblem, command: "retry", to: flow.Login, asking: true},
		{from: toProblem, command: "back", to: flow.Login},
		{from: toProblem, command: "done", to: flow.Closed},
		{from: toConsent, command: "all", to: flow.Accounts, asks: flow.SlotPoll, asking: true},
		{from: toList, command: "all", to: flow.Accounts, asks: flow.SlotPoll, asking: true},
		{from: toAll, command: "account a-2", to: flow.AccountRevoke, asks: flow.SlotPoll, asking: true},
		{from: toAll, command: "account a-9", to: flow.Accounts},
		{from: toAll, command: "archive d-1", to: flow.RevokeArchive, asks: flow.SlotPoll, asking: true},
		{from: toAll, command: "archive d-9", to: flow.Accounts},
		{from: toAll, command: "refresh", to: flow.Accounts, asks: flow.SlotPoll, asking: true},
		{from: toAll, command: "back", to: flow.ConnectSuccess, asks: flow.SlotPoll, asking: true},
		{from: add(toAll, "account a-1"), command: "back", to: flow.Accounts, asks: flow.SlotPoll, asking: true},
		{from: add(toAll, "account a-1", "back"), command: "back", to: flow.ConnectSuccess, asks: flow.SlotPoll, asking: true},
		{from: add(toAll, "account a-2", "back"), command: "back", to: flow.ProviderList, asks: flow.SlotPoll, asking: true},
		{from: toConsent, command: "invite", to: flow.Invite, asking: true},
		{from: add(toConsent, "invite", "templates 0"), command: "make-template", to: flow.Invite, asking: true},
		{from: add(toConsent, "invite", "templates 0"), command: "refresh", to: flow.Invite, asking: true},
		{from: add(toConsent, "invite", "templates 2"), command: "make-template", to: flow.Invite},
		{from: add(toConsent, "invite", "templates 2"), command: "template tpl-9", to: flow.Invite},
		{from: add(toConsent, "invite", "templates 2"), command: "submit", to: flow.Invite},
		{from: add(toConsent, "invite", "templates 2", "template tpl-2", "type fullName=Ana"), command: "submit", to: flow.Invite},
		{from: toInvite, command: "submit", to: flow.Invite, asking: true},
		{from: toInvite, command: "template tpl-1", to: flow.Invite},
		{from: toInvite, command: "refresh", to: flow.Invite},
		{from: toInvite, command: "another", to: flow.Invite},
		{from: toInvite, command: "back", to: flow.Consent},
		{from: toInvited, command: "submit", to: flow.Invite},
		{from: toInvited, command: "refresh", to: flow.Invite, asks: flow.SlotPoll, asking: true},
		{from: toInvited, command: "another", to: flow.Invite, asking: true},
		{from: toInvited, command: "back", to: flow.Consent},
		{from: add(toInvited, "back"), command: "invite", to: flow.Invite, asks: flow.SlotPoll, asking: true},
		{from: toClosed, command: "begin", to: flow.Start, asking: true},
		{from: toClosed, command: "back", to: flow.Closed},
	} {
		s := played(t, c.from...)
		at := s.state.Page
		effects := s.play(c.command)
		if s.state.Page != c.to {
			t.Errorf("%s on %s leads to %s, want %s", c.command, at, s.state.Page, c.to)
		}
		asked := false
		for _, e := range effects {
			if ask, ok := e.(flow.Ask); ok && s.state.Calls.Slots[c.asks].Attempt == ask.Attempt {
				asked = true
			}
		}
		if asked != c.asking {
			t.Errorf("%s on %s asks for something: %t, want %t (%v)", c.command, at, asked, c.asking, effects)
		}
	}
}

// TestAnotherBeginsAnew wants neither the file that was rejected nor what was searched
// for before; trying again wants the file.
func TestAnotherBeginsAnew(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from  []string
		then  []string
		files int
	}{
		{toFailed, []string{"another", "choose-type PAYSLIP"}, 0},
		{toFailed, []string{"retry"}, 1},
	} {
		s := played(t, add(c.from, c.then...)...)
		if got := len(s.state.Documents.Picked()); s.state.Page != flow.FileType || got != c.files {
			t.Errorf("%v leads to %s with %d files, want %d", c.then, s.state.Page, got, c.files)
		}
	}
	for name, from := range map[string][]string{
		"a linked account": {"seen a-1 CONNECTED at=grab"}, "a failed one": {"seen a-1 ERROR code=INVALID_CREDENTIALS at=grab"},
	} {
		s := played(t, add(add(toList, "search gr", "filter GIG", "choose grab"), "form mobile:number",
			"type number=9559991234", "submit", "created a-1 PENDING at=grab")...)
		for _, c := range append(from, "another") {
			s.play(c)
		}
		if s.state.Calls.Slots[flow.SlotSearch].Attempt != 0 {
			t.Errorf("after %s the search goes on", name)
		}
		if c := s.state.Catalogue; s.state.Page != flow.ProviderList || c.Query != "" || c.Type != "" {
			t.Errorf("after %s another begins on %s with %q among %q", name, s.state.Page, c.Query, c.Type)
		}
	}
}

// TestClosingFromEveryPage gives the reason of each way out.
func TestClosingFromEveryPage(t *testing.T) {
	t.Parallel()
	for page, commands := range waysTo() {
		if page == flow.Closed {
			continue
		}
		for command, reason := range map[string]wire.CloseReason{
			"close": wire.CloseX, "done": map[flow.Page]wire.CloseReason{
				flow.ConnectSuccess: wire.CloseExit, flow.ConnectError: wire.CloseError, flow.Problem: wire.CloseError,
				flow.ArchiveSuccess: wire.CloseExit, flow.Owner: wire.CloseX,
			}[page],
		} {
			s := played(t, commands...)
			effects := s.play(command)
			if reason == "" {
				if s.state.Page != page || len(effects) > 0 {
					t.Errorf("%s has no button to leave by, and %q leads to %s", page, command, s.state.Page)
				}
				continue
			}
			if s.state.Page != flow.Closed || s.state.Session.CloseReason != reason {
				t.Errorf("%s on %s leads to %s by %q, want %q", command, page, s.state.Page, s.state.Session.CloseReason, reason)
			}
			if len(s.state.Linking.Typed) > 0 {
				t.Errorf("%s on %s leaves what was typed", command, page)
			}
		}
	}
}
