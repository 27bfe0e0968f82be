package screen

import (
	"cmp"
	"fmt"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/format"
)

// start waits for a user and a token.
func start(w *writer) {
	w.title("Starting")
	host := w.Host
	if strings.HasPrefix(host, "seed ") { // of the sandbox in the binary: the header has its name in front
		host = "the sandbox, " + host
	}
	what := "making a user at " + host
	if id := w.state.Options.UserID; id != "" {
		what = "getting a link token for user " + id + " from " + host
	} else if of := cmp.Or(w.state.Options.AccountID, w.state.Options.ArchiveID); of != "" {
		what = "asking " + host + " whose " + of + " is"
	}
	w.waiting(what, format.Seconds(w.waited()))
}

// owner says whose an account or archive is, and offers to go on with that user.
func owner(w *writer) {
	found := w.state.Session.Found
	w.title(fmt.Sprintf("This is the id of an %s", found.Kind))
	w.text("A user is wanted here. The host knows whose it is.")
	w.blank()
	w.fact(capital(string(found.Kind)), found.ID)
	w.fact("User", found.UserID)
	w.fact("Provider", found.ProviderID)
	w.fact("Documents", found.FileType)
	statusFact(w, found.Status)
	w.fact("Error code", found.ErrorCode)
	w.blank()
	w.button("Open its user", "o", flow.OwnerWanted{})
	w.button("Exit", "x", flow.Done{})
}

// consent asks whether the company may have the user's data.
func consent(w *writer) {
	company := cmp.Or(w.state.Options.Widget.CompanyName, w.state.Session.Template.CompanyName, "this company")
	title := capital(company) + " uses Smile to link your account"
	text := "With your consent Smile fetches your employment and income data from the provider that you choose, and shares them with " + company + "."
	if of := w.state.Session.Template.Consent; of != nil {
		title, text = cmp.Or(of.Title, title), of.Text
	}
	w.title(title)
	w.text(text)
	w.blank()
	point(w, "Your password goes to the provider only.")
	continuousSync(w)
	point(w, "You can revoke any time; your data are then deleted.")
	w.blank()
	w.button("Continue", "c", flow.ConsentGiven{})
	w.button("Decline", "d", flow.ConsentDeclined{})
	w.button("Invite instead", "i", flow.InviteWanted{})
	offerAll(w)
}

// continuousSync names what is agreed to where the provider is known and has it, and else
// that a provider may have it.
func continuousSync(w *writer) {
	what := "Continuous data sync (CDS), if any, reads monthly."
	if p, known := w.state.OnlyProvider(); known {
		kinds := assets.SyncedKinds(p)
		if len(kinds) == 0 {
			return
		}
		what = "Continuous data sync (CDS): your " + lower(kinds) + " are read again every month, until you revoke."
	}
	point(w, what)
}

// point writes a sentence behind a tick.
func point(w *writer, s string) {
	w.say(Sentence, "", s)
	w.hang(w.Theme.Success.Render(w.Theme.Symbols.Done)+" ", s)
}

// problem says that a call failed, what it means, and what to do.
func problem(w *writer) {
	f := w.state.Calls.Failed.Failure
	w.verdict(capital(f.Title))
	w.blank()
	w.text(capital(f.Advice) + ".")
	w.blank()
	w.button("Try again", "t", flow.Retried{})
	if w.state.CanGoBack() {
		w.button("Go back", "b", flow.Back{})
	}
	w.button("Exit", "x", flow.Done{})
	w.blank()
	w.fact("Call", f.Call)
	if f.Status != 0 {
		w.fact("Answer", fmt.Sprintf("%d %s", f.Status, f.Code))
	}
	w.fact("Message", f.Message)
	w.fact("requestId", f.RequestID)
	w.fact("Host", w.Host)
}

// closed is what remains when the widget is gone: how it ended, what was linked.
func closed(w *writer) {
	s := w.state
	w.title("The widget is closed")
	w.fact("onClose", string(s.Session.CloseReason)+", "+cmp.Or(reasons[s.Session.CloseReason], "as the host put it"))
	w.fact("User", s.Session.UserID)
	allLinked(w)
	w.blank()
	w.offer(button{"Leave winkterm", "q", Out{Quit: true}})
	w.button("Start again with this user", "s", flow.Begin{})
	w.hint(w.Keys.Quit)
}

// reasons say how a session was closed.
var reasons = map[wire.CloseReason]string{
	wire.CloseX:     "by the X or a declined consent",
	wire.CloseExit:  "by Done on the success page",
	wire.CloseError: "by Exit on an error page",
}
