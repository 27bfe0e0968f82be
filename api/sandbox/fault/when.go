package fault

import (
	"strings"

	"winkterm/api/wire"
)

// checkOperation wants one that exists, and writes it as the sandbox does.
func checkOperation(a *armed, operations []string) error {
	asked := a.fault.When.Operation
	if asked == "" {
		return nil
	}
	if a.at == AtSync {
		return wrong("when.operation", "a monthly sync is no request")
	}
	for _, op := range operations {
		if sameOperation(op, asked) {
			a.fault.When.Operation = op
			return nil
		}
	}
	return wrong("when.operation", "there is no such operation%s", nearest(asked, operations))
}

// sameOperation compares two. What stands in braces does not matter, so that the
// specification's own names of parameters will do.
func sameOperation(a, b string) bool {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	if len(as) != len(bs) {
		return false
	}
	for i := range as {
		if as[i] != bs[i] && (!parameter(as[i]) || !parameter(bs[i])) {
			return false
		}
	}
	return true
}

func parameter(segment string) bool {
	return len(segment) > 2 && segment[0] == '{' && segment[len(segment)-1] == '}'
}

func checkWho(when wire.FaultWhen) error {
	if !likeID(when.UserID) {
		return wrong("when.userId", "must be an id of at most %d letters", maxID)
	}
	if !likeID(when.ProviderID) {
		return wrong("when.providerId", "must be an id of at most %d letters", maxID)
	}
	return nil
}

// likeID takes what can be seen in ASCII, and nothing at all.
func likeID(id string) bool {
	return len(id) <= maxID && !strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' })
}

func checkCounts(f wire.Fault) error {
	switch {
	case f.When.Nth < 0:
		return wrong("when.nth", "must be 1 or more, or 0 for every moment")
	case !(f.When.Chance >= 0 && f.When.Chance <= 1): // NaN as well
		return wrong("when.chance", "must lie between 0 and 1")
	case f.Times < 0:
		return wrong("times", "must be 1 or more, or 0 for every time")
	case f.When.Nth > 0 && f.Times > 1:
		return wrong("times", "must be at most 1 beside nth, which is one moment")
	}
	return nil
}
