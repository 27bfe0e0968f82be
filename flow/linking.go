package flow

import (
	"maps"
	"slices"
	"strings"

	"winkterm/api/wire"
)

// Linking is the account being linked, or looked at, and the others of the user.
type Linking struct {
	// Provider is the one chosen, Form its login, Option the id of the way to log in.
	Provider wire.Provider
	Form     wire.LoginForm
	Option   string
	// Survey is what the survey page is about, kept while its record is tried.
	Survey Survey
	// Typed is what stands in the fields, of every form that was opened, by fieldKey.
	Typed map[string]wire.Secret
	// Invalid says what is wrong with a field of the page, by field name.
	Invalid map[string]string

	// AccountID is the account that the page is about; Accounts are all that are
	// known of this user, oldest first.
	AccountID string
	Accounts  []wire.Account
	// Tasks are the account's, as far as they were read.
	Tasks []wire.Task
	// Challenge is what the provider asks for, with the zero value for nothing.
	Challenge wire.Challenge
	// AnsweredID is the challenge that was answered last, AnsweredLeft how many
	// attempts were left then: a host may ask again under the same id.
	AnsweredID   string
	AnsweredLeft int
}

// Survey is a provider with its login form.
type Survey struct {
	Provider wire.Provider
	Form     wire.LoginForm
}

// fieldKey is one field of one form.
func fieldKey(form, field string) string { return form + "/" + field }

// Account gives the account of that id as last seen.
func (l Linking) Account(id string) (wire.Account, bool) {
	return find(l.Accounts, func(a wire.Account) bool { return a.ID == id })
}

// Current gives the account that the page is about, zero when there is none.
func (l Linking) Current() wire.Account {
	a, _ := l.Account(l.AccountID)
	return a
}

// AccountAt gives the account that choosing a provider opens: one that is connected,
// else the last one that failed. A login that failed in this session does not count:
// choosing the provider tries it again.
func (s State) AccountAt(providerID string) (wire.Account, bool) {
	var at wire.Account
	for _, a := range s.Linking.Accounts {
		switch {
		case a.ProviderID != providerID || at.ConnectionStatus == wire.StatusConnected:
		case a.ConnectionStatus == wire.StatusConnected,
			a.ConnectionStatus == wire.StatusError && !s.Session.HasFired(wire.OnAccountError, a.ID):
			at = a
		}
	}
	return at, at.ID != ""
}

// LinkedAccounts are those that a returning user looks for, the newest first: connected
// ones, and a failed one that choosing its provider opens.
func (s State) LinkedAccounts() (linked []wire.Account) {
	for _, a := range slices.Backward(s.Linking.Accounts) {
		at, _ := s.AccountAt(a.ProviderID)
		if a.ConnectionStatus == wire.StatusConnected || at.ID == a.ID {
			linked = append(linked, a)
		}
	}
	return linked
}

// LoginOption gives the way to log in that was chosen.
func (l Linking) LoginOption() (wire.LoginOption, bool) {
	return find(l.Form.Options, func(o wire.LoginOption) bool { return o.ID == l.Option })
}

// TypedAt gives what stands in a field of a provider's login.
func (l Linking) TypedAt(providerID, option, field string) wire.Secret {
	return l.Typed[fieldKey(loginName(providerID, option), field)]
}

// Syncing says that the first data of the page's account are still being fetched.
func (l Linking) Syncing() bool {
	if l.Current().ConnectionStatus != wire.StatusConnected {
		return false
	}
	started := func(t wire.Task) bool { return t.Status == wire.TaskStarted }
	return len(l.Tasks) == 0 || slices.ContainsFunc(l.Tasks, started)
}

// CanLogInAgain says whether the page's account is in want of its user.
func (l Linking) CanLogInAgain() bool {
	a := l.Current()
	return a.ConnectionStatus == wire.StatusError ||
		a.ConnectionStatus == wire.StatusConnected && a.MonitorStatus == wire.MonitorUserActionRequired
}

// AuthorisesAgain says whether the provider lets nobody in to read the page's account until
// its user logs in once more, as after a change of password.
func (l Linking) AuthorisesAgain() bool {
	a := l.Current()
	return l.CanLogInAgain() && (a.MonitorStatus == wire.MonitorUserActionRequired || a.ErrorCode() == wire.ErrExpiredCredentials)
}

// CanStopSync says whether the data sync runs and can be stopped.
func (l Linking) CanStopSync() bool {
	m := l.Current().MonitorStatus
	return l.Current().ConnectionStatus == wire.StatusConnected &&
		(m == wire.MonitorActive || m == wire.MonitorUserActionRequired)
}

// loginForm is the form of the Login page; each login keeps what was typed into it.
func loginForm(s *State) (name string, fields []wire.Field) {
	option, _ := s.Linking.LoginOption()
	return loginName(s.Linking.Provider.ID, s.Linking.Option), option.Fields
}

// challengeForm is the form of the MFA page.
func challengeForm(s *State) (name string, fields []wire.Field) {
	l := s.Linking
	return challengeName(l.AccountID, l.Challenge.ID), challengeFields(l.Challenge)
}

func loginName(providerID, option string) string { return "login/" + providerID + "/" + option }

func challengeName(accountID, challengeID string) string {
	return "mfa/" + accountID + "/" + challengeID
}

// restoreSurvey makes the provider of the survey page the chosen one again.
func (l *Linking) restoreSurvey() { l.Provider, l.Form = l.Survey.Provider, l.Survey.Form }

// forgetTyped drops what was typed to link the account: the login and the answers.
func (l *Linking) forgetTyped() {
	login, answers := fieldKey(loginName(l.Provider.ID, l.Option), ""), challengeName(l.AccountID, "")
	l.Typed = maps.Clone(l.Typed)
	maps.DeleteFunc(l.Typed, func(key string, _ wire.Secret) bool {
		return strings.HasPrefix(key, login) || strings.HasPrefix(key, answers)
	})
}
