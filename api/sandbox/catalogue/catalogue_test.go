package catalogue

import (
	"net/url"
	"strings"
	"testing"

	"winkterm/api/sandbox/web"
	"winkterm/assets"
)

func mustFilter(t *testing.T, c *Catalogue, values string) filter {
	t.Helper()
	v, err := url.ParseQuery(values)
	if err != nil {
		t.Fatal(err)
	}
	q := web.NewQuery("/v1/providers", v)
	f, err := c.filter(&q, Scope{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

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

func TestTheQuickLookAgreesWithTheWholeProvider(t *testing.T) {
	t.Parallel()
	c := New(20_000)
	for _, q := range []string{"name=cebu", "name=Rides", "name=an t", "type=GIG", "subType=PAYROLL&name=o", "name=PTE.", "name=nothing at all"} {
		f := mustFilter(t, c, q)
		for i := len(c.shipped); i < c.n; i++ {
			if p := c.at(i); f.passes(&p) != c.mayPass(i, &f) {
				t.Fatalf("%s: %d %q", q, i, p.LongName)
			}
		}
	}
}
