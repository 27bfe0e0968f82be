package mcp

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/journal"
	"winkterm/flow/scenario/spec"
)

// vocabulary has the values that there are, by the word in the tags of arguments.
var vocabulary = map[string]func() []string{
	"person":       func() []string { return named(assets.People(), func(p assets.Person) string { return p.Name }) },
	"sample":       func() []string { return named(assets.Payslips(), func(p assets.Payslip) string { return p.Name }) },
	"fileType":     func() []string { return named(assets.FileTypes(), func(t assets.FileType) string { return t.Type }) },
	"providerType": func() []string { return texts(wire.ProviderTypes()) },
	"kind":         api.DataLists,
	"status":       func() []string { return spec.StatusesOf(spec.OfAccount) },
	"lane": func() []string {
		return texts([]journal.Lane{
			journal.LaneScreen, journal.LaneCallback, journal.LaneHTTP, journal.LaneStatus, journal.LaneNote,
			journal.LaneWebhook, journal.LaneData, journal.LaneIntent, journal.LaneWidget,
		})
	},
	"provider": func() []string {
		all := slices.DeleteFunc(slices.Clone(assets.Providers()), func(p assets.Provider) bool { return len(p.Login) == 0 || !p.Linkable() })
		return named(all, func(p assets.Provider) string { return p.ID })
	},
}

func named[T any](all []T, name func(T) string) (names []string) {
	for _, one := range all {
		names = append(names, name(one))
	}
	return names
}

func texts[T ~string](words []T) []string { return named(words, func(w T) string { return string(w) }) }

// actions says which actions a step may have, each with its arguments and a sentence.
func actions() string {
	var b strings.Builder
	for _, a := range spec.Actions() {
		var args []string
		for _, f := range reflect.VisibleFields(reflect.TypeOf(a.Zero)) {
			if name, rest, _ := strings.Cut(f.Tag.Get("yaml"), ","); name != "" && name != "-" {
				args = append(args, name+map[bool]string{true: "?"}[rest != ""])
			}
		}
		fmt.Fprintf(&b, "\n- %s(%s): %s", a.Name, strings.Join(args, ", "), a.Doc)
	}
	return b.String()
}
