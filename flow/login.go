package flow

import (
	"maps"
	"regexp"
	"strings"

	"winkterm/api/wire"
)

// LoginOption gives the way to log in that was chosen.
func (l Linking) LoginOption() (wire.LoginOption, bool) {
	return find(l.Form.Options, func(o wire.LoginOption) bool { return o.ID == l.Option })
}

// Fields gives the fields of the page's form by name, in order; none on a page
// without a form.
func (s State) Fields() []wire.Field {
	switch s.Page {
	case Login:
		option, _ := s.Linking.LoginOption()
		return option.Fields
	case MFA:
		return challengeFields(s.Linking.Challenge)
	case Start, Consent, ProviderList, LoginOptions, EmployerSurvey, Connecting,
		ConnectSuccess, ConnectError, AccountRevoke, FileTypeList, FileType, ArchiveStatus,
		ArchiveSuccess, RevokeArchive, Browsing, Problem, Closed:
	}
	return nil
}

// Value gives what stands in a field of the page's form.
func (s State) Value(field string) wire.Secret {
	return s.Linking.Typed[FieldKey{Form: s.formName(), Field: field}]
}

// TypedAt gives what stands in a field of a provider's login.
func (l Linking) TypedAt(providerID, option, field string) wire.Secret {
	return l.Typed[FieldKey{Form: loginForm(providerID, option), Field: field}]
}

func mfaForm(accountID, challengeID string) string { return "mfa/" + accountID + "/" + challengeID }

func loginForm(providerID, option string) string { return "login/" + providerID + "/" + option }

// formName tells the forms apart: each keeps what was typed into it.
func (s State) formName() string {
	if s.Page == MFA {
		return mfaForm(s.Linking.AccountID, s.Linking.Challenge.ID)
	}
	return loginForm(s.Linking.Provider.ID, s.Linking.Option)
}

// typed keeps what was typed into the page's fields.
func (t *turn) typed(e Typed) {
	changed, why := false, "the page has no such field"
	for _, f := range t.Fields() {
		value, ok := e.Values[f.Name]
		if !ok {
			continue
		}
		key := FieldKey{Form: t.formName(), Field: f.Name}
		before, known := t.Linking.Typed[key]
		if _, invalid := t.Linking.Invalid[f.Name]; known && before == value && !invalid {
			why = "that is in the field already"
			continue
		}
		t.Linking.Typed = with(t.Linking.Typed, key, value)
		t.Linking.Invalid = maps.Clone(t.Linking.Invalid)
		delete(t.Linking.Invalid, f.Name)
		changed = true
	}
	if !changed {
		t.refuse(why)
	}
}

// with gives a copy of a map with a value in it.
func with[K comparable, V any](m map[K]V, key K, value V) map[K]V {
	out := maps.Clone(m)
	if out == nil {
		out = map[K]V{}
	}
	out[key] = value
	return out
}

// forget drops what was typed to link the account: the login and the answers.
func (t *turn) forget() {
	t.Linking.Typed = maps.Clone(t.Linking.Typed)
	login, answers := loginForm(t.Linking.Provider.ID, t.Linking.Option), mfaForm(t.Linking.AccountID, "")
	maps.DeleteFunc(t.Linking.Typed, func(s FieldKey, _ wire.Secret) bool {
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
	if len(wrong) > 0 && maps.Equal(wrong, t.Linking.Invalid) {
		t.refuse("the fields are still not right")
	}
	t.Linking.Invalid = wrong
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
	if _, ok := i.(Submitted); !ok {
		t.notOffered(i)
		return
	}
	if !t.Options.Native {
		t.refuse("a login happens in the browser on this host")
		return
	}
	if !t.check() {
		return
	}
	t.Notice = Notice{}
	credentials := map[string]wire.Secret{}
	for _, f := range t.Fields() {
		if v := t.Value(f.Name); v != "" {
			credentials[f.Name] = v
		}
	}
	t.call(SlotUser, CreateAccount{ProviderID: t.Linking.Provider.ID, Option: t.Linking.Option, Credentials: credentials})
}

// accountCreated follows the account that the credentials made.
func (t *turn) accountCreated(r AccountCreated) {
	t.about(r.Account.ID)
	t.Linking.Challenge, t.Linking.AnsweredID = wire.Challenge{}, ""
	t.fire(wire.OnAccountCreated, r.Account.Account)
	t.connecting()
	t.follow(Poll{Subject: Subject{Kind: SubjectAccount, ID: r.Account.ID}}, r.Account)
}
