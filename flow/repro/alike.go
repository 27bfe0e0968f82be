package repro

import (
	"fmt"
	"slices"
	"strings"

	"winkterm/assets"
)

// alike gives the provider at which a case is brought about: its own, else of those at
// which one can log in the one that is most alike, with the reason in a sentence. Where
// the case has none it is the first.
func alike(c Case, mfa bool) (best assets.Provider, why string) {
	own, known := shipped(c.Provider.ID)
	if known && usable(own, mfa) {
		return own, ""
	}
	if known { // the catalogue knows more of it than the case
		c.Provider = own.Provider
	}
	points := -1
	for _, p := range assets.Providers() {
		n := likeness(c, p)
		if c.Provider.ID == "" { // anywhere will do
			n = 0
		}
		if usable(p, mfa) && n > points {
			best, points = p, n
		}
	}
	if c.Provider.ID == "" {
		return best, ""
	}
	return best, fmt.Sprintf("%s stands in for %s: %s", best.ID, c.Provider.ID, reason(c, best, known))
}

// usable says whether one can log in somewhere, with a second step if that is wanted.
func usable(p assets.Provider, mfa bool) bool {
	return p.Active && p.Enabled && p.AccountConnection && len(p.Login) > 0 && (!mfa || p.MFAKind != assets.MFANone)
}

// likeness counts what a provider has in common with that of a case, what matters more
// for more: the kind of source, the way to log in, the country, a second step, the
// branch, the monthly sync.
func likeness(c Case, p assets.Provider) (points int) {
	for _, same := range []struct {
		is    bool
		worth int
	}{
		{p.Type == c.Provider.Type, 16},
		{c.Way != "" && slices.Contains(p.Login, c.Way), 8},
		{p.Country == country(c), 4},
		{p.MFA == c.Provider.MFA, 2},
		{c.Provider.SubType != "" && p.SubType == c.Provider.SubType, 1},
		{p.MonitorSupported == c.Provider.MonitorSupported, 1},
	} {
		if same.is {
			points += same.worth
		}
	}
	return points
}

// country is that of the provider of a case: Smile's ids end in it.
func country(c Case) string {
	if p, known := shipped(c.Provider.ID); known {
		return p.Country
	}
	at := strings.LastIndex(c.Provider.ID, "_")
	return strings.ToUpper(c.Provider.ID[at+1:])
}

func reason(c Case, best assets.Provider, known bool) string {
	var same []string
	if best.Type == c.Provider.Type {
		same = append(same, "type "+string(best.Type))
	}
	if best.Country == country(c) {
		same = append(same, "country "+best.Country)
	}
	if slices.Contains(best.Login, c.Way) {
		same = append(same, "login by "+c.Way)
	}
	lacks := "the sandbox does not have it"
	if known {
		lacks = "nobody can log in there in the sandbox, or not with a second step"
	}
	if len(same) == 0 {
		return lacks
	}
	return lacks + "; the same are " + strings.Join(same, ", ")
}

// personFor gives the first test person who can log in by a way, whom the wizard fills in
// first.
func personFor(way string) assets.Person {
	people := assets.People()
	i := slices.IndexFunc(people, func(p assets.Person) bool { return way != assets.LoginSSNumber || p.SSNumber != "" })
	return people[max(0, i)]
}
