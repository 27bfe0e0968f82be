package data

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDaysAndMonthsAreThoseOfTheCalendar(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-60*366*secondsADay, 200*365*secondsADay).Draw(t, "at"), 0).UTC()
		d := dayOf(at)
		if got := d.String(); got != at.Format(time.DateOnly) {
			t.Fatalf("%s is %s", at, got)
		}
		if got, ok := parseDay(at.Format(time.DateOnly)); !ok || got != d {
			t.Fatalf("%s is read as day %d, not %d", at, got, d)
		}
		m := d.month()
		if m.year() != at.Year() || m.number() != int(at.Month()) || m.String() != at.Format("2006-01") {
			t.Fatalf("%s is in %d-%d", at, m.year(), m.number())
		}
		if m.first() > d || m.last() < d || m.last().month() != m || (m.last()+1).month() != m+1 {
			t.Fatalf("%s is not within its month", at)
		}
		if want := (int(at.Weekday()) + 6) % 7; d.weekday() != want {
			t.Fatalf("%s is weekday %d, want %d", at, d.weekday(), want)
		}
		if monday := m.monday(); monday.weekday() != 0 || monday.month() != m || (monday-7).month() == m {
			t.Fatalf("the first Monday of %s is %s", at, monday.time())
		}
	})
}

func TestMoneyIsRoundedToTheNearestStep(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		m          money
		part, over int64
		step, want money
	}{{1000, 1, 3, 1, 333}, {1000, 2, 3, 1, 667}, {1012, 1, 1, 25, 1000}, {1013, 1, 1, 25, 1025}, {4500000, 5, 100, 5, 225000}} {
		if got := c.m.times(c.part, c.over, c.step); got != c.want {
			t.Errorf("%d times %d/%d is %d, want %d", c.m, c.part, c.over, got, c.want)
		}
	}
}
