package userdata

import (
	"math/big"
	"regexp"

	"github.com/dustin/go-humanize"
)

// large is a decimal number with something to separate, as the API writes amounts.
var large = regexp.MustCompile(`^(-?[1-9]\d{3,30})(\.\d+)?$`)

// Amount is an amount of money with its thousands separated: "35000.00" is
// "35,000.00". Not a digit is lost; what is not such a number stays as it is.
func Amount(number string) string {
	parts := large.FindStringSubmatch(number)
	if parts == nil {
		return number
	}
	whole, _ := new(big.Int).SetString(parts[1], 10) // it has digits alone
	return humanize.BigComma(whole) + parts[2]
}

// short is a plain decimal number of fewer than two decimals.
var short = regexp.MustCompile(`^(-?\d+)(?:\.(\d?))?$`)

// money is an amount with two decimals, behind its currency where that is known.
func money(currency, number string) string {
	if parts := short.FindStringSubmatch(number); parts != nil {
		number = parts[1] + "." + (parts[2] + "00")[:2]
	}
	if number == "" || currency == "" {
		return Amount(number)
	}
	return currency + " " + Amount(number)
}
