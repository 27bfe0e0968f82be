package data

import (
	_ "embed"
	"encoding/json"
	"math"
	"sync"

	"winkterm/assets"
)

// country is what money is like in a country.
type country struct {
	Currency string // ISO 4217
	// Dollar is what a US dollar is worth, in thousandths of the currency's main
	// unit. Salaries abroad are reckoned by it; it is near the truth, no more.
	Dollar int64
	// Coin is what amounts are rounded to, Note what salaries and loans are.
	Coin, Note money
	// Twice says that salaries are paid twice a month.
	Twice bool
	// Fund is where contributions go unless the provider is a fund of its own.
	Fund scheme
}

// scheme is how contributions to a fund are reckoned: the share of the employee
// and of the employer together. Rates and ceilings are near those in force in
// 2026; the Indian fund is taken on the higher wages that the sample payslip
// deducts from.
type scheme struct {
	Rate    int64 // in thousandths
	Ceiling money // the monthly pay above which there is no more to pay
	OnGross bool  // of the gross pay, else of the base
}

// gig is what is done at the gig platforms of a subtype.
type gig struct {
	Work, Title, Department string
	Tasks                   []string
}

// plan is a kind of loan that people take.
type plan struct {
	Kind string
	// Ago is how many months before the first sync it began, or up to Spread more.
	Ago, Spread int
	Term        int  // monthly payments
	Pay         int  // the loan, in tenths of a month's base pay
	Interest    int  // percent of the loan, for the whole term
	Stopped     bool // the borrower pays no more
}

//go:embed tables.json
var tablesJSON []byte

// tables are what differs from place to place: by ISO 3166 code of the country, by
// id of the fund, by subtype of the platform, by id of the lender. An empty name
// stands for all others.
var tables = sync.OnceValue(func() (t struct {
	Countries map[string]country
	Funds     map[string]scheme
	Gigs      map[string]gig
	Loans     map[string][]plan
},
) {
	if err := json.Unmarshal(tablesJSON, &t); err != nil {
		panic("data: tables.json: " + err.Error()) // it is part of the program
	}
	return t
})

// row is that of a name, or that of all others.
func row[T any](table map[string]T, name string) T {
	if known, ok := table[name]; ok {
		return known
	}
	return table[""]
}

func countryOf(code string) country { return row(tables().Countries, code) }

// periods is how many salaries there are in a month.
func (c country) periods() int64 {
	if c.Twice {
		return 2
	}
	return 1
}

// exchange gives an amount of c in the currency of another country.
func (c country) exchange(m money, other country) money {
	if c.Currency == other.Currency {
		return m
	}
	return max(m.times(other.Dollar, c.Dollar, other.Note), other.Note)
}

func schemeOf(p assets.Provider) scheme {
	if known, ok := tables().Funds[p.ID]; ok {
		return known
	}
	return countryOf(p.Country).Fund
}

// contribution is what a month's pay brings.
func (f scheme) contribution(base, gross, coin money) money {
	pay := base
	if f.OnGross {
		pay = gross
	}
	return min(pay, f.Ceiling).times(f.Rate, 1000, coin)
}

// money is an amount in hundredths of a currency's main unit: whole numbers add
// up.
type money int64

func (m money) float() float64 { return float64(m) / 100 }

// cents reads an amount in the main unit.
func cents(amount float64) money { return money(math.Round(amount * 100)) }

// times gives the part of an amount, rounded to the nearest multiple of step;
// no factor is negative, over and step are at least 1.
func (m money) times(part, over int64, step money) money {
	unit := int64(step) * over
	return money((int64(m)*part+unit/2)/unit) * step
}
