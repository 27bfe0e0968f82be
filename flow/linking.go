package flow

import (
	"encoding/json"
	"slices"

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
	// Typed is what stands in the fields, of every form that was opened.
	Typed map[FieldKey]wire.Secret
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

// FieldKey is one field of one form.
type FieldKey struct{ Form, Field string }

// MarshalText lets JSON hold the key in a map.
func (k FieldKey) MarshalText() ([]byte, error) { return json.Marshal([2]string{k.Form, k.Field}) }

// UnmarshalText reads what MarshalText wrote.
func (k *FieldKey) UnmarshalText(text []byte) error {
	var pair [2]string
	err := json.Unmarshal(text, &pair)
	k.Form, k.Field = pair[0], pair[1]
	return err
}

// Account gives the account of that id as last seen.
func (l Linking) Account(id string) (wire.Account, bool) {
	return find(l.Accounts, func(a wire.Account) bool { return a.ID == id })
}

// Current gives the account that the page is about, zero when there is none.
func (l Linking) Current() wire.Account {
	a, _ := l.Account(l.AccountID)
	return a
}

// ConnectedAt gives the user's live account at a provider: one that is connected.
func (l Linking) ConnectedAt(providerID string) (wire.Account, bool) {
	return find(l.Accounts, func(a wire.Account) bool {
		return a.ProviderID == providerID && a.ConnectionStatus == wire.StatusConnected
	})
}

// find gives the first item that fits.
func find[T any](all []T, fits func(T) bool) (item T, ok bool) {
	if i := slices.IndexFunc(all, fits); i >= 0 {
		return all[i], true
	}
	return item, false
}
