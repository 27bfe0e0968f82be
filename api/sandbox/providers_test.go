package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/assets"
)

// providerIDs gives the ids of all pages of GET /providers.
func (g *guest) providerIDs(size int, query string) []string {
	g.t.Helper()
	ids := []string{}
	for cursor := ""; ; {
		page := into[wire.Page[wire.Provider]](g.t, g.open("GET", "/providers?size="+strconv.Itoa(size)+query+"&cursor="+cursor, "").want(g.t, 200))
		for _, p := range page.Items {
			ids = append(ids, p.ID)
		}
		if cursor = page.NextCursor; cursor == "" {
			return ids
		}
	}
}

// ids gives what passes, in the order of the shipped catalogue.
func ids(pass func(p assets.Provider) bool) []string {
	list := []string{}
	for _, p := range assets.Providers() {
		if pass(p) {
			list = append(list, p.ID)
		}
	}
	return list
}

func TestProviderFilters(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for query, pass := range map[string]func(p assets.Provider) bool{
		"":                         func(assets.Provider) bool { return true },
		"&type=GIG":                func(p assets.Provider) bool { return p.Type == "GIG" },
		"&type=gig":                func(assets.Provider) bool { return false },
		"&subType=ISIC-C":          func(p assets.Provider) bool { return p.SubType == "ISIC-C" },
		"&active=false":            func(p assets.Provider) bool { return !p.Active },
		"&enabled=false":           func(p assets.Provider) bool { return !p.Enabled },
		"&accountConnection=false": func(p assets.Provider) bool { return !p.AccountConnection },
		"&name=SySTem": func(p assets.Provider) bool {
			return strings.Contains(strings.ToLower(p.Name+"|"+p.LongName), "system")
		},
		"&name=%E9%9D%92%E7%A9%BA":          func(p assets.Provider) bool { return p.ID == "kojo_jp" },
		"&name=CR%C3%88ME":                  func(p assets.Provider) bool { return p.ID == "creme_brulee_fr" },
		"&ids=upwork,nobody,sss_ph":         func(p assets.Provider) bool { return p.ID == "upwork" || p.ID == "sss_ph" },
		"&ids=upwork&ids=sss_ph":            func(p assets.Provider) bool { return p.ID == "upwork" || p.ID == "sss_ph" },
		"&ids=nobody":                       func(assets.Provider) bool { return false },
		"&ids=grab,upwork&subType=SERVICES": func(p assets.Provider) bool { return p.ID == "upwork" },
		"&type=EMPLOYER&active=true&enabled=true&accountConnection=true": func(p assets.Provider) bool {
			return p.Type == "EMPLOYER" && p.Active && p.Enabled && p.AccountConnection
		},
	} {
		for _, size := range []int{1, 7, 150} {
			if got, want := g.providerIDs(size, query), ids(pass); !slices.Equal(got, want) {
				t.Errorf("%s by %d: %v, want %v", query, size, got, want)
			}
		}
	}
}

func TestTopIdsComeFirstAndOnce(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	all := ids(func(assets.Provider) bool { return true })
	rapid.Check(t, func(rt *rapid.T) {
		top := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 0, 10, rapid.ID).Draw(rt, "top")
		size := rapid.IntRange(1, 30).Draw(rt, "size")
		rest := slices.DeleteFunc(slices.Clone(all), func(id string) bool { return slices.Contains(top, id) })
		got := g.providerIDs(size, "&topIds="+strings.Join(top, ","))
		if want := append(slices.Clone(top), rest...); !slices.Equal(got, want) {
			rt.Fatalf("got %v, want %v", got, want)
		}
	})
	if got := g.providerIDs(2, "&topIds=grab,nobody,upwork,grab&ids=sss_ph,upwork"); !slices.Equal(got, []string{"upwork", "sss_ph"}) {
		t.Errorf("filters hold for the top as well: %v", got)
	}
}

func TestAProviderById(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	p := into[wire.Provider](t, g.open("GET", "/providers/sss_ph", "").want(t, 200))
	if p.Name != "Social Security System" || !p.MonitorSupported || !p.MFA || !p.Linkable() {
		t.Errorf("provider %+v", p)
	}
	g.open("GET", "/providers/nobody", "").refused(t, 404, wire.CodeMissingResource, "provider")
}

func TestASmallCatalogue(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{Providers: 3})
	if got := g.providerIDs(10, ""); !slices.Equal(got, []string{"sss_ph", "upwork", "freelancer"}) {
		t.Errorf("got %v", got)
	}
	g.open("GET", "/providers/grab", "").refused(t, 404, wire.CodeMissingResource, "provider")
}
