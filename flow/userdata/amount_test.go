package userdata_test

import (
	"testing"

	"winkterm/flow/userdata"
)

func TestAmounts(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]string{
		"35000.00": "35,000.00", "1234567": "1,234,567", "-1234.5": "-1,234.5", "999.99": "999.99", "0": "0", "-0.50": "-0.50",
		"12345678901234567890.123": "12,345,678,901,234,567,890.123",
		"1e6":                      "1e6", "0001234": "0001234", "PHP 35000": "PHP 35000", "35,000.00": "35,000.00", "1234.": "1234.", "–": "–", "": "",
	} {
		if got := userdata.Amount(number); got != want {
			t.Errorf("%q: %q, want %q", number, got, want)
		}
	}
}
