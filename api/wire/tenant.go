package wire

import (
	"strings"
	"time"
)

// ConsentTemplate is a text that users are asked to agree to.
type ConsentTemplate struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	ConsentTemplateRequest
}

// ConsentTemplateRequest is the body of POST /consentTemplates, the schema
// ConsentTemplateCreateRequest. Type, title and
// method may have 200 characters, the version 64 and the text 65535; only the
// method may be empty.
type ConsentTemplateRequest struct {
	ConsentType   string  `json:"consentType"`
	Title         *string `json:"title,omitempty"`
	Version       string  `json:"version"`
	ConsentMethod *string `json:"consentMethod,omitempty"`
	ConsentText   string  `json:"consentText"`
}

// InviteStatus is how far an invited person has come.
type InviteStatus string

// The invite statuses of the specification.
const (
	InviteInvited           InviteStatus = "INVITED"
	InviteEmailOpened       InviteStatus = "EMAIL_OPENED"
	InviteLandingPageOpened InviteStatus = "LANDING_PAGE_OPENED"
	InviteWinkWidgetOpened  InviteStatus = "WINK_WIDGET_OPENED"
	InviteLinked            InviteStatus = "LINKED"
	InviteRevoked           InviteStatus = "REVOKED"
)

// InviteStatuses are all of them, in the order in which an invite comes to them.
func InviteStatuses() []InviteStatus {
	return []InviteStatus{InviteInvited, InviteEmailOpened, InviteLandingPageOpened, InviteWinkWidgetOpened, InviteLinked, InviteRevoked}
}

// InviteLife is how long the link of an invite opens anything.
const InviteLife = 14 * 24 * time.Hour

// Invite asks a person by mail to link their accounts.
type Invite struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	InviteRequest
	UserID    string       `json:"userId"`
	Status    InviteStatus `json:"status"`
	UpdatedAt time.Time    `json:"updatedAt"`
	InvitedAt time.Time    `json:"invitedAt"`
	// LinkedAt is nil before LINKED, as the documentation has it; the specification
	// wants a time from the beginning.
	LinkedAt             *time.Time `json:"linkedAt"`
	InviteLandingPageURL string     `json:"inviteLandingPageUrl,omitempty"`
}

// InviteRequest is the body of POST /invites, the schema InvitePostRequest. The full
// name and the email may have 200 characters, all else 64.
type InviteRequest struct {
	FullName       string  `json:"fullName"`
	FirstName      *string `json:"firstName,omitempty"`
	LastName       *string `json:"lastName,omitempty"`
	Email          string  `json:"email"`
	TemplateID     string  `json:"templateId"`
	WinkTemplateID *string `json:"winkTemplateId,omitempty"`
}

// Fill gives a text of an invite template its variables: ${companyName}, ${fullName}, and
// ${firstName}, which is the full name where no first name is given. Others stay as they
// are.
func (r InviteRequest) Fill(companyName, text string) string {
	first := r.FullName
	if r.FirstName != nil && *r.FirstName != "" {
		first = *r.FirstName
	}
	return strings.NewReplacer("${companyName}", companyName, "${fullName}", r.FullName, "${firstName}", first).Replace(text)
}

// InviteLog is one change of an invite's status.
type InviteLog struct {
	ID           string       `json:"id"`
	InviteID     string       `json:"inviteId"`
	UserID       string       `json:"userId"`
	InviteStatus InviteStatus `json:"inviteStatus"`
	CreatedAt    time.Time    `json:"createdAt"`
}

// InviteTemplate is what an invite is made from.
type InviteTemplate struct {
	ID string `json:"id"`
	InviteTemplateRequest
}

