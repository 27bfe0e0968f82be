package data

import (
	"math"

	"winkterm/api/wire"
)

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
