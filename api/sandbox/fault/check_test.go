package fault_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

func TestArmRefuses(t *testing.T) {
	t.Parallel()
	type when = wire.FaultWhen
	for what, c := range map[string]struct {
		fault wire.Fault
		field string
	}{
		"no name":                {wire.Fault{}, "name"},
		"unknown name":           {wire.Fault{Name: "http.418"}, "name"},
		"cannot wait":            {wire.Fault{Name: "clock.5h"}, "name"},
		"now":                    {wire.Fault{Name: "http.503", Now: true}, "now"},
		"nth":                    {wire.Fault{Name: "http.503", When: when{Nth: -1}}, "when.nth"},
		"chance below":           {wire.Fault{Name: "http.503", When: when{Chance: new(-0.1)}}, "when.chance"},
		"chance above":           {wire.Fault{Name: "http.503", When: when{Chance: new(1.01)}}, "when.chance"},
		"chance NaN":             {wire.Fault{Name: "http.503", When: when{Chance: new(math.NaN())}}, "when.chance"},
		"chance infinite":        {wire.Fault{Name: "http.503", When: when{Chance: new(math.Inf(1))}}, "when.chance"},
		"times":                  {wire.Fault{Name: "http.503", Times: -1}, "times"},
		"times of one moment":    {wire.Fault{Name: "http.503", Times: 2, When: when{Nth: 3}}, "times"},
		"operation typo":         {wire.Fault{Name: "http.503", When: when{Operation: "GET /v1/task"}}, "when.operation"},
		"operation cut off":      {wire.Fault{Name: "http.503", When: when{Operation: "GET /v1/accounts/"}}, "when.operation"},
		"operation of no name":   {wire.Fault{Name: "http.503", When: when{Operation: "GET /v1/accounts/{}"}}, "when.operation"},
		"operation method":       {wire.Fault{Name: "http.503", When: when{Operation: "PUT /v1/tasks"}}, "when.operation"},
		"operation of a sync":    {wire.Fault{Name: fault.MonitorUserActionRequired, When: when{Operation: getTasks}}, "when.operation"},
		"user too long":          {wire.Fault{Name: "http.503", When: when{UserID: strings.Repeat("u", 101)}}, "when.userId"},
		"user of controls":       {wire.Fault{Name: "http.503", When: when{UserID: "u\x1b[2J"}}, "when.userId"},
		"provider of two words":  {wire.Fault{Name: "http.503", When: when{ProviderID: "sss ph"}}, "when.providerId"},
		"provider beyond ASCII":  {wire.Fault{Name: "http.503", When: when{ProviderID: "größe"}}, "when.providerId"},
		"delay elsewhere":        {wire.Fault{Name: "http.503", Delay: "1s"}, "delay"},
		"range elsewhere":        {wire.Fault{Name: "mfa.wrong", DelayMax: "1s"}, "delayMax"},
		"delay unreadable":       {wire.Fault{Name: fault.Slow, Delay: "2"}, "delay"},
		"delay negative":         {wire.Fault{Name: fault.Slow, Delay: "-1s"}, "delay"},
		"delay too long":         {wire.Fault{Name: fault.Slow, Delay: "60001ms"}, "delay"},
		"range without start":    {wire.Fault{Name: fault.Slow, DelayMax: "1s"}, "delay"},
		"range backwards":        {wire.Fault{Name: fault.Slow, Delay: "2s", DelayMax: "1s"}, "delayMax"},
		"range unreadable":       {wire.Fault{Name: fault.Slow, Delay: "2s", DelayMax: "x"}, "delayMax"},
		"range too long":         {wire.Fault{Name: fault.Slow, Delay: "2s", DelayMax: "61s"}, "delayMax"},
		"retry elsewhere":        {wire.Fault{Name: "http.500", RetryAfter: "1s"}, "retryAfter"},
		"retry of parts":         {wire.Fault{Name: "http.503", RetryAfter: "1500ms"}, "retryAfter"},
		"retry of nothing":       {wire.Fault{Name: "http.503", RetryAfter: "0s"}, "retryAfter"},
		"retry too late":         {wire.Fault{Name: "http.429", RetryAfter: "1h1s"}, "retryAfter"},
		"retry unreadable":       {wire.Fault{Name: "http.429", RetryAfter: "soon"}, "retryAfter"},
		"field elsewhere":        {wire.Fault{Name: "http.500", Field: "id"}, "field"},
		"field with a gap":       {wire.Fault{Name: fault.Field, Field: "a..b"}, "field"},
		"field with a number":    {wire.Fault{Name: fault.Field, Field: "items.0"}, "field"},
		"field with an index":    {wire.Fault{Name: fault.Enum, Field: "items[0]"}, "field"},
		"field too long":         {wire.Fault{Name: fault.Enum, Field: strings.Repeat("a", 101)}, "field"},
		"field that is one dot":  {wire.Fault{Name: fault.Enum, Field: "."}, "field"},
		"field nowhere":          {wire.Fault{Name: fault.Enum, Field: "connection.state"}, "field"},
		"field beyond a text":    {wire.Fault{Name: fault.Field, Field: "id.more"}, "field"},
		"field of other letters": {wire.Fault{Name: fault.Enum, Field: "größe"}, "field"},
	} {
		s := newSet()
		_, err := s.Arm(c.fault)
		if got := refusedField(t, err); got != c.field {
			t.Errorf("%s: %v, want %s to be named", what, err, c.field)
		}
		if len(s.Armed()) != 0 {
			t.Errorf("%s is armed all the same", what)
		}
	}
}

