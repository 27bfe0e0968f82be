package wire

import "time"

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

// Invite asks a person by mail to link their accounts.
type Invite struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	InviteRequest
	UserID    string       `json:"userId"`
	Status    InviteStatus `json:"status"`
	UpdatedAt time.Time    `json:"updatedAt"`
	InvitedAt time.Time    `json:"invitedAt"`
	// LinkedAt is required by the specification whatever the status. Before LINKED
	// it says nothing; the specification's examples repeat InvitedAt.
	LinkedAt             time.Time `json:"linkedAt"`
	InviteLandingPageURL string    `json:"inviteLandingPageUrl,omitempty"`
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

// InviteLog is one change of an invite's status.
type InviteLog struct {
	ID           string       `json:"id"`
	InviteID     string       `json:"inviteId"`
	UserID       string       `json:"userId"`
	InviteStatus InviteStatus `json:"inviteStatus"`
	CreatedAt    time.Time    `json:"createdAt"`
}
