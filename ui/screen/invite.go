package screen

import (
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// invite sends an invite in place of linking here, and follows it.
func invite(w *writer) {
	s, v := w.state, w.state.Invitation
	switch {
	case v.Invite.ID != "":
		followed(w, v)
	case v.Filling():
		whom(w, v)
	case s.Calls.Busy() || !v.Read:
		w.title("Invite instead")
		if s.Calls.Busy() {
			w.waiting("asking the host for its invite templates")
		} else {
			w.text("The invite templates were not read. r asks again.")
		}
		w.refresh()
	case len(v.Templates) == 0:
		noTemplate(w)
	default:
		w.title("Invite instead: by which template?")
		w.equal = true
		for _, t := range v.Templates {
			w.button(widget.Clean(t.Name+" "+w.Theme.Symbols.Dot+" "+t.Company), "", flow.TemplateChosen{ID: t.ID})
		}
		w.blank()
		w.button("Back", "b", flow.Back{})
	}
}

// noTemplate says how one gets an invite template.
func noTemplate(w *writer) {
	w.title("There is no invite template")
	w.text("An invite is made from a template: the mail, the landing page and the success page. This host has none.")
	w.blank()
	if w.state.Options.Native {
		w.button("Make a sample template", "m", flow.TemplateWanted{})
	} else {
		w.text("Make one with: winkterm templates create")
		w.blank()
	}
	w.button("Look again", "r", flow.Refreshed{})
	w.button("Back", "b", flow.Back{})
}

// whom asks who is invited.
func whom(w *writer, v flow.Invitation) {
	w.title("Whom do you invite?")
	for _, t := range v.Templates {
		switch {
		case t.ID != v.TemplateID:
		case w.state.Session.Production():
			w.styled(w.Theme.Warning.Render, w.Theme.Symbols.Warn+" This is production: a mail is sent to that person, in the name of "+t.Company+".")
		default:
			w.muted("by the template " + t.Name + " of " + t.Company)
		}
	}
	w.blank()
	w.fields("send the invite")
	w.hint(w.Keys.NextField)
	if n := len(w.People); n > 0 && !w.state.Session.Production() {
		next := w.People[w.form.person%n]
		w.blank()
		w.try(next.Name, map[string]string{"fullName": next.FullName, "email": next.Email})
	}
}

// followed shows how far an invite has come; its other side is the address as a QR code.
func followed(w *writer, v flow.Invitation) {
	i, url := v.Invite, v.Invite.InviteLandingPageURL
	w.title("The invite of " + i.FullName)
	statusFact(w, string(i.Status))
	w.refresh()
	if w.QR != nil {
		w.flip(w.Keys.QRCode, "")
	}
	if w.flipped {
		for _, line := range w.QR(url) {
			w.line(line)
		}
	}
	w.blank()
	w.offer(button{"Open the landing page", "o", Out{Open: url}}, button{"Copy its address", "y", Out{Copy: url, What: "address", Whole: true}})
	if w.state.Options.Native {
		base, _, _ := strings.Cut(url, "/invite/")
		w.offer(button{"Open the mail", "m", Out{Open: base + "/_sandbox/mail/" + i.ID}})
	}
	w.button("Invite another person", "a", flow.AnotherWanted{})
	w.button("Back to the wizard", "b", flow.Back{})
	w.blank()
	inviteLog(w, v)
	w.blank()
	w.fact("Invite", i.ID)
	w.fact("User", i.UserID)
	w.fact("Sent to", i.Email)
	if !i.InvitedAt.IsZero() {
		w.fact("Good until", i.InvitedAt.Add(wire.InviteLife).UTC().Format(timeFormat)+" UTC")
	}
	if w.Forward != nil && w.state.Options.Native {
		w.fact("By SSH", w.Forward(url))
	}
	w.fact("Landing page", url)
}

// inviteLog lists what has become of an invite, the newest first, and of its accounts.
func inviteLog(w *writer, v flow.Invitation) {
	for _, l := range v.Log {
		w.drawn(l.CreatedAt.UTC().Format(time.TimeOnly), w.Theme.StatusText(widget.Clean(string(l.InviteStatus))))
	}
	for _, a := range v.Accounts {
		w.drawn("Account", entry(w, string(a.ConnectionStatus), a.ProviderID+" "+a.ID, errorCode(w, string(a.ErrorCode())), time.Time{}, w.width-labelWidth))
	}
	if v.Invite.Status != wire.InviteLinked && v.Invite.Status != wire.InviteRevoked {
		w.muted(w.Theme.Symbols.Wait + " followed until the first account is linked")
	}
}