func TestTyposAreMetWithTheNearest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fault wire.Fault
		want  string
	}{
		{wire.Fault{Name: "htttp.5O3"}, "the nearest is http.503"},
		{wire.Fault{Name: "account.account_locked"}, "the nearest is account.ACCOUNT_LOCKED"},
		{wire.Fault{Name: "ACOUNT_DISABLED"}, "the nearest is account.ACCOUNT_DISABLED"},
		{wire.Fault{Name: "http.503", When: wire.FaultWhen{Operation: "get /v1/tasks"}}, "the nearest is " + getTasks},
		{wire.Fault{Name: "http.503", When: wire.FaultWhen{Operation: "GET /v1/account/{id}"}}, "the nearest is " + getAccount},
		{wire.Fault{Name: "http.field", When: wire.FaultWhen{Operation: "GET /v1/taks"}}, "the nearest is " + getTasks},
	} {
		_, err := newSet().Arm(c.fault)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.50s %.50s: got %v, want %q", c.fault.Name, c.fault.When.Operation, err, c.want)
		}
		if err != nil && len(err.Error()) > 200 {
			t.Errorf("the error is %d bytes long", len(err.Error()))
		}
	}
	for _, f := range []wire.Fault{ // nothing is near these
		{Name: "nonsense"},
		{Name: "http.503", When: wire.FaultWhen{Operation: "DELETE /v1/webhooks/{id}"}},
		{Name: "http.503", When: wire.FaultWhen{Operation: strings.Repeat("x", 1<<20)}},
	} {
		if _, err := newSet().Arm(f); err == nil || strings.Contains(err.Error(), "nearest") {
			t.Errorf("%.50s %.50s: got %v, want no suggestion", f.Name, f.When.Operation, err)
		}
	}
	_, err := fault.NewSet(1, nil).Arm(wire.Fault{Name: "http.503", When: wire.FaultWhen{Operation: getTasks}})
	if err == nil || strings.Contains(err.Error(), "nearest") {
		t.Errorf("got %v where there are no operations", err)
	}
}

