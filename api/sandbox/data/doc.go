// Package data makes up the user data that Smile has of a source: what was read
// from an account once it is CONNECTED and its first sync is through, or off a
// payslip that was ANALYZED.
//
// # One life, many windows
//
// A person's life (assets.Lives) is known in years and months, not in distances
// from now, so that every source of a person says the same: the employer and
// the pay of a month are the same at the payroll system and behind the
// contributions, whenever the two were linked. A source is a window on it. It
// ends with the last sync, and how far back it goes is the person's luck. Lives
// are known for the years 2026 to 2035, and moved by whole decades for a clock
// elsewhere. An alias ("george+7") has a life of his own: another salary, other
// numbers, a career that began earlier.
//
// # What comes from where
//
// The provider's list of supported data points says which kinds there are, its
// type whose work it knows (an EMPLOYER its own people, a SYSTEM the present
// job, a GIG platform what was done there, all others the whole career), its
// country the currency, the pay rhythm and the contributions. Nothing is said of
// single providers but the funds and lenders in tables.json, so
// made-up providers have data as well.
//
// # Data of one's own
//
// Own has the kinds of data that a scenario writes itself; own is the one place
// that serves them in place of what is made up, at all accounts, and not of a payslip.
// What follows from a kind follows from the items of one's own: estimated incomes from
// incomes, insights from all, and from employments who pays how long, so that nobody is
// paid without one. Kinds that are not written are made up as ever. Items are written
// newest first; what one leaves out is filled in to fit the rest of it (own_fill.go). A gap
// is cut out of the jobs and the weeks of what is made up, and is counted from when the
// sandbox's clock begins, so that all sources have the same one.
//
// # Ids
//
// An item's id holds the id of its source and the item's place in it, oldest
// first, so that Parse finds the source without an index. Later syncs only add
// places.
//
// # What it must not do
//
// It has no state and reads no clock: the same Source gives the same data to the
// byte. Nothing in it is random but by Source.Seed. It imports api/wire and
// assets of ours, and fault for the nearest name; it knows nothing of requests.
package data
