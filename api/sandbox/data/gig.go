package data

import (
	"math"
	"slices"

	"winkterm/api/wire"
)

func (r *reading) gig() gig { return row(tables().Gigs, r.Provider.SubType) }

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
func (r *reading) payouts() (list []payout) {
	if mine, ok := own(r, wire.DataTransactions, likeTransaction); ok {
		for _, t := range mine {
			on, _ := parseDay(t.Date)
			list = append(list, payout{on: on, amount: cents(t.Amount)})
		}
		return list
	}
	base, _ := r.salary()
	usual := base.times(1, 28, 1) // half a salary by way of seven payouts in two weeks
	luck := cast(uint64(r.place()), "payouts")
	list = make([]payout, 0, 5*54)
	for monday := (r.start().month() - gigMonths).monday(); monday <= r.end(); monday += 7 {
		if r.Own.touches(monday) {
			continue
		}
		week := luck.on(int64(monday))
		left := 2 + week.below(4)
		for d := range 7 {
			at := week.on(int64(d))
			if at.below(7-d) >= left {
				continue
			}
			left--
			if monday+day(d) <= r.end() {
				amount := usual.times(int64(50+at.on(1).below(101)), 100, r.here.Coin)
				list = append(list, payout{monday + day(d), max(amount, r.here.Coin), at.on(2)})
			}
		}
	}
	return list
}

// beforeFee gives what the customers paid for what was paid out: the platform
// keeps 10 to 20 % of it.
func beforeFee(r *reading, net money) money {
	fee := 10 + cast(r.Seed, r.Provider.ID, "fee").below(11)
	return net.times(100, int64(100-fee), r.here.Coin)
}

func transactions(r *reading) []wire.Transaction {
	payouts, tasks := r.payouts(), slices.Clone(r.gig().Tasks)
	references := make([]string, len(payouts)) // in one piece, as there are hundreds
	items := make([]wire.Transaction, len(payouts))
	for i, p := range payouts {
		t := &items[i] // filled in its place, as a copy of each takes a tenth of the time
		t.ID, t.Date, references[i] = r.texts("t", i, p.on, "TX", p.luck)
		t.Currency, t.Amount, t.Metadata = r.here.Currency, p.amount.float(), r.metadata(p.on)
		t.Description, t.ReferenceID = &tasks[p.luck.below(len(tasks))], &references[i]
	}
	return items
}

// maxRating is the best rating of a platform.
const maxRating = 5

// ratings are given for the jobs behind the transactions and for those of the
// years before.
func ratings(r *reading) []wire.Rating {
	luck := r.place().on(4)
	current := float64(420+luck.on(1).below(79)) / 100
	jobs := len(r.payouts()) + luck.on(2).below(400)
	reviews := jobs * (40 + luck.on(3).below(40)) / 100
	likes := reviews * (30 + luck.on(4).below(60)) / 100
	return []wire.Rating{{
		Origin: r.origin("r", 0, 0), CurrentRating: &current, MaxRating: new(float64(maxRating)),
		CalculatedPercentage: new(math.Round(current/maxRating*10_000) / 100),
		ReviewsReceived:      new(float64(reviews)), LikesReceived: new(float64(likes)), JobsCompleted: new(float64(jobs)),
	}}
}
