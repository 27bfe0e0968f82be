package screen

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/person"
	"winkterm/ui/widget"
)

// login asks for the credentials of a provider.
func login(w *writer) {
	s := w.state
	w.title("Log in to " + s.Linking.Provider.Name)
	if a := s.Linking.Current(); a.ProviderID == s.Linking.Provider.ID && s.Linking.AuthorisesAgain() {
		w.muted("This authorises account " + a.ID + " again.")
	}
	if !s.Options.Native {
		loginElsewhere(w)
		return
	}
	w.fields("log in")
	w.blank()
	if people := person.Fitting(w.People, s); len(people) > 0 {
		next := people[w.form.person%len(people)]
		values, _ := person.Login(next, w.form.fields)
		w.try(next.Name, values)
	}
	if len(w.form.inputs) > 1 {
		w.hint(w.Keys.NextField)
	}
	if company := cmp.Or(s.Options.Widget.CompanyName, s.Session.Template.CompanyName); company != "" {
		w.muted("on behalf of " + company)
	}
}

// loginElsewhere is what can be done where the login belongs to Smile's widget.
func loginElsewhere(w *writer) {
	s := w.state
	w.text("This login needs the browser: " + w.Host + " takes credentials from Smile's own widget only. It opens there for just this provider, and what it sends its page shows here as it happens.")
	w.blank()
	w.fact("User", s.Session.UserID)
	w.fact("Provider", s.Linking.Provider.ID)
	w.blank()
	w.button("Log in in the browser", "l", flow.BrowserWanted{})
	w.offer(button{"Copy the user's id", "u", Out{Copy: s.Session.UserID, What: "user id"}})
	if s.CanGoBack() {
		w.button("Choose another provider", "o", flow.Back{})
	}
}

// mfa asks for what the provider wants after the password: a code, the channel
// to send it by, or answers to questions.
func mfa(w *writer) {
	c := w.state.Linking.Challenge
	w.title("Verify it is you at " + w.state.Linking.Provider.Name)
	prompt := c.Prompt
	if c.SentTo != "" && !strings.Contains(prompt, c.SentTo) {
		prompt += " (sent to " + c.SentTo + ")"
	}
	w.text(prompt)
	w.blank()
	if w.equal = true; c.Kind == wire.MFAChoice {
		for _, choice := range c.Choices {
			typed := flow.Typed{Values: map[string]wire.Secret{flow.ChoiceField: wire.Secret(choice.ID)}}
			w.button(widget.Clean(choice.Label), "", typed, flow.Submitted{})
		}
	} else {
		w.fields("verify")
	}
	w.blank()
	if c.AttemptsLeft > 0 {
		w.say(Fact, "Attempts left", strconv.Itoa(c.AttemptsLeft))
	}
	w.muted(timeLeft(w, c))
	lifeBar(w, c.ExpiresAt)
	who, ok := person.LoggedIn(w.People, w.state)
	if values := person.Challenge(who, c); ok && len(values) > 0 {
		w.try(who.Name, values)
	}
	resend := w.Keys.Resend
	if c.Kind != wire.MFAOTP { // it works, but has no code to send anew
		resend.SetHelp("", "")
	}
	w.key(resend, func() Out { return want(flow.ResendWanted{}) })
}

// lifeBar draws how much is left of the time since the page came until a moment, to the
// nearest cell, where there is room.
func lifeBar(w *writer, until time.Time) {
	all, left := until.Sub(w.since), until.Sub(w.Now())
	if width := min(lifeWidth, w.width-2); all > 0 && w.height >= roomForBar {
		w.line("  " + widget.Bar(w.Theme, float64(left)/float64(all)+0.5/float64(width), width))
	}
}

// roomForBar is from how many lines on a page has room for the bar of a code's life, lifeWidth
// how many cells that has.
const (
	roomForBar = 18
	lifeWidth  = 40
)

// timeLeft says how long and how often one may still answer.
func timeLeft(w *writer, c wire.Challenge) string {
	var facts []string
	if !c.ExpiresAt.IsZero() {
		facts = append(facts, "  time left "+w.countdown(c.ExpiresAt))
	}
	if c.AttemptsLeft > 0 {
		facts = append(facts, fmt.Sprintf("attempts left %d", c.AttemptsLeft))
	}
	return strings.Join(facts, " "+w.Theme.Symbols.Dot+" ")
}
