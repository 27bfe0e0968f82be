package assets

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"winkterm/api/wire"
)

func TestWinkTemplatesAreWhole(t *testing.T) {
	t.Parallel()
	colour := regexp.MustCompile(`^#[0-9a-f]{6}$`)
	seen := map[string]bool{}
	for _, w := range WinkTemplates() {
		if !strings.HasPrefix(w.ID, "wtpl-") || w.Name == "" || w.CompanyName == "" || w.Colours == nil || seen[w.ID] {
			t.Fatalf("%+v", w)
		}
		seen[w.ID] = true
		for _, c := range []string{w.Colours.Primary, w.Colours.OnPrimary, w.Colours.Accent} {
			if !colour.MatchString(c) {
				t.Errorf("%s: %q is no colour", w.ID, c)
			}
		}
		for _, typ := range w.Types {
			if !slices.Contains(wire.ProviderTypes(), typ) {
				t.Errorf("%s: type %s", w.ID, typ)
			}
		}
		if got, ok := WinkTemplateOf(w.ID); !ok || got.Name != w.Name {
			t.Errorf("%s is not found: %+v", w.ID, got)
		}
	}
	if len(seen) != 3 {
		t.Errorf("%d templates, want 3", len(seen))
	}
	if got, ok := WinkTemplateOf(""); ok {
		t.Errorf("found %+v for nothing", got)
	}
}
