package wire

// Item is what the lists of user data consist of. Lists that take startDate and
// endDate (or startMonth and endMonth) consist of DatedItems.
type Item interface {
	// ItemID is the item's id.
	ItemID() string
}

// DatedItem is an item of a list that is filtered by date.
type DatedItem interface {
	Item
	// FilterDate is what the list's filter looks at: a day, YYYY-MM-DD, or a
	// month, YYYY-MM, of estimated incomes. Text order is order in time.
	FilterDate() string
}

// PayPeriod is how often something is paid.
type PayPeriod string

// The pay periods of the specification.
const (
	PayHourly      PayPeriod = "Hourly"
	PayDaily       PayPeriod = "Daily"
	PayWeekly      PayPeriod = "Weekly"
	PaySemimonthly PayPeriod = "Semimonthly"
	PayMonthly     PayPeriod = "Monthly"
	PayBimonthly   PayPeriod = "Bimonthly"
	PayQuarterly   PayPeriod = "Quarterly"
	PayAnnually    PayPeriod = "Annually"
	PayVariable    PayPeriod = "Variable"
	PayUnspecified PayPeriod = "Unspecified"
)
