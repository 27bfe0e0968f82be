package data

import (
	"slices"

	"winkterm/api/wire"
)

// gig is what is done at the gig platforms of a subtype.
type gig struct {
	work, title, department string
	tasks                   []string
}

var gigs = map[string]gig{
	"TRANSPORTATION": {"Rides and deliveries", "Driver", "Fleet", []string{
		"Trip earnings", "Delivery earnings", "Evening trips", "Airport trip", "Weekend incentive", "Long-distance delivery",
	}},
	"SERVICES": {"Project work", "Contractor", "Projects", []string{
		"Payment for web design project", "Payment for translation", "Hourly contract", "Milestone of a bookkeeping project",
		"Payment for data entry", "Bonus from the client",
	}},
	"SHARING": {"Rentals", "Host", "Listings", []string{
		"Booking payout", "Payout for a weekend booking", "Cleaning fee", "Payout for a long stay",
	}},
	"TRADING": {"Sales", "Seller", "Shop", []string{
		"Payout for an order", "Payout for 3 orders", "Payout for 5 orders", "Shipping refund",
	}},
}

// anyGig is for subtypes that the catalogue does not have.
var anyGig = gig{"Tasks", "Contractor", "Tasks", []string{"Payout", "Payout for a task", "Bonus"}}

func (r *reading) gig() gig {
	if g, ok := gigs[r.Provider.SubType]; ok {
		return g
	}
	return anyGig
}

// payout is one sum that a platform paid.
type payout struct {
	on     day
	amount money
	luck   dice
}

// gigMonths is how far back the work at a platform goes.
const gigMonths = 12

// payouts gives all payouts, oldest first: two to five days a week from the
// first Monday of a month on, so that weeks and months are whole.
func (r *reading) payouts() []payout {
	base, _ := r.salary()
	usual := base.times(1, 28, 1) // half a salary by way of seven payouts in two weeks
	luck := cast(uint64(r.place()), "payouts")
	list := make([]payout, 0, 5*54)
	for monday := (r.start().month() - gigMonths).monday(); monday <= r.end(); monday += 7 {
		week := luck.on(int64(monday))
		left := 2 + week.below(4)
		for d := range 7 {
			at := week.on(int64(d))
			if at.below(7-d) >= left {
				continue
			}
			left--
			if monday+day(d) <= r.end() {
				amount := usual.times(int64(50+at.on(1).below(101)), 100, r.here.coin)
				list = append(list, payout{monday + day(d), max(amount, r.here.coin), at.on(2)})
			}
		}
	}
	return list
}

// beforeFee gives what the customers paid for what was paid out: the platform
// keeps 10 to 20 % of it.
func (r *reading) beforeFee(net money) money {
	fee := 10 + cast(r.Seed, r.Provider.ID, "fee").below(11)
	return net.times(100, int64(100-fee), r.here.coin)
}

// Transactions gives the transactions of a source, newest first: the payouts of
// a gig platform.
func Transactions(s Source) []wire.Transaction {
	return list(s, wire.DataTransactions, transactions)
}

func transactions(r *reading) []wire.Transaction {
	payouts, tasks := r.payouts(), slices.Clone(r.gig().tasks)
	references := make([]string, len(payouts)) // in one piece, as there are hundreds
	items := make([]wire.Transaction, len(payouts))
	for i, p := range payouts {
		t := &items[i] // filled in its place, as a copy of each takes a tenth of the time
		t.ID, t.Date, references[i] = r.texts("t", i, p.on, "TX", p.luck)
		t.Currency, t.Amount, t.Metadata = r.here.currency, p.amount.float(), r.metadata(p.on)
		t.Description, t.ReferenceID = &tasks[p.luck.below(len(tasks))], &references[i]
	}
	return items
}
