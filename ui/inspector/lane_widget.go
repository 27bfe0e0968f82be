package inspector

import (
	"encoding/json"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func showLaunch(d journal.Launch) view {
	options, _ := json.Marshal(d.Options) // plain texts and switches do not fail
	return view{
		row: func(th theme.Theme, kind string) rowText {
			return rowText{name: kind, prose: th.Muted.Render(optionsText(d.Options))}
		},
		sections: []section{{title: "options", body: string(options)}},
		body:     pretty(string(options), "widget options"),
	}
}

// optionsText is the options that a widget was opened with, in short.
func optionsText(o wire.WidgetOptions) string {
	off := func(on *bool) bool { return on != nil && !*on }
	var words []string
	for _, w := range []struct {
		text string
		set  bool
	}{
		{"only " + strings.Join(o.Providers, " "), len(o.Providers) > 0},
		{"first " + strings.Join(o.TopProviders, " "), len(o.TopProviders) > 0},
		{"upload", o.EnableUpload},
		{"no consent", off(o.EnableConsentPage)},
		{"no search", off(o.EnableSearchBar)},
		{"no types", off(o.EnableTypeBar)},
		{o.TemplateID, o.TemplateID != ""},
		{o.CompanyName, o.CompanyName != ""},
	} {
		if w.set {
			words = append(words, w.text)
		}
	}
	return widget.Clean(strings.Join(words, ", "))
}
