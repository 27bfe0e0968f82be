package fault_test

import (
	"testing"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

func TestPlanOfEveryStatus(t *testing.T) {
	t.Parallel()
	codes := map[wire.FaultName]fault.Refusal{
		"http.400": {Status: 400, Code: wire.CodeInvalidParameters},
		"http.401": {Status: 401, Code: wire.CodeInvalidToken},
		"http.403": {Status: 403, Code: wire.CodeUnauthorizedAccess},
		"http.404": {Status: 404, Code: wire.CodeMissingResource},
		"http.415": {Status: 415, Code: wire.CodeUnsupportedType},
		"http.429": {Status: 429, Code: wire.CodeRequestLimitExceeded},
		"http.500": {Status: 500, Code: wire.CodeServerError},
		"http.501": {Status: 501, Code: wire.CodeUnsupportedMethod},
		"http.503": {Status: 503, Code: wire.CodeServerUnavailable},
		"http.504": {Status: 504, Code: wire.CodeTimeLimitExceeded},
	}
	for name, want := range codes {
		want.Message = "asked for by fault f-1"
		f := wire.Fault{ID: "f-1", Name: name}
		if p := fault.NewPlan([]wire.Fault{f}); p.End != fault.EndRefuse || p.Refusal != want {
			t.Errorf("%s is %+v", name, p)
		}
		label := name[len("http."):] + " " + wire.FaultName(want.Code)
		if k, _ := fault.Find(name); k.Label != string(label) {
			t.Errorf("%s has the label %q, want %q", name, k.Label, label)
		}
	}
}

func TestEveryRequestFaultDoesSomething(t *testing.T) {
	t.Parallel()
	for _, k := range fault.Kinds() {
		p := fault.NewPlan([]wire.Fault{{Name: k.Name, Delay: "1s"}})
		if does := p != (fault.Plan{}); does != (k.Group == fault.GroupHTTP) {
			t.Errorf("%s is %+v", k.Name, p)
		}
	}
}

func TestPlansCombine(t *testing.T) {
	t.Parallel()
	p := fault.NewPlan([]wire.Fault{
		{Name: "http.503", ID: "f-1", RetryAfter: "1m30s"}, {Name: "http.slow", Delay: "1.5s"}, {Name: "http.limit"},
	})
	if p.Wait != 1500*time.Millisecond || !p.Limited || p.End != fault.EndRefuse ||
		p.Refusal.RetryAfter != 90*time.Second {
		t.Errorf("got %+v", p)
	}
	for name, end := range map[wire.FaultName]fault.End{
		"http.cut": fault.EndCut, "http.lost": fault.EndLose, "http.half": fault.EndSpoil, "http.html": fault.EndSpoil,
		"http.slow": fault.EndAnswer, "http.limit": fault.EndAnswer,
	} {
		if p := fault.NewPlan([]wire.Fault{{Name: name}, {Name: "mfa.wrong"}}); p.End != end {
			t.Errorf("%s ends in %d, want %d", name, p.End, end)
		}
	}
	if p := fault.NewPlan([]wire.Fault{{Name: "http.cut"}, {Name: "http.404"}}); p.End != fault.EndCut || p.Refusal.Status != 0 {
		t.Errorf("the first of two ends does not hold: %+v", p)
	}
	if p := fault.NewPlan(nil); p != (fault.Plan{}) {
		t.Errorf("nothing triggered, yet %+v", p)
	}
}
