package follow

import (
	"strings"
	"testing"
)

func TestUntil(t *testing.T) {
	t.Parallel()
	change := func(s Subject, to string) Transition {
		return Transition{Item: Item{Subject: s, ID: "x-2"}, From: "PENDING", To: to}
	}
	known := func(s Subject, id, to string) Transition {
		return Transition{Item: Item{Subject: s, ID: id}, To: to, Known: true}
	}
	now := Snapshot{Items: []Item{
		{Subject: Account, ID: "x-2", Created: at(2)}, {Subject: Account, ID: "x-1", Created: at(1)},
	}}
	for name, c := range map[string]struct {
		until      string
		ts         []Transition
		lax        bool
		met, ruled bool
	}{
		"nothing happens":               {until: "CONNECTED"},
		"it comes":                      {until: "CONNECTED", ts: []Transition{change(Account, "CONNECTED")}, met: true},
		"in any case":                   {until: "connected", ts: []Transition{change(Account, "CONNECTED")}, met: true},
		"another one comes":             {until: "CONNECTED", ts: []Transition{change(Account, "AWAITING_MFA")}},
		"any of two":                    {until: "CONNECTED ANALYZED", ts: []Transition{change(Archive, "ANALYZED")}, met: true},
		"an end in ERROR":               {until: "CONNECTED", ts: []Transition{change(Account, "ERROR")}, ruled: true},
		"ERROR is awaited":              {until: "ERROR", ts: []Transition{change(Account, "ERROR")}, met: true},
		"of an archive too":             {until: "ERROR", ts: []Transition{change(Archive, "ERROR")}, met: true},
		"ERROR among others":            {until: "CONNECTED ERROR", ts: []Transition{change(Account, "ERROR")}, met: true},
		"an ERROR of the other subject": {until: "CONNECTED", ts: []Transition{change(Archive, "ERROR")}},
		"and the other way round":       {until: "ANALYZED", ts: []Transition{change(Account, "ERROR")}},
		"an analysis that found none":   {until: "ANALYZED", ts: []Transition{change(Archive, "UNSUPPORTED")}, ruled: true},
		"unless that is awaited":        {until: "ANALYZED UNSUPPORTED", ts: []Transition{change(Archive, "UNSUPPORTED")}, met: true},
		"a task":                        {until: "Finished", ts: []Transition{change(Task, "Finished")}, met: true},
		"a task of what failed":         {until: "Finished", ts: []Transition{change(Account, "ERROR"), change(Task, "Finished")}, ruled: true},
		"a status of another subject":   {until: "STARTED", ts: []Transition{change(Task, "Started")}},
		"what comes first counts":       {until: "CONNECTED", ts: []Transition{change(Account, "CONNECTED"), change(Account, "ERROR")}, met: true},
		"it stood there already":        {until: "CONNECTED", ts: []Transition{known(Account, "x-1", "CONNECTED")}, met: true},
		"an old ERROR says nothing":     {until: "CONNECTED", ts: []Transition{known(Account, "x-1", "ERROR")}},
		"the newest one does":           {until: "CONNECTED", ts: []Transition{known(Account, "x-2", "ERROR")}, ruled: true},
		"not of a user nobody named":    {until: "CONNECTED", ts: []Transition{known(Account, "x-2", "ERROR")}, lax: true},
		"a new ERROR of such a one":     {until: "CONNECTED", ts: []Transition{change(Account, "ERROR")}, lax: true, ruled: true},
		"nothing is awaited":            {ts: []Transition{change(Account, "ERROR")}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, err := ParseUntil(strings.Fields(c.until))
			if err != nil || u.Awaits() != (c.until != "") {
				t.Fatalf("%v, awaits %t", err, u.Awaits())
			}
			if got, met, ruled := u.decide(now, c.ts, !c.lax); met != c.met || ruled != c.ruled || (met || ruled) != (got.To != "") {
				t.Errorf("met %t, ruled out %t, by %+v", met, ruled, got)
			}
		})
	}
}

func TestAStatusThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "CONNECT", "Sometime"} {
		if _, err := ParseUntil([]string{"CONNECTED", name}); err == nil || !strings.Contains(err.Error(), "AWAITING_MFA") {
			t.Errorf("%q: %v", name, err)
		}
	}
	if n := strings.Count(strings.Join(Goals(), " "), "ERROR"); n != 1 {
		t.Errorf("ERROR is named %d times", n)
	}
	u, err := ParseUntil([]string{"CONNECTED", "ANALYZED"})
	if err != nil || u.String() != "CONNECTED or ANALYZED" {
		t.Errorf("%q, %v", u, err)
	}
}
