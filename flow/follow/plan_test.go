package follow

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPaces(t *testing.T) {
	t.Parallel()
	for name, pace := range map[string]Pace{"loopback": Loopback, "remote": Remote, "production": Production} {
		if perSecond := int(time.Second/pace.Spacing) + 1; perSecond >= 20 {
			t.Errorf("%s: %d requests a second", name, perSecond)
		}
		if pace.Open.First >= pace.Quiet.First || pace.Open.Most >= pace.Quiet.Most || pace.Abreast < 1 {
			t.Errorf("%s: %+v", name, pace)
		}
	}
}

// Looks at a user come further and further apart while nothing happens, and close
// together again when something does.
func TestPausesGrowAndBeginAnew(t *testing.T) {
	t.Parallel()
	p := plan{pace: Remote}
	p.add(job{id: "u", due: noon})
	pause := func(open, news bool) time.Duration {
		v := p.next(p.jobs[0].due)
		now := v.due
		p.done(v, now, open, news)
		return v.due.Sub(now)
	}
	for i, c := range []struct {
		open, news bool
		want       time.Duration
	}{
		{false, false, 4 * time.Second},
		{false, false, 6 * time.Second},
		{false, false, 9 * time.Second},
		{true, true, time.Second},
		{true, false, 1500 * time.Millisecond},
		{true, true, time.Second},
		{false, true, 4 * time.Second},
		{false, false, 6 * time.Second},
	} {
		if got := pause(c.open, c.news); got != c.want {
			t.Errorf("%d: %s, want %s", i, got, c.want)
		}
	}
}

// Whatever the looks take and bring: nobody is looked at twice at once or before
// being due, and whoever is due comes before more than twice as many others.
func TestThePlanIsFair(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := plan{pace: Loopback}
		users := rapid.IntRange(1, 12).Draw(t, "users")
		p.add(job{id: everyone, due: noon, open: true})
		for n := range users {
			p.add(job{id: fmt.Sprint(n), due: noon})
		}
		now := noon
		var busy []*job
		passed := map[*job]int{}
		for range rapid.IntRange(1, 200).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "ms")) * time.Millisecond)
			if len(busy) > 0 && rapid.Bool().Draw(t, "ends") {
				v := busy[0]
				busy = busy[1:]
				p.done(v, now, rapid.Bool().Draw(t, "open"), rapid.Bool().Draw(t, "news"))
				continue
			}
			v := p.next(now)
			if v == nil {
				continue
			}
			for _, other := range busy {
				if other == v {
					t.Fatalf("%q is looked at twice at once", v.id)
				}
			}
			if v.due.After(now) {
				t.Fatalf("%q is not due before %s", v.id, v.due)
			}
			busy = append(busy, v)
			passed[v] = 0
			for _, other := range p.jobs {
				if !other.busy && !other.due.After(now) {
					if passed[other]++; passed[other] > 2*len(p.jobs) {
						t.Fatalf("%q waits while %d others had their turn", other.id, passed[other])
					}
				}
			}
		}
	})
}