// Only the beginning of what was asked for is compared, however long it is.
func TestOnlyTheBeginningIsCompared(t *testing.T) {
	t.Parallel()
	short := strings.Repeat("a", 200)
	long := short + strings.Repeat("b", 300)
	_, err := fault.NewSet(1, []string{short, long}).Arm(wire.Fault{Name: "http.503", When: wire.FaultWhen{Operation: long + "c"}})
	if err == nil || !strings.HasSuffix(err.Error(), "the nearest is "+short) {
		t.Errorf("got %v", err)
	}
}

func TestArmFillsIn(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct{ asked, want wire.Fault }{
		"id and count": {
			wire.Fault{Name: "http.503", ID: "f-77", Triggered: 9},
			wire.Fault{Name: "http.503", ID: "f-1"},
		},
		"delay": {wire.Fault{Name: fault.Slow}, wire.Fault{Name: fault.Slow, ID: "f-1", Delay: "2s"}},
		"the longest delay": {
			wire.Fault{Name: fault.Slow, Delay: "0s", DelayMax: "1m"},
			wire.Fault{Name: fault.Slow, ID: "f-1", Delay: "0s", DelayMax: "1m"},
		},
		"names of parameters": {
			wire.Fault{Name: "http.404", When: wire.FaultWhen{Operation: "GET /v1/accounts/{accountId}"}},
			wire.Fault{Name: "http.404", ID: "f-1", When: wire.FaultWhen{Operation: getAccount}},
		},
		"all of it": {
			wire.Fault{Name: "http.429", Times: 3, RetryAfter: "1h", When: wire.FaultWhen{
				Operation: getTasks, UserID: "tenant-1", ProviderID: "sss_ph", Chance: new(1.0),
			}},
			wire.Fault{Name: "http.429", ID: "f-1", Times: 3, RetryAfter: "1h", When: wire.FaultWhen{
				Operation: getTasks, UserID: "tenant-1", ProviderID: "sss_ph", Chance: new(1.0),
			}},
		},
	} {
		if diff := cmp.Diff(c.want, arm(t, newSet(), c.asked)); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
}

func TestCheckNow(t *testing.T) {
	t.Parallel()
	who := wire.FaultWhen{UserID: "tenant-1", ProviderID: "sss_ph"}
	for _, k := range fault.Kinds() {
		err := fault.CheckNow(wire.Fault{Name: k.Name, Now: true, When: who})
		if k.Now != (err == nil) {
			t.Errorf("%s: %v", k.Name, err)
		}
		if err != nil && refusedField(t, err) != "now" {
			t.Errorf("%s: %v", k.Name, err)
		}
	}
	for _, any := range []wire.FaultName{"clock.90m", "clock.30d"} {
		if err := fault.CheckNow(wire.Fault{Name: any}); err != nil {
			t.Errorf("%s: %v", any, err)
		}
	}
	for what, c := range map[string]struct {
		fault wire.Fault
		field string
	}{
		"unknown":   {wire.Fault{Name: "clock.soon"}, "name"},
		"too far":   {wire.Fault{Name: "clock.4000d"}, "name"},
		"backwards": {wire.Fault{Name: "clock.-5h"}, "name"},
		"user":      {wire.Fault{Name: "clock.5h", When: wire.FaultWhen{UserID: "a b"}}, "when.userId"},
		"nth":       {wire.Fault{Name: "clock.5h", When: wire.FaultWhen{Nth: 1}}, "now"},
		"operation": {wire.Fault{Name: "clock.5h", When: wire.FaultWhen{Operation: getTasks}}, "now"},
		"chance":    {wire.Fault{Name: "clock.5h", When: wire.FaultWhen{Chance: new(math.NaN())}}, "now"},
		"times":     {wire.Fault{Name: "mfa.expired", Times: 1}, "now"},
		"delay":     {wire.Fault{Name: "mfa.expired", Delay: "1s"}, "now"},
		"field":     {wire.Fault{Name: "mfa.expired", Field: "id"}, "now"},
	} {
		if got := refusedField(t, fault.CheckNow(c.fault)); got != c.field {
			t.Errorf("%s: %s is named, want %s", what, got, c.field)
		}
	}
}
