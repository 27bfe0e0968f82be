package assets

import "winkterm/api/wire"

// Provider is one entry of the shipped catalogue: the Open API's Provider, and
// below it what only the sandbox knows. The labels are the specification's, the
// logo addresses lead nowhere.
type Provider struct {
	wire.Provider

	// Country is an ISO 3166 code of two letters.
	Country string `json:"country"`
	// MFAKind is what follows the password, one of the MFA constants.
	MFAKind string `json:"mfaKind"`
	// Login lists the ways to log in, of the Login constants, the usual one
	// first; empty without a live connection.
	Login []string `json:"login"`
	// SocialSecurity is the id of the provider that knows the employer's people
	// when the employer itself has no live connection; often empty.
	SocialSecurity string `json:"socialSecurity"`
}

// The kinds of a second step at a login.
const (
	MFANone      = "none"
	MFACode4     = "otp4"
	MFACode6     = "otp6"
	MFAChoice    = "choice" // of the channel for a four-digit code
	MFAQuestions = "questions"
)

// The ways to log in: each is one identifier and a password.
const (
	LoginEmail    = "email"
	LoginMobile   = "mobile"
	LoginUsername = "username"
	LoginSSNumber = "ssNumber"
)

var providers = parsed[Provider]("providers.json")

// Providers gives the shipped catalogue in its order. The slice is shared.
func Providers() []Provider { return providers() }
