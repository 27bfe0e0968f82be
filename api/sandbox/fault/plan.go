package fault

import (
	"strconv"
	"strings"
	"time"

	"winkterm/api/wire"
)

// End is what becomes of a request.
type End uint8

// The ends. Each is final: only one of them happens to a request.
const (
	EndAnswer End = iota // what was asked is done and answered, as ever
	EndRefuse            // nothing is done, Plan.Refusal is answered
	EndCut               // nothing is done, the connection is cut
	EndLose              // it is done, then the connection is cut without an answer
	EndSpoil             // it is done, and the answer goes through Plan.Spoil
)

// Plan is what the faults of one request come to. The zero value leaves it alone.
type Plan struct {
	// Wait is how long to wait before anything else, in real time, up to
	// MaxDelay. A client that goes away meanwhile gets nothing done.
	Wait time.Duration
	// Limited counts the request against RateLimit, and refuses it with 429 when
	// it is beyond. Wait comes before that, End after it.
	Limited bool
	End     End
	Refusal Refusal // of EndRefuse

	spoils wire.Fault // of EndSpoil
}

// Refusal is an answer without data.
type Refusal struct {
	Status int
	Code   wire.Code
	// Message says by which fault it was asked for.
	Message string
	// RetryAfter is for the header of that name, whole seconds; 0 is none.
	RetryAfter time.Duration
}

// NewPlan works out what the faults that Take gave for a request come to.
func NewPlan(triggered []wire.Fault) (p Plan) {
	for _, f := range triggered {
		switch group, _ := Split(f.Name); {
		case f.Name == Slow:
			p.Wait = duration(f.Delay)
		case f.Name == Limit:
			p.Limited = true
		case group == GroupHTTP && p.End == EndAnswer:
			p.end(f)
		}
	}
	return p
}

func (p *Plan) end(f wire.Fault) {
	switch string(f.Name) {
	case string(Cut):
		p.End = EndCut
	case string(Lost):
		p.End = EndLose
	case string(Half), string(Broken), string(HTML), string(Enum), string(Field):
		p.End, p.spoils = EndSpoil, f
	default: // the label is the status and the code of the envelope
		k, _ := find(f.Name)
		status, code, _ := strings.Cut(k.label, " ")
		p.End = EndRefuse
		p.Refusal = Refusal{Code: wire.Code(code), Message: "asked for by fault " + f.ID, RetryAfter: duration(f.RetryAfter)}
		p.Refusal.Status, _ = strconv.Atoi(status)
	}
}

// Delay is the very wait of a fault as it triggers, 0 without one.
func Delay(f wire.Fault) time.Duration { return duration(f.Delay) }

// duration reads what was checked when the fault was armed; empty is none.
func duration(text string) time.Duration {
	d, _ := time.ParseDuration(text)
	return d
}
