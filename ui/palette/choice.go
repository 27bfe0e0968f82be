package palette

import (
	"strings"

	"winkterm/api/wire"
)

// Choice is what the user wants, nil for nothing.
//
//sumtype:decl
type Choice interface{ choice() }

type (
	// Set arms a fault, or triggers it at once. It has a name, Now and Times, and
	// nothing that narrows it.
	Set struct{ Fault wire.Fault }
	// Disarm takes back what is armed under an id.
	Disarm struct{ ID string }
	// Close leaves the palette.
	Close struct{}
)

func (Set) choice()    {}
func (Disarm) choice() {}
func (Close) choice()  {}

// Called is a fault's name in few letters: the codes of accounts are known by
// themselves, all others need their group.
func Called(name wire.FaultName) string { return strings.TrimPrefix(string(name), "account.") }

// frequencies are how many times an armed fault may trigger, the usual one first.
var frequencies = []struct {
	label string
	times int
}{{"once", 1}, {"3 times", 3}, {"until cleared", 0}}

// rateLimit counts requests as long as it is armed; of a limit for a single request
// nothing would be seen.
const rateLimit wire.FaultName = "http.limit"
