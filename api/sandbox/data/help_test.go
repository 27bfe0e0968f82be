package data

import (
	"slices"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// since is when the sources of the tests were linked, unless they say otherwise.
var since = time.Date(2026, 11, 17, 8, 30, 12, 345e6, time.UTC)

// kind is one kind of data with what the tests ask of it.
type kind struct {
	kind   wire.Datapoint
	schema string // of the specification
	at     string // the provider that has most of it
	items  func(Source) []wire.Item
	count  func(Source) int
}

func kinds() []kind {
	return []kind{
		{wire.DataIdentities, "Identity", "upwork", boxed(Identities), counted(Identities)},
		{wire.DataRatings, "Rating", "upwork", boxed(Ratings), counted(Ratings)},
		{wire.DataDocuments, "Document", "sahod_hr_ph", boxed(Documents), counted(Documents)},
		{wire.DataEmployments, "Employment", "sss_ph", boxed(Employments), counted(Employments)},
		{wire.DataIncomes, "Income", "sahod_hr_ph", boxed(Incomes), counted(Incomes)},
		{wire.DataContributions, "Contribution", "sss_ph", boxed(Contributions), counted(Contributions)},
		{wire.DataLiabilities, "Liability", "sss_ph", boxed(Liabilities), counted(Liabilities)},
		{wire.DataTransactions, "Transaction", "upwork", boxed(Transactions), counted(Transactions)},
		{wire.DataEIncomes, "Eincome", "upwork", boxed(Eincomes), counted(Eincomes)},
		{wire.DataInsights, "Insight", "sss_ph", boxed(Insights), counted(Insights)},
		{wire.DataLink, "Link", "egov_wallet_ph", boxed(Links), counted(Links)},
	}
}

func boxed[T wire.Item](of func(Source) []T) func(Source) []wire.Item {
	return func(s Source) []wire.Item {
		items := of(s)
		if items == nil {
			return nil
		}
		list := make([]wire.Item, len(items))
		for i, item := range items {
			list[i] = item
		}
		return list
	}
}

func counted[T any](of func(Source) []T) func(Source) int {
	return func(s Source) int { return len(of(s)) }
}

func person(t testing.TB, name string) assets.Person {
	t.Helper()
	i := slices.IndexFunc(assets.People(), func(p assets.Person) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("there is no %s", name)
	}
	return assets.People()[i]
}

func sample(t testing.TB, provider, name, alias string) Source {
	t.Helper()
	i := slices.IndexFunc(assets.Providers(), func(p assets.Provider) bool { return p.ID == provider })
	if i < 0 {
		t.Fatalf("there is no %s", provider)
	}
	return account(assets.Providers()[i], person(t, name), alias)
}

func account(p assets.Provider, who assets.Person, alias string) Source {
	return Source{
		ID: "a-17bbf36498de4d68a0d4f86c7b62f69f", Type: wire.SourceAccount, UserID: "tenant-5c1a2e8678e3494eba303ad1afa54ee8",
		ProviderID: p.ID, Provider: p, Person: who, Alias: alias, Email: "someone@smileapi.io", Seed: 1, Since: since,
	}
}

func archive(values wire.PayslipValues) Source {
	return Source{
		ID: "u-27ccf36498de4d68a0d4f86c7b62f69f", Type: wire.SourceArchive, UserID: "tenant-5c1a2e8678e3494eba303ad1afa54ee8",
		ProviderID: wire.UserProvided, FileType: "PAYSLIP", Payslip: &values, Seed: 1, Since: since,
		Provider: assets.Provider{Provider: wire.Provider{Supported: []wire.Datapoint{wire.DataIdentities, wire.DataEmployments, wire.DataIncomes}}},
	}
}

// anything is a made-up provider that has every kind of data.
func anything(typ wire.ProviderType) assets.Provider {
	p := assets.Provider{Country: "PH"}
	p.ID, p.Name, p.LongName, p.Type, p.SubType = "anything_1", "Anything", "Anything Corporation", typ, "INSURANCE"
	for _, k := range kinds() {
		p.Supported = append(p.Supported, k.kind)
	}
	return p
}
