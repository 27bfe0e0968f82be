package account

import (
	"time"

	"winkterm/api/wire"
)

// step is one status of an account from a moment on.
type step struct {
	At        time.Time
	Status    wire.ConnectionStatus
	Code      wire.AccountErrorCode // of an ERROR
	Challenge *wire.Challenge       // of an AWAITING_MFA
	// Held keeps the account here until the step was Shown. It is for steps that a
	// sandbox without waits would otherwise pass unseen.
	Held, Shown bool
}

// history is what happens to an account, past and to come, in order of time. A
// call may cut off what was to come and add another end. Nothing else moves an
// account, so its status at any moment is read off here.
type history []step

// index returns the step that holds at a moment.
func (l history) index(now time.Time) int {
	i := 0
	for i+1 < len(l) && !l[i+1].At.After(now) && (!l[i].Held || l[i].Shown) {
		i++
	}
	return i
}

func (l history) current(now time.Time) step { return l[l.index(now)] }

// cut forgets what was to come after now.
func (l *history) cut(now time.Time) { *l = (*l)[:l.index(now)+1] }

func (l *history) add(s step) { *l = append(*l, s) }

// connected returns the moment of CONNECTED, if that has come by step i.
func (l history) connected(i int) (time.Time, bool) {
	for _, s := range l[:i+1] {
		if s.Status == wire.StatusConnected {
			return s.At, true
		}
	}
	return time.Time{}, false
}
