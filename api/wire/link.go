package wire

import (
	"slices"
	"time"
)

// WidgetOptions are the options of the Wink widget that the Link contract
// honours, with the widget's own names and defaults.
type WidgetOptions struct {
	TemplateID string `json:"templateId,omitempty"`
	// Providers shows only these ids; one id skips the list.
	Providers []string `json:"providers,omitempty"`
	// TopProviders shows these first, at most TopProvidersMax.
	TopProviders []string `json:"topProviders,omitempty"`
	// EnableUpload is off unless set; off hides what has no live connection.
	EnableUpload bool `json:"enableUpload"`
	// EnableSearchBar, EnableTypeBar and EnableConsentPage are on unless set to
	// false: nil means on.
	EnableSearchBar   *bool  `json:"enableSearchBar,omitempty"`
	EnableTypeBar     *bool  `json:"enableTypeBar,omitempty"`
	EnableConsentPage *bool  `json:"enableConsentPage,omitempty"`
	CompanyName       string `json:"companyName,omitempty"`
}

// TopProvidersMax is how many providers may be put first.
const TopProvidersMax = 10

// SessionRequest is the body of POST /sessions of the Link contract.
type SessionRequest struct {
	Options WidgetOptions `json:"options"`
}

// Session is what POST /sessions answers: the link token is spent, the key
// takes its place.
type Session struct {
	SessionKey Secret    `json:"sessionKey"`
	UserID     string    `json:"userId"`
	Mode       Mode      `json:"mode"`
	ExpiresAt  time.Time `json:"expiresAt"`
	Template   Template  `json:"template"`
}

// Template is what a session has of its Wink template: who asks, how it looks, and what is
// offered.
type Template struct {
	ID          string `json:"id"`
	CompanyName string `json:"companyName"`
	// Colours are the template's own; nil leaves them to whoever draws.
	Colours *TemplateColours `json:"colours,omitempty"`
	// Types are the types of providers that are offered; empty is all. EnableUpload offers
	// documents too where it is set, and takes them away where it is false.
	Types        []ProviderType `json:"types,omitempty"`
	EnableUpload *bool          `json:"enableUpload,omitempty"`
	// Consent is what users are asked to agree to; nil leaves it to whoever draws.
	Consent *ConsentText `json:"consent,omitempty"`
}

// ConsentText is the tenant's newest consent template in a session: a title, which may be
// empty, and the first ConsentTextMax characters of the text.
type ConsentText struct {
	Title string `json:"title,omitempty"`
	Text  string `json:"text"`
}

// ConsentTextMax is how much of a consent template a session has, in characters: it stands
// in every snapshot of the state.
const ConsentTextMax = 4000

// ConsentOf is the text of the newest of consent templates, nil without one.
func ConsentOf(templates []ConsentTemplate) *ConsentText {
	if len(templates) == 0 {
		return nil
	}
	newest := slices.MaxFunc(templates, func(a, b ConsentTemplate) int { return a.CreatedAt.Compare(b.CreatedAt) })
	text := []rune(newest.ConsentText)
	if len(text) > ConsentTextMax {
		text = append(text[:ConsentTextMax-1:ConsentTextMax-1], '…')
	}
	out := &ConsentText{Text: string(text)}
	if newest.Title != nil {
		out.Title = *newest.Title
	}
	return out
}

// TemplateColours are the colours of a Wink template, each as #rrggbb.
type TemplateColours struct {
	// Primary is that of buttons, titles and what has the focus, OnPrimary of the text on
	// it, Accent of names and links.
	Primary   string `json:"primary"`
	OnPrimary string `json:"onPrimary"`
	Accent    string `json:"accent"`
}

// LoginForm says what a provider wants at its login. Without a live connection
// there are no options.
type LoginForm struct {
	Options []LoginOption `json:"options"`
	MFA     MFA           `json:"mfa"`
	// SocialSecurity is the provider that knows the people of an employer
	// without live connection: its social security record. Empty for none.
	SocialSecurity string `json:"socialSecurity,omitempty"`
}

// LoginOption is one way to log in, for instance by email or by mobile number.
type LoginOption struct {
	ID     string  `json:"id"`
	Label  string  `json:"label"`
	Fields []Field `json:"fields"`
}

// Field is one input of a login form. Pattern is a regular expression over the
// whole value (RE2), empty for none.
type Field struct {
	Name     string    `json:"name"`
	Label    string    `json:"label"`
	Kind     FieldKind `json:"kind"`
	Required bool      `json:"required"`
	Pattern  string    `json:"pattern,omitempty"`
	Hint     string    `json:"hint,omitempty"`
}

// FieldKind says how a field is typed and shown.
type FieldKind string

// The field kinds of the Link contract. Only FieldPassword hides what is typed.
const (
	FieldText     FieldKind = "text"
	FieldEmail    FieldKind = "email"
	FieldTel      FieldKind = "tel"
	FieldPassword FieldKind = "password"
	FieldNumber   FieldKind = "number"
)

// MFA says what a provider asks for after the password.
type MFA struct {
	Kind MFAKind `json:"kind"`
}

// MFAKind is the kind of a second step.
type MFAKind string

// The MFA kinds of the Link contract. A choice (of the channel that the code is
// sent to) is followed by an otp.
const (
	MFANone      MFAKind = "none"
	MFAOTP       MFAKind = "otp"
	MFAChoice    MFAKind = "choice"
	MFAQuestions MFAKind = "questions"
)

// LoginRequest is the body of POST /accounts of the Link contract.
type LoginRequest struct {
	ProviderID  string            `json:"providerId"`
	Option      string            `json:"option"`
	Credentials map[string]Secret `json:"credentials"`
}

// LinkAccount is an Account with what the provider asks for, if it does.
type LinkAccount struct {
	Account
	Challenge *Challenge `json:"challenge,omitempty"`
}

// Challenge is there while an account is AWAITING_MFA. ID differs between two
// questions of one account (a choice and the code after it, a resent code), so
// that an answer can be told from a late one.
type Challenge struct {
	ID     string  `json:"id"`
	Kind   MFAKind `json:"kind"`
	Prompt string  `json:"prompt"`
	// SentTo is where a code went, masked by the provider.
	SentTo string `json:"sentTo,omitempty"`
	// Length is how many digits a code has; 0 when that is not known.
	Length    int             `json:"length,omitempty"`
	Choices   []ChannelChoice `json:"choices,omitempty"`
	Questions []Question      `json:"questions,omitempty"`
	ExpiresAt time.Time       `json:"expiresAt"`
	// AttemptsLeft counts the answers that may still be given, this one included.
	AttemptsLeft int `json:"attemptsLeft"`
	// LastError is INVALID_MFA after a wrong answer, else empty.
	LastError AccountErrorCode `json:"lastError,omitempty"`
}

// ChannelChoice is one channel that a code can be sent to.
type ChannelChoice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Question is one security question.
type Question struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// MFAAnswer is the body of POST /accounts/{id}/mfa: exactly one of the three,
// the one that the challenge's kind asks for.
type MFAAnswer struct {
	Code    Secret            `json:"code,omitempty"`
	Choice  string            `json:"choice,omitempty"`
	Answers map[string]Secret `json:"answers,omitempty"`
}
