package account

import (
	"regexp"
	"slices"
	"strings"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// maxCredential bounds one field of a login, in bytes.
const maxCredential = 1000

// The patterns of identifiers. They leave room for an alias, so that george+7
// can log in everywhere.
const (
	patternEmail    = `\s*[^@\s]+@[^@\s]+\s*`
	patternMobile   = `\s*[+(]{0,2}[0-9][0-9 ().+-]{6,28}\s*`
	patternSSNumber = `\s*[0-9][0-9 -]{8,14}(\+[0-9]{1,6})?\s*`
)

var patterns = map[string]*regexp.Regexp{
	patternEmail:    regexp.MustCompile(`^(?:` + patternEmail + `)$`),
	patternMobile:   regexp.MustCompile(`^(?:` + patternMobile + `)$`),
	patternSSNumber: regexp.MustCompile(`^(?:` + patternSSNumber + `)$`),
}

// loginOption is the form of one way to log in: an identifier, whose field has
// the name of the option, and a password.
func loginOption(id string) wire.LoginOption {
	field, label := wire.Field{Name: id, Required: true}, ""
	switch id {
	case assets.LoginEmail:
		label = "Email"
		field.Label, field.Kind, field.Pattern = "Email", wire.FieldEmail, patternEmail
	case assets.LoginMobile:
		label = "Mobile number"
		field.Label, field.Kind, field.Pattern = "Mobile number", wire.FieldTel, patternMobile
		field.Hint = "with or without country code"
	case assets.LoginUsername:
		label = "User name"
		field.Label, field.Kind = "User name", wire.FieldText
	case assets.LoginSSNumber:
		label = "SS number"
		field.Label, field.Kind, field.Pattern = "SS number", wire.FieldNumber, patternSSNumber
		field.Hint = "10 digits"
	}
	password := wire.Field{Name: "password", Label: "Password", Kind: wire.FieldPassword, Required: true}
	return wire.LoginOption{ID: id, Label: label + " and password", Fields: []wire.Field{field, password}}
}

// mfaKind is the Link contract's word for a provider's second step.
func mfaKind(p assets.Provider) wire.MFAKind {
	switch p.MFAKind {
	case assets.MFACode4, assets.MFACode6:
		return wire.MFAOTP
	case assets.MFAChoice:
		return wire.MFAChoice
	case assets.MFAQuestions:
		return wire.MFAQuestions
	}
	return wire.MFANone
}

// checkCredentials wants every field of the option that the request names.
func checkCredentials(p assets.Provider, body wire.LoginRequest) error {
	if !slices.Contains(p.Login, body.Option) {
		return web.Invalid("option", "must be one of %s", strings.Join(p.Login, ", "))
	}
	for _, f := range loginOption(body.Option).Fields {
		name, value := "credentials."+f.Name, body.Credentials[f.Name].Reveal()
		if strings.TrimSpace(value) == "" {
			return web.Invalid(name, "is wanted")
		}
		if len(value) > maxCredential {
			return web.Invalid(name, "is longer than %d bytes", maxCredential)
		}
		if f.Pattern != "" && !patterns[f.Pattern].MatchString(value) {
			return web.Invalid(name, "does not look like: %s", strings.ToLower(f.Label))
		}
	}
	return nil
}
