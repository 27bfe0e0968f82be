package search_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/assets"
)

// shipped is the catalogue that the program comes with.
func shipped(tb testing.TB) []wire.Provider {
	tb.Helper()
	out := shippedProviders()
	if len(out) == 0 {
		tb.Fatal("the catalogue is empty")
	}
	return out
}

func shippedProviders() []wire.Provider {
	var out []wire.Provider
	for _, p := range assets.Providers() {
		out = append(out, p.Provider)
	}
	return out
}

// catalogue makes n providers with names of the usual lengths, the same ones
// every time.
func catalogue(n int) []wire.Provider {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	types := wire.ProviderTypes()
	out := make([]wire.Provider, n)
	for i := range out {
		name := pick(places) + " " + pick(trades)
		typ := types[r.IntN(len(types))]
		out[i] = wire.Provider{
			ID:   fmt.Sprintf("%s_%d", strings.ToLower(strings.ReplaceAll(name, " ", "_")), i),
			Name: name, LongName: name + " " + pick(forms) + " " + pick(countries),
			LogoURL: "https://logos.example/x.png",
			Type:    typ, TypeLabel: typ.Label(), SubType: "SERVICES", SubTypeLabel: "Professional Services",
			Active: true, Enabled: i%7 != 0, MFA: i%2 == 0, AccountConnection: i%3 != 0,
			Supported: []wire.Datapoint{wire.DataIdentities, wire.DataIncomes},
		}
	}
	return out
}

// chinese makes n providers whose names are all beyond ASCII.
func chinese(n int) []wire.Provider {
	r := rand.New(rand.NewPCG(3, 4))
	letters := []rune("社会保険庁年金機構厚生労働省健康中央銀行株式会社電力鉄道交通東京大阪福岡札幌名古屋郵便通信製作所")
	out := make([]wire.Provider, n)
	for i := range out {
		name := make([]rune, 8)
		for j := range name {
			name[j] = letters[r.IntN(len(letters))]
		}
		out[i] = wire.Provider{ID: fmt.Sprintf("jp_%d", i), Name: string(name), LongName: string(name) + "株式会社", Type: wire.TypeEmployer}
	}
	return out
}

var (
	places = strings.Split("Manila Cebu Davao Quezon Makati Baguio Iloilo Batangas Pasig Taguig Jakarta Bandung Surabaya Medan Semarang "+
		"Mumbai Delhi Bengaluru Chennai Pune Hyderabad Singapore Jurong Tampines Orchard Banco José Española Zürich Málaga", " ")
	trades = strings.Split("Manpower Logistics Foods Electric Water Insurance Savings Bank Hospital University Academy Shipping "+
		"Airlines Hotels Retail Pharma Textiles Motors Steel Cement Mining Telecom Software Security Staffing Courier Delivery Rides Farms Fisheries", " ")
	forms     = strings.Split("Corporation|Incorporated|Holdings|Cooperative|Services Group|Management and Consulting|Limited", "|")
	countries = []string{"Philippines", "Indonesia", "India", "Singapore", "of the Republic"}
)
