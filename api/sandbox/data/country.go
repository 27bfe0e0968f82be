package data

import "winkterm/assets"

// country is what money is like in a country.
type country struct {
	currency string // ISO 4217
	// dollar is what a US dollar is worth, in thousandths of the currency's main
	// unit. Salaries abroad are reckoned by it; it is near the truth, no more.
	dollar int64
	// coin is what amounts are rounded to, note what salaries and loans are.
	coin, note money
	// twice says that salaries are paid twice a month.
	twice bool
	// fund is where contributions go unless scheme.go knows the provider.
	fund scheme
}

// countries are those of the catalogue, by ISO 3166 code.
var countries = map[string]country{
	"PH": {"PHP", 57_000, 1, 50_00, true, scheme{150, 35_000_00, false}},
	"ID": {"IDR", 16_000_000, 500_00, 10_000_00, false, scheme{57, 20_000_000_00, true}},
	"SG": {"SGD", 1_350, 5, 10_00, false, scheme{370, 8_000_00, true}},
	"IN": {"INR", 84_000, 1_00, 100_00, false, scheme{240, 100_000_00, false}},
	"MY": {"MYR", 4_400, 5, 10_00, false, scheme{240, 20_000_00, true}},
	"TH": {"THB", 34_000, 25, 50_00, false, scheme{100, 17_500_00, true}},
	"VN": {"VND", 25_400_000, 1_000_00, 50_000_00, false, scheme{320, 46_800_000_00, true}},
	"JP": {"JPY", 150_000, 1_00, 1_000_00, false, scheme{183, 650_000_00, true}},
	"KR": {"KRW", 1_380_000, 10_00, 10_000_00, false, scheme{90, 6_370_000_00, true}},
	"TW": {"TWD", 32_000, 1_00, 100_00, false, scheme{60, 150_000_00, true}},
	"DE": {"EUR", 920, 1, 10_00, false, scheme{186, 8_050_00, true}},
	"FR": {"EUR", 920, 1, 10_00, false, scheme{155, 3_925_00, true}},
	"ES": {"EUR", 920, 1, 10_00, false, scheme{283, 4_909_00, true}},
	"IS": {"ISK", 138_000, 1_00, 1_000_00, false, scheme{155, 2_000_000_00, true}},
	"MX": {"MXN", 18_500, 1, 50_00, true, scheme{65, 85_000_00, true}},
	"PL": {"PLN", 3_950, 1, 10_00, false, scheme{195, 21_700_00, true}},
}

// abroad is any other country: dollars are understood there.
var abroad = country{"USD", 1_000, 1, 10_00, false, scheme{150, 5_000_00, true}}

func countryOf(code string) country {
	if c, ok := countries[code]; ok {
		return c
	}
	return abroad
}

// periods is how many salaries there are in a month.
func (c country) periods() int64 {
	if c.twice {
		return 2
	}
	return 1
}

// exchange gives an amount of c in the currency of another country.
func (c country) exchange(m money, other country) money {
	if c.currency == other.currency {
		return m
	}
	return max(m.times(other.dollar, c.dollar, other.note), other.note)
}

// scheme is how contributions to a fund are reckoned: the share of the employee
// and of the employer together. Rates and ceilings are near those in force in
// 2026; the Indian fund is taken on the higher wages that the sample payslip
// deducts from.
type scheme struct {
	rate    int64 // in thousandths
	ceiling money // the monthly pay above which there is no more to pay
	onGross bool  // of the gross pay, else of the base
}

// schemes are those of the funds beside a country's chief one, by provider id.
var schemes = map[string]scheme{
	"gsis_ph":       {210, 150_000_00, false},
	"philhealth_ph": {50, 100_000_00, false},
	"pagibig_ph":    {40, 10_000_00, false},
	"bpjs_kes_id":   {50, 12_000_000_00, true},
	"tapera_id":     {30, 12_000_000_00, true},
	"esic_in":       {40, 21_000_00, false},
}

func schemeOf(p assets.Provider) scheme {
	if known, ok := schemes[p.ID]; ok {
		return known
	}
	return countryOf(p.Country).fund
}

// contribution is what a month's pay brings.
func (f scheme) contribution(base, gross, coin money) money {
	pay := base
	if f.onGross {
		pay = gross
	}
	return min(pay, f.ceiling).times(f.rate, 1000, coin)
}
