package accessible

import (
	"fmt"
	"strings"
	"time"

	"winkterm/flow"
)

// short is how much time is left when that is said again.
const short = time.Minute

// limit is a time at which something ends.
type limit struct {
	what  string
	until time.Time
}

// ends are the limits that count now.
func (t *Talk) ends() (all []limit) {
	if until := t.state.Linking.Challenge.ExpiresAt; t.state.Page == flow.MFA && !until.IsZero() {
		all = append(all, limit{"The code", until})
	}
	if until := t.state.Session.ExpiresAt; !until.IsZero() && t.state.Page != flow.Closed {
		all = append(all, limit{"The link token", until})
	}
	return all
}

func (l limit) sentence(left time.Duration) string {
	n, unit := int(left.Round(time.Minute)/time.Minute), "minute"
	if left < time.Minute {
		n, unit = int(max(left, 0)/time.Second), "second"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%s is good for %d %s.", l.what, n, unit)
}

// times says once how long each limit leaves, and again when that is short. The mode of
// the host is said once as well, when it is known.
func (t *Talk) times() {
	if mode := string(t.state.Session.Mode); mode != t.mode {
		t.mode = mode
		t.line("The host's mode is %s.", mode)
	}
	for _, l := range t.ends() {
		left, said := l.until.Sub(t.Now()), 1
		if left <= short {
			said = 2
		}
		if key := fmt.Sprint(l.what, l.until); t.limits[key] < said && left > 0 {
			t.limits[key] = said
			t.line("%s", l.sentence(left))
		}
	}
}

// next is how long it is until something is to be said because of the time, 0 for never.
func (t *Talk) next() (soonest time.Duration) {
	for _, l := range t.ends() {
		if in := l.until.Sub(t.Now()) - short; in > 0 && (soonest == 0 || in < soonest) {
			soonest = in
		}
	}
	return soonest
}

// embedded begins the name of a host that is the sandbox in the binary.
const embedded = "seed "

// where says which host it is.
func (t *Talk) where() string {
	switch seed, ours := strings.CutPrefix(t.Host, embedded); {
	case t.Production:
		return fmt.Sprintf("This is production at %s: calls may be billed, and what is done is real.", t.Host)
	case ours:
		return fmt.Sprintf("This is the sandbox in the binary with the seed %s, nothing is real.", seed)
	}
	return fmt.Sprintf("This is the host %s.", t.Host)
}
