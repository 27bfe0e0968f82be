package wire

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
