package data

import "math"

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
