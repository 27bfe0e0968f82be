package screen

import (
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// loginOptions asks which way to log in.
func loginOptions(w *writer) {
	w.title("Log in to " + w.state.Linking.Provider.Name)
	w.text("How do you log in there?")
	w.blank()
	w.equal = true
	for _, o := range w.state.Linking.Form.Options {
		w.button(widget.Clean(o.Label), "", flow.OptionChosen{ID: o.ID})
	}
}

// employerSurvey offers the social security record of an employer's people.
func employerSurvey(w *writer) {
	name, record := w.state.Linking.Provider.Name, w.state.Linking.Form.SocialSecurity
	w.title(name)
	w.text(name + " has no live connection. What it reports to social security can be linked instead.")
	label := "Look for a government record"
	if record != "" {
		label = "Use my social security record"
		w.blank()
		w.fact("Record", record)
	}
	w.blank()
	w.button(label, "s", flow.RecordChosen{})
	offerUpload(w)
	w.button("Choose another provider", "o", flow.Back{})
}

// offerUpload offers documents where the options allow it.
func offerUpload(w *writer) {
	if w.state.Options.CanUpload() {
		w.button(uploadInstead, "u", flow.UploadWanted{})
	}
}

const uploadInstead = "Upload documents instead"

// connecting waits while the provider is asked.
func connecting(w *writer) {
	w.title("Connecting to " + w.state.Linking.Provider.Name)
	accountFacts(w, w.state.Linking.Current())
	w.blank()
	w.waiting("the provider is being asked", format.Seconds(w.waited()))
	w.muted("Esc goes back to what was typed.")
	w.refresh()
}

// connectSuccess says that the account is linked.
func connectSuccess(w *writer) {
	now := " is connected"
	if w.state.Linking.Current().ConnectionStatus != wire.StatusConnected {
		now = " was connected"
	}
	w.title(w.state.Linking.Provider.Name + now)
	accountFacts(w, w.state.Linking.Current())
	syncFacts(w)
	w.blank()
	w.button("Done", "d", flow.Done{})
	if w.state.CanGoBack() {
		w.button("Connect another account", "a", flow.AnotherWanted{})
	}
	w.button("See or revoke the account", "s", flow.AccountWanted{})
	seeData(w)
	offerAll(w)
}

// afterFailure offers what can be done: trying again comes first where it can help as it
// is, and otherwise behind what else there is, as in the widget's stand-in.
func afterFailure(w *writer, e assets.Explanation, others func()) {
	first := e.Retry == "yes" || e.Retry == "" // a code that nothing is known of
	if first {
		w.button("Try again", "t", flow.Retried{})
	}
	others()
	if !first {
		w.button("Try again", "t", flow.Retried{})
	}
	w.button("Exit", "x", flow.Done{})
	w.blank()
}

// connectError explains why the account could not be linked.
func connectError(w *writer) {
	a := w.state.Linking.Current()
	explained, _ := assets.Explain(string(a.ErrorCode()))
	failure(w, string(a.ErrorCode()), explained)
	w.blank()
	afterFailure(w, explained, func() {
		if w.state.OnBackStack(flow.ProviderList) {
			w.button("Choose another provider", "o", flow.AnotherWanted{})
		}
		offerUpload(w)
	})
	explanation(w, explained)
	w.fact("Message", a.ErrorMessage())
	w.fact("Provider", w.state.Linking.Provider.Name)
	w.fact("Account", a.ID)
}
