package fault

import (
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

	how   wire.FaultName // of EndSpoil, the fault
	field string         // of EndSpoil
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

// endings says how each fault of a request's answer ends it. A status goes with the
// code of its envelope; UNSUPPORTED_TYPE is missing in the specification's list.
var endings = map[wire.FaultName]Plan{
	"http.400": refuse(400, wire.CodeInvalidParameters),
	"http.401": refuse(401, wire.CodeInvalidToken),
	"http.403": refuse(403, wire.CodeUnauthorizedAccess),
	"http.404": refuse(404, wire.CodeMissingResource),
	"http.415": refuse(415, wire.CodeUnsupportedType),
	"http.429": refuse(429, wire.CodeRequestLimitExceeded),
	"http.500": refuse(500, wire.CodeServerError),
	"http.501": refuse(501, wire.CodeUnsupportedMethod),
	"http.503": refuse(503, wire.CodeServerUnavailable),
	"http.504": refuse(504, wire.CodeTimeLimitExceeded),

	Cut:    {End: EndCut},
	Lost:   {End: EndLose},
	Half:   {End: EndSpoil},
	Broken: {End: EndSpoil},
	HTML:   {End: EndSpoil},
	Enum:   {End: EndSpoil},
	Field:  {End: EndSpoil},
}

func refuse(status int, code wire.Code) Plan {
	return Plan{End: EndRefuse, Refusal: Refusal{Status: status, Code: code}}
}

// NewPlan works out what the faults that Take gave for a request come to.
func NewPlan(triggered []wire.Fault) Plan {
	var p Plan
	for _, f := range triggered {
		p.add(f)
	}
	return p
}

func (p *Plan) add(f wire.Fault) {
	if f.Name == Slow {
		p.Wait = duration(f.Delay)
	}
	if f.Name == Limit {
		p.Limited = true
	}
	ending := endings[f.Name]
	if p.End != EndAnswer || ending.End == EndAnswer {
		return
	}
	p.End, p.Refusal = ending.End, ending.Refusal
	if p.End == EndRefuse {
		p.Refusal.Message = "asked for by fault " + f.ID
		p.Refusal.RetryAfter = duration(f.RetryAfter)
	}
	if p.End == EndSpoil {
		p.how, p.field = f.Name, f.Field
	}
}

// duration reads what was checked when the fault was armed; empty is none.
func duration(text string) time.Duration {
	if text == "" { // the usual case, and an error would cost memory
		return 0
	}
	d, _ := time.ParseDuration(text)
	return d
}
