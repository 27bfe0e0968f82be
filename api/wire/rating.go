package wire

// Rating is how a person is rated at a data source.
type Rating struct {
	RatingPayload
	Metadata ItemMetadata `json:"metadata"`
}

// RatingPayload is a Rating without its origin.
type RatingPayload struct {
	ID            string   `json:"id"`
	CurrentRating *float64 `json:"currentRating"`
	MaxRating     *float64 `json:"maxRating"`
	// CalculatedPercentage is CurrentRating over MaxRating times 100.
	CalculatedPercentage *float64 `json:"calculatedPercentage"`
	ReviewsReceived      *float64 `json:"reviewsReceived"`
	LikesReceived        *float64 `json:"likesReceived"`
	JobsCompleted        *float64 `json:"jobsCompleted"`
}

// ItemID gives the id.
func (r RatingPayload) ItemID() string { return r.ID }