// InviteTemplateRequest is the body of POST and PUT /inviteTemplates, the schemas
// InviteTemplatePostRequest and InviteTemplateUpdateRequest. The texts
// may have the variables ${companyName}, ${fullName} and ${firstName}. Everything
// must be there: the name may have 64 characters, the email's body and the
// descriptions 5000, all else 200.
type InviteTemplateRequest struct {
	Name        string        `json:"name"`
	Company     InviteCompany `json:"company"`
	Email       InviteEmail   `json:"email"`
	LandingPage InvitePage    `json:"landingPage"`
	SuccessPage InvitePage    `json:"successPage"`
}

// InviteCompany is who invites, a part of the schema InviteTemplate.
type InviteCompany struct {
	Name    string `json:"name"`
	LogoURL string `json:"logoUrl"`
}

// InviteEmail is the mail that invites, a part of the schema InviteTemplate. SendEmail is nil in a request only that
// leaves it out, which is refused.
type InviteEmail struct {
	SendEmail    *bool  `json:"sendEmail"`
	SenderName   string `json:"senderName"`
	ReplyAddress string `json:"replyAddress"`
	Subject      string `json:"subject"`
	Body         string `json:"body"`
}

// InvitePage is a page that the invited person comes by, a part of the schema
// InviteTemplate.
type InvitePage struct {
	Header      string `json:"header"`
	Description string `json:"description"`
	Button      string `json:"button"`
}

// Webhook is an address that is told of events.
type Webhook struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	Name      string    `json:"name"`
	URL       string    `json:"url"`
	// Secret is the key of the signature. The specification makes it optional here
	// and its examples have it in every answer.
	Secret         Secret             `json:"secret,omitempty"`
	EventTypes     []WebhookEventType `json:"eventTypes"`
	Active         bool               `json:"active"`
	IncludePayload bool               `json:"includePayload"`
	UpdatedAt      time.Time          `json:"updatedAt"`
}

// WebhookRequest is the body of POST /webhooks, the schema WebhookPostRequest: a name of up to 200 characters,
// an https address of up to 500, a secret of up to 64, and one event type or
// more. All but IncludePayload must be there.
type WebhookRequest struct {
	Name           string             `json:"name"`
	URL            string             `json:"url"`
	Secret         Secret             `json:"secret"`
	EventTypes     []WebhookEventType `json:"eventTypes"`
	Active         *bool              `json:"active"`
	IncludePayload bool               `json:"includePayload,omitempty"`
}

// WebhookEventType is what a webhook can be told of.
type WebhookEventType string

// EventAll stands for every event type.
const EventAll WebhookEventType = "ALL_EVENTS"

// WebhookEventTypes lists the event types in the specification's order.
func WebhookEventTypes() []WebhookEventType {
	return []WebhookEventType{
		"USER_CREATED", "ACCOUNT_CREATED", "ACCOUNT_CONNECTED", "ACCOUNT_DISCONNECTED", "ACCOUNT_FAILED",
		"TASK_STARTED", "TASK_FINISHED", "ACCOUNT_SYNC_TASK_FINISHED",
		"ARCHIVE_STARTED", "ARCHIVE_ANALYZED", "ARCHIVE_REVOKED", "ARCHIVE_FAILED", "INVITE_INVITED", "INVITE_LINKED",
		"IDENTITY_ADDED", "RATING_ADDED", "TRANSACTIONS_ADDED", "DOCUMENTS_ADDED", "DOCUMENTS_UPDATED",
		"EMPLOYMENTS_ADDED", "EMPLOYMENTS_UPDATED", "INCOMES_ADDED", "INCOMES_UPDATED",
		"CONTRIBUTIONS_ADDED", "CONTRIBUTIONS_UPDATED", "EINCOMES_ADDED", "EINCOMES_UPDATED",
		"LIABILITIES_ADDED", "LIABILITIES_UPDATED", "INSIGHT_ADDED", "LINK_ADDED",
		"VERIFICATION_STARTED", "VERIFICATION_COMPLETED", "RECORD_CREATED", "RECORD_COMPLETED",
		"USER_SESSION_COMPLETED", "USER_SESSION_RESET", EventAll,
	}
}
