package invite

import (
	"net/url"
	"slices"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// url is the address of the landing page at a host.
func (v *invite) url(host string) string {
	return "http://" + host + "/invite/" + url.PathEscape(v.ID) + "?token=" + v.Token
}

// fill gives a text of the template its variables.
func (v *invite) fill(text string) string { return v.Asked.Fill(v.Template.Company.Name, text) }

// mailed says that the template has a message sent.
func (v *invite) mailed() bool {
	return v.Template.Email.SendEmail != nil && *v.Template.Email.SendEmail
}

// message is what would be sent.
func (v *invite) message(host string) wire.SandboxMessage {
	mail := v.Template.Email
	return wire.SandboxMessage{
		InviteID: v.ID, UserID: v.UserID, At: v.CreatedAt, To: v.Asked.Email, URL: v.url(host),
		SenderName: v.fill(mail.SenderName), ReplyAddress: mail.ReplyAddress, Subject: v.fill(mail.Subject), Body: v.fill(mail.Body),
	}
}

// Messages serves GET /_sandbox/messages.
func (s *Invites) Messages(c *web.Call) (any, error) {
	tx := s.st.Begin()
	defer tx.End()
	found := wire.SandboxMessages{Items: []wire.SandboxMessage{}}
	for _, v := range slices.Backward(s.rows.All(tx)) {
		if v.mailed() {
			found.Items = append(found.Items, v.message(c.R.Host))
		}
	}
	return found, nil
}
