package catalogue

import (
	"strconv"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
)

// generator makes up providers for large catalogues: any position has the same
// provider every time, and nothing is kept.
type generator struct {
	*names
	typeLabel    map[wire.ProviderType]string
	subTypeLabel map[string]string
}

// newGenerator takes the labels from the shipped providers, which have all of them.
func newGenerator(shipped []assets.Provider) generator {
	m := generator{names: parts(), typeLabel: map[wire.ProviderType]string{}, subTypeLabel: map[string]string{}}
	for _, p := range shipped {
		m.typeLabel[p.Type] = p.TypeLabel
		m.subTypeLabel[p.SubType] = p.SubTypeLabel
	}
	return m
}

// draw returns the parts of the name of a position. An odd factor goes through all
// numbers of a power of two, so that names repeat only once all were used, and
// neighbours do not look alike.
func (m generator) draw(i int) (word string, trade *trade, place *place, number string) {
	n := i * 40503 % count
	if lap := i / count; lap > 0 {
		number = " " + strconv.Itoa(lap+1)
	}
	return m.Words[n&63], &m.Trades[n>>6&63], &m.Places[n>>12&31], number
}

// named says whether the name of a position has a part, which is in lower case. It is
// quicker than to make the provider. The long name begins with the name.
func (m generator) named(i int, part string) bool {
	word, trade, place, number := m.draw(i)
	return part == "" || strings.Contains(strings.ToLower(word+" "+trade.Word+" "+place.Name+number+" "+place.Company), part)
}

// provider makes the provider of a position. Some are inactive or not enabled,
// and most employers have no live connection, as in the shipped catalogue.
func (m generator) provider(i int) assets.Provider {
	word, trade, place, number := m.draw(i)
	luck := uint32(i) * 2654435761 >> 8
	name := word + " " + trade.Word + " " + place.Name + number
	id := strings.ToLower(word + "_" + trade.Word + "_" + strconv.FormatInt(int64(i), 36))
	t := m.Types[trade.Type]
	p := assets.Provider{Country: place.Country, MFAKind: assets.MFANone}
	p.Provider = wire.Provider{
		ID: id, Name: name, LongName: name + " " + place.Company, LogoURL: "https://logos.example.invalid/" + id + ".png",
		Type: trade.Type, TypeLabel: m.typeLabel[trade.Type], SubType: trade.SubType, SubTypeLabel: m.subTypeLabel[trade.SubType],
		Active: luck%31 != 0, Enabled: luck%37 != 0, AccountConnection: luck%100 < t.Live, Supported: t.Supported,
	}
	if !p.AccountConnection {
		if p.Type == wire.TypeEmployer {
			p.SocialSecurity = m.Records[p.Country]
		}
		return p
	}
	p.MFAKind = m.MFA[luck/100%uint32(len(m.MFA))]
	p.MFA = p.MFAKind != assets.MFANone
	p.Login = m.Logins[luck/1000%uint32(len(m.Logins))]
	p.MonitorSupported = p.SubType == "INSURANCE"
	return p
}
