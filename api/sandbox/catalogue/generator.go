package catalogue

import (
	"bytes"
	"strconv"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
)

// generator makes up providers for large catalogues: any position has the same
// provider every time, and nothing is kept.
type generator struct {
	names        *names
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

// draft is what a position decides before any text is made of it.
type draft struct {
	i     int
	word  string
	trade trade
	place place
	lap   int // how often all names have been used up before
	luck  uint32
}

func (m generator) draw(i int) draft {
	// An odd factor goes through all numbers of a power of two, so that names
	// repeat only once all were used, and neighbours do not look alike.
	n := i * 40503 % count
	return draft{
		i: i, word: m.names.Words[n&63], trade: m.names.Trades[n>>6&63], place: m.names.Places[n>>12&31],
		lap: i / count, luck: uint32(i) * 2654435761 >> 8,
	}
}

// name appends the name, which is ASCII.
func (d draft) name(b []byte) []byte {
	b = append(b, d.word...)
	b = append(b, ' ')
	b = append(b, d.trade.Word...)
	b = append(b, ' ')
	b = append(b, d.place.Name...)
	if d.lap > 0 {
		b = append(b, ' ')
		b = strconv.AppendInt(b, int64(d.lap+1), 10)
	}
	return b
}

func (d draft) longName(b []byte) []byte {
	b = append(d.name(b), ' ')
	return append(b, d.place.Company...)
}

// mayPass holds a filter against the draft. The long name begins with the name,
// so looking through the long one is enough.
func (m generator) mayPass(i int, f *filter) bool {
	d := m.draw(i)
	if f.typ != "" && f.typ != string(d.trade.Type) || f.subType != "" && f.subType != d.trade.SubType {
		return false
	}
	if f.name == "" {
		return true
	}
	var room [128]byte
	text := d.longName(room[:0])
	for k, c := range text {
		if 'A' <= c && c <= 'Z' {
			text[k] = c + 'a' - 'A'
		}
	}
	return bytes.Contains(text, []byte(f.name))
}

// provider makes the provider of a position. Some are inactive or not enabled,
// and most employers have no live connection, as in the shipped catalogue.
func (m generator) provider(i int) assets.Provider {
	d := m.draw(i)
	id := strings.ToLower(d.word + "_" + d.trade.Word + "_" + strconv.FormatInt(int64(i), 36))
	t := templates[d.trade.Type]
	p := assets.Provider{Country: d.place.Country, MFAKind: assets.MFANone}
	p.Provider = wire.Provider{
		ID: id, Name: string(d.name(nil)), LongName: string(d.longName(nil)),
		LogoURL: "https://logos.example.invalid/" + id + ".png",
		Type:    d.trade.Type, TypeLabel: m.typeLabel[d.trade.Type],
		SubType: d.trade.SubType, SubTypeLabel: m.subTypeLabel[d.trade.SubType],
		Active: d.luck%31 != 0, Enabled: d.luck%37 != 0, AccountConnection: d.luck%100 < t.live,
		Supported: t.supported,
	}
	if !p.AccountConnection {
		if p.Type == wire.TypeEmployer {
			p.SocialSecurity = records[p.Country]
		}
		return p
	}
	p.MFAKind = kinds[d.luck/100%uint32(len(kinds))]
	p.MFA = p.MFAKind != assets.MFANone
	p.Login = logins[d.luck/1000%uint32(len(logins))]
	p.MonitorSupported = p.SubType == "INSURANCE"
	return p
}
