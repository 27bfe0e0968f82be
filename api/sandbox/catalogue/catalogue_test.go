package catalogue

import (
	"strings"
	"testing"

	"winkterm/assets"
)

func TestAMadeUpCatalogue(t *testing.T) {
	t.Parallel()
	const n = 150_000 // more than there are names
	c, shipped := New(n), assets.Providers()
	seen, subTypes, names := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range n {
		p := c.at(i)
		if seen[p.ID] || names[p.Name] {
			t.Fatalf("%d: %s %q is there twice", i, p.ID, p.Name)
		}
		seen[p.ID], names[p.Name], subTypes[p.SubType] = true, true, true
		if back, ok := c.find(p.ID); !ok || back != i {
			t.Fatalf("%s is found at %d, want %d", p.ID, back, i)
		}
		if i < len(shipped) {
			if p.ID != shipped[i].ID {
				t.Fatalf("%d is %s, the shipped ones come first", i, p.ID)
			}
			continue
		}
		if p.TypeLabel == "" || p.SubTypeLabel == "" || p.MFA != (p.MFAKind != assets.MFANone) || p.AccountConnection != (len(p.Login) > 0) {
			t.Fatalf("%d: %+v", i, p)
		}
	}
	if len(subTypes) != 30 {
		t.Errorf("%d subtypes, want all 30", len(subTypes))
	}
	for _, id := range []string{"", "_", "nobody_zz", "bayani_rides_2s ", strings.ToUpper(c.at(5000).ID)} {
		if i, ok := c.find(id); ok {
			t.Errorf("%q is found at %d", id, i)
		}
	}
}
