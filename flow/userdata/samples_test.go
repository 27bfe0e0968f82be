package userdata_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/userdata"
)

// providers have data of all kinds between them.
var providers = []string{"upwork", "sss_ph", "cpf_sg", "sahod_hr_ph", "liwanag_power_ph", "egov_wallet_ph"}

// samples are all items that the sandbox makes up of a person, by kind.
func samples(t *testing.T, person assets.Person) map[userdata.Kind][]userdata.Item {
	t.Helper()
	all := map[userdata.Kind][]userdata.Item{}
	for _, id := range providers {
		at := slices.IndexFunc(assets.Providers(), func(p assets.Provider) bool { return p.ID == id })
		s := data.Source{
			ID: "a-1", Type: wire.SourceAccount, UserID: "tenant-1", ProviderID: id, Provider: assets.Providers()[at], Person: person, Seed: 7,
			Since: time.Date(2024, 11, 15, 9, 30, 0, 0, time.UTC),
		}
		add(t, all, userdata.Identities, data.Identities(s))
		add(t, all, userdata.Employments, data.Employments(s))
		add(t, all, userdata.Incomes, data.Incomes(s))
		add(t, all, userdata.Contributions, data.Contributions(s))
		add(t, all, userdata.Documents, data.Documents(s))
		add(t, all, userdata.Ratings, data.Ratings(s))
		add(t, all, userdata.Transactions, data.Transactions(s))
		add(t, all, userdata.Liabilities, data.Liabilities(s))
		add(t, all, userdata.Eincomes, data.Eincomes(s))
		add(t, all, userdata.Insights, data.Insights(s))
		add(t, all, userdata.Links, data.Links(s))
	}
	return all
}

func add[T any](t *testing.T, to map[userdata.Kind][]userdata.Item, k userdata.Kind, items []T) {
	t.Helper()
	for _, it := range items {
		text, err := json.Marshal(it)
		if err != nil {
			t.Fatal(err)
		}
		to[k] = append(to[k], text)
	}
}

// TestEveryKindIsATable reads what the sandbox has of all people.
func TestEveryKindIsATable(t *testing.T) {
	t.Parallel()
	for _, person := range assets.People() {
		all := samples(t, person)
		for _, k := range userdata.Kinds() {
			used, items := make([]bool, len(userdata.Columns(k))), all[k]
			for _, it := range items {
				cells := userdata.Cells(k, it)
				if len(cells) != len(used) || strings.Contains(strings.Join(cells, "\n"), "null") {
					t.Fatalf("%s of %s: %q", k, person.Name, cells)
				}
				for i, cell := range cells {
					used[i] = used[i] || cell != ""
				}
				if from := userdata.OriginOf(it); from.ID == "" || from.SourceID != "a-1" || from.ProviderID == "" || from.CreatedAt == "" {
					t.Errorf("%s comes from %+v", it, from)
				}
				if userdata.Summary(k, it) == "" {
					t.Errorf("nothing is said of %s", it)
				}
			}
			if person.Name == "George" && (len(items) == 0 || !used[0]) {
				t.Errorf("%s: %d items, columns that are used: %v", k, len(items), used)
			}
		}
	}
}
