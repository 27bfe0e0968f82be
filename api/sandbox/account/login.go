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

// loginOptions are the ways to log in. Their patterns leave room for an alias, so
// that george+7 can log in everywhere.
var loginOptions = map[string]wire.LoginOption{
	assets.LoginEmail:    loginOption(wire.Field{Name: assets.LoginEmail, Label: "Email", Kind: wire.FieldEmail, Pattern: `\s*[^@\s]+@[^@\s]+\s*`}),
	assets.LoginUsername: loginOption(wire.Field{Name: assets.LoginUsername, Label: "User name", Kind: wire.FieldText}),
	assets.LoginMobile: loginOption(wire.Field{
		Name: assets.LoginMobile, Label: "Mobile number", Kind: wire.FieldTel, Hint: "with or without country code",
		Pattern: `\s*[+(]{0,2}[0-9][0-9 ().+-]{6,28}\s*`,
	}),
	assets.LoginSSNumber: loginOption(wire.Field{
		Name: assets.LoginSSNumber, Label: "SS number", Kind: wire.FieldNumber, Hint: "10 digits",
		Pattern: `\s*[0-9][0-9 -]{8,14}(\+[0-9]{1,6})?\s*`,
	}),
}

// loginOption is the form of one way to log in: an identifier, whose field has the
// name of the option, and a password.
func loginOption(f wire.Field) wire.LoginOption {
	f.Required = true
	password := wire.Field{Name: "password", Label: "Password", Kind: wire.FieldPassword, Required: true}
	return wire.LoginOption{ID: f.Name, Label: f.Label + " and password", Fields: []wire.Field{f, password}}
}

// mfaKinds are the Link contract's words for a provider's second step.
var mfaKinds = map[string]wire.MFAKind{
	assets.MFANone: wire.MFANone, assets.MFACode4: wire.MFAOTP, assets.MFACode6: wire.MFAOTP,
	assets.MFAChoice: wire.MFAChoice, assets.MFAQuestions: wire.MFAQuestions,
}

// checkCredentials wants every field of the option that the request names.
func checkCredentials(p assets.Provider, body wire.LoginRequest) error {
	if !slices.Contains(p.Login, body.Option) {
		return web.Invalid("option", "must be one of %s", strings.Join(p.Login, ", "))
	}
	for _, f := range loginOptions[body.Option].Fields {
		name, value := "credentials."+f.Name, body.Credentials[f.Name].Reveal()
		if strings.TrimSpace(value) == "" {
			return web.Invalid(name, "is wanted")
		}
		if len(value) > maxCredential {
			return web.Invalid(name, "is longer than %d bytes", maxCredential)
		}
		if fits, err := regexp.MatchString("^(?:"+f.Pattern+")$", value); f.Pattern != "" && (err != nil || !fits) {
			return web.Invalid(name, "does not look like: %s", strings.ToLower(f.Label))
		}
	}
	return nil
}
