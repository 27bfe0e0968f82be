package invite

import (
	"cmp"
	"net/http"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// mail shows the message of an invite as a mail looks.
func (p *pages) mail(w http.ResponseWriter, r *http.Request) {
	if err := p.guard(&web.Call{R: r}); err != nil {
		p.web.Send(w, p.web.Refuse(err))
		return
	}
	tx := p.st.Begin()
	v, ok := p.rows.Get(tx, r.PathValue("id"))
	if !ok || !v.mailed() {
		tx.End()
		p.show(w, r, http.StatusNotFound, "notice.html", notice{
			Title: "There is no such message",
			Text:  "There is no invite of this id, or the template it was made from has sendEmail set to false, so that nothing would be sent.",
			Next:  "GET /_sandbox/messages lists the messages that there are.",
		})
		return
	}
	if opens(r) {
		p.reached(tx, v, wire.InviteEmailOpened)
	}
	m := v.message(r.Host)
	tx.End()
	p.show(w, r, http.StatusOK, "mail.html", map[string]any{
		"Message": m, "Name": v.Asked.FullName, "At": m.At.Format(timeText), "Button": cmp.Or(v.fill(v.Template.LandingPage.Button), "Open the invitation"),
		"Until": v.CreatedAt.Add(wire.InviteLife).Format(timeText),
	})
}

// notice is a page that says why there is nothing else, and what to do.
type notice struct{ Title, Text, Next string }

// connection is an account that is connected, on the landing page.
type connection struct{ ID, Provider string }

// landing shows the template's landing page, and its success page once something is there.
func (p *pages) landing(w http.ResponseWriter, r *http.Request) {
	tx := p.st.Begin()
	v, err := p.find(tx, r)
	if err != nil || v.Template.Name == "" {
		tx.End()
		status, why := unavailable(v, err)
		p.show(w, r, status, "notice.html", why)
		return
	}
	if opens(r) {
		p.reached(tx, v, wire.InviteLandingPageOpened)
	}
	page, done := v.Template.LandingPage, p.done(tx, v)
	if done {
		page = v.Template.SuccessPage
	}
	connected := p.connected(tx, v)
	tx.End()
	p.show(w, r, http.StatusOK, "landing.html", map[string]any{
		"Company": v.Template.Company.Name, "Header": v.fill(page.Header), "Description": v.fill(page.Description), "Button": v.fill(page.Button),
		"Done": done, "Connected": connected, "Until": v.CreatedAt.Add(wire.InviteLife).Format(timeText), "ReplyAddress": v.Template.Email.ReplyAddress,
	})
}

// unavailable says why a link shows no landing page.
func unavailable(v *invite, err error) (int, notice) {
	if v == nil {
		return http.StatusNotFound, notice{"This link is not known", "There is no invitation of this link.", "Check that the address is whole, up to the last letter of the mail's link."}
	}
	ask := "Ask whoever invited you for another one."
	if from := v.Template; from.Company.Name != "" {
		ask = "Ask " + from.Company.Name + " for another one: " + from.Email.ReplyAddress + "."
	}
	switch {
	case err == nil:
		return http.StatusGone, notice{"This invitation cannot be shown", "It is from an earlier version, and the template it was made from is gone.", ask}
	case v.status() == wire.InviteRevoked:
		return http.StatusGone, notice{"This invitation was taken back", "Its link opens nothing any more. What you have connected stays connected.", ask}
	}
	return http.StatusGone, notice{"This invitation has expired", "Its link was good for 14 days, until " + v.CreatedAt.Add(wire.InviteLife).Format(timeText) + ".", ask}
}

// done says that the user has shared something, so that the success page is shown.
func (p *pages) done(tx *state.Tx, v *invite) bool {
	return v.status() == wire.InviteLinked || p.archives.AnalysedAfter(tx, v.UserID, time.Time{})
}

// connected are the user's accounts that are.
func (p *pages) connected(tx *state.Tx, v *invite) (list []connection) {
	for _, a := range p.accounts.Rows.Owned(tx, v.UserID) {
		if a.Status(tx.Now) == wire.StatusConnected {
			name := a.ProviderID
			if found, ok := p.catalogue.Find(name); ok {
				name = found.Name
			}
			list = append(list, connection{a.ID, name})
		}
	}
	return list
}

// widgetOptions are what the widget is opened with.
type widgetOptions struct {
	UserToken   wire.Secret `json:"userToken"`
	TemplateID  *string     `json:"templateId,omitempty"`
	CompanyName string      `json:"companyName"`
}

// openWidget gives the page a link token of the invite's user.
func (p *pages) openWidget(c *web.Call) (any, error) {
	tx := p.st.Begin()
	defer tx.End()
	v, err := p.find(tx, c.R)
	if err != nil {
		return nil, err
	}
	p.reached(tx, v, wire.InviteWinkWidgetOpened)
	return widgetOptions{p.users.Issue(tx, v.UserID).AccessToken, v.Asked.WinkTemplateID, v.Template.Company.Name}, nil
}

// revokeAccount revokes an account of the invite's user.
func (p *pages) revokeAccount(c *web.Call) (any, error) {
	tx := p.st.Begin()
	defer tx.End()
	v, err := p.find(tx, c.R)
	if err != nil {
		return nil, err
	}
	a, err := web.Find(tx, p.accounts.Rows, "account", c.R.PathValue("account"))
	if err != nil || a.UserID != v.UserID {
		return nil, web.MissingRow(p.accounts.Rows, "account")
	}
	p.accounts.Revoke(tx, a)
	return nil, nil
}
