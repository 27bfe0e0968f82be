package flow

import (
	"maps"
	"regexp"
	"strings"

	"winkterm/api/wire"
)

// LoginOption gives the way to log in that was taken.
func (s State) LoginOption() (wire.LoginOption, bool) {
	for _, o := range s.Form.Options {
		if o.ID == s.Option {
			return o, true
		}
	}
	return wire.LoginOption{}, false
}

// Fields gives the fields of the page's form by name, in order; none on a page
// without a form.
func (s State) Fields() []wire.Field {
	switch s.Page {
	case Login:
		option, _ := s.LoginOption()
		return option.Fields
	case MFA:
		return challengeFields(s.Challenge)
	case Start, Consent, ProviderList, LoginOptions, EmployerSurvey, Connecting,
		ConnectSuccess, ConnectError, AccountRevoke, FileTypeList, FileType, ArchiveStatus,
		ArchiveSuccess, RevokeArchive, Browsing, Problem, Closed:
	}
	return nil
}

// Value gives what stands in a field of the page's form.
func (s State) Value(field string) wire.Secret {
	return s.Typed[Slot{Form: s.formName(), Field: field}]
}

// TypedAt gives what stands in a field of a provider's login.
func (s State) TypedAt(providerID, option, field string) wire.Secret {
	return s.Typed[Slot{Form: loginForm(providerID, option), Field: field}]
}

func mfaForm(accountID, challengeID string) string { return "mfa/" + accountID + "/" + challengeID }

func loginForm(providerID, option string) string { return "login/" + providerID + "/" + option }

// formName tells the forms apart: each keeps what was typed into it.
func (s State) formName() string {
	if s.Page == MFA {
		return mfaForm(s.AccountID, s.Challenge.ID)
	}
	return loginForm(s.Provider.ID, s.Option)
}

// typed keeps what was typed into the page's fields.
func (t *turn) typed(e Typed) {
	for _, f := range t.Fields() {
		value, ok := e.Values[f.Name]
		if !ok {
			continue
		}
		t.Typed = maps.Clone(t.Typed)
		if t.Typed == nil {
			t.Typed = map[Slot]wire.Secret{}
		}
		t.Typed[Slot{Form: t.formName(), Field: f.Name}] = value
		t.Invalid = maps.Clone(t.Invalid)
		delete(t.Invalid, f.Name)
	}
}

// forget drops what was typed to link the account: the login and the answers.
func (t *turn) forget() {
	t.Typed = maps.Clone(t.Typed)
	login, answers := loginForm(t.Provider.ID, t.Option), mfaForm(t.AccountID, "")
	maps.DeleteFunc(t.Typed, func(s Slot, _ wire.Secret) bool {
		return s.Form == login || strings.HasPrefix(s.Form, answers)
	})
}

// check says what is wrong with the page's fields.
func (t *turn) check() bool {
	wrong := map[string]string{}
	for _, f := range t.Fields() {
		switch value := t.Value(f.Name).Reveal(); {
		case value == "" && f.Required:
			wrong[f.Name] = "is needed"
		case value != "" && !fits(f.Pattern, value):
			wrong[f.Name] = "does not look right"
			if f.Hint != "" {
				wrong[f.Name] += ": " + f.Hint
			}
		}
	}
	t.Invalid = wrong
	return len(wrong) == 0
}

// fits says whether the whole value matches. A pattern that is none lets
// everything through: the host checks again.
func fits(pattern, value string) bool {
	if pattern == "" {
		return true
	}
	re, err := regexp.Compile(`^(?:` + pattern + `)$`)
	return err != nil || re.MatchString(value)
}

// stepLogin sends the credentials. Where the login belongs to the browser there
// is nothing to send.
func stepLogin(t *turn, i Intent) {
	if _, ok := i.(Submitted); !ok || !t.Options.Native || !t.check() {
		return
	}
	t.Notice = Notice{}
	credentials := map[string]wire.Secret{}
	for _, f := range t.Fields() {
		if v := t.Value(f.Name); v != "" {
			credentials[f.Name] = v
		}
	}
	t.call(Front, CreateAccount{ProviderID: t.Provider.ID, Option: t.Option, Credentials: credentials})
}

// accountCreated follows the account that the credentials made.
func (t *turn) accountCreated(r AccountCreated) {
	t.about(r.Account.ID)
	t.Challenge, t.Answered = wire.Challenge{}, ""
	t.fire(wire.OnAccountCreated, r.Account.Account)
	t.connecting()
	t.follow(PollAccount{AccountID: r.Account.ID}, r.Account)
}
