package inspector

import (
	"encoding/json"
	"strings"

	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

// sender says who sent a callback, where it was not the wizard's own flow.
func sender(d journal.Callback) string {
	if d.Source == journal.SourceWidget {
		return "the widget in the browser"
	}
	return d.Source
}

// optionsText is the options that a widget was opened with, in short.
func optionsText(d journal.Launch) string {
	o := d.Options
	var words []string
	add := func(there bool, word string) {
		if there {
			words = append(words, word)
		}
	}
	off := func(on *bool) bool { return on != nil && !*on }
	add(len(o.Providers) > 0, "only "+strings.Join(o.Providers, " "))
	add(len(o.TopProviders) > 0, "first "+strings.Join(o.TopProviders, " "))
	add(o.EnableUpload, "upload")
	add(off(o.EnableConsentPage), "no consent")
	add(off(o.EnableSearchBar), "no search")
	add(off(o.EnableTypeBar), "no types")
	add(o.TemplateID != "", o.TemplateID)
	add(o.CompanyName != "", o.CompanyName)
	return widget.Clean(strings.Join(words, ", "))
}

// optionsJSON is the options as the widget gets them.
func optionsJSON(d journal.Launch) string {
	text, _ := json.Marshal(d.Options) // plain texts and switches do not fail
	return string(text)
}
