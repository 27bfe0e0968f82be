package assets

import "winkterm/api/wire"

// Person is one of the test people that Smile's documentation names for its
// sandbox. Nothing of it is secret: the fields are published.
type Person = wire.Person

var people = parsed[Person]("people.json")

// People gives the test people in the documentation's order. The slice is shared.
func People() []Person { return people() }
