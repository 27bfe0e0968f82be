package data

import (
	"math"
	"time"
)

// day counts days from 1970-01-01 in UTC, month counts months from the year 0.
// Numbers are quick to walk through; years have four digits.
type (
	day   int
	month int
)

const secondsADay = 24 * 60 * 60

func dayOf(t time.Time) day { return day(math.Floor(float64(t.Unix()) / secondsADay)) }

func (d day) time() time.Time { return time.Unix(int64(d)*secondsADay, 0).UTC() }

func (d day) month() month {
	y, m, _ := d.time().Date()
	return month(y*12 + int(m) - 1)
}

// String gives YYYY-MM-DD. The time package has a quick way for RFC 3339 alone.
func (d day) String() string { return d.time().Format(time.RFC3339)[:len(time.DateOnly)] }

// weekday counts from 0 for Monday.
func (d day) weekday() int { return ((int(d)+3)%7 + 7) % 7 }

// year and number give the parts of a month; number counts from 1.
func (m month) year() int   { return int(m) / 12 }
func (m month) number() int { return int(m)%12 + 1 }

func (m month) first() day {
	return dayOf(time.Date(m.year(), time.Month(m.number()), 1, 0, 0, 0, 0, time.UTC))
}
func (m month) last() day { return (m + 1).first() - 1 }

// String gives YYYY-MM.
func (m month) String() string { return m.first().time().Format("2006-01") }

// monday gives the first Monday of a month.
func (m month) monday() day {
	first := m.first()
	return first + day((7-first.weekday())%7)
}

// parseDay reads YYYY-MM-DD, parseMonth what begins with YYYY-MM. They are false
// for anything else.
func parseDay(text string) (day, bool) {
	t, err := time.Parse(time.DateOnly, text)
	return dayOf(t), err == nil
}

func parseMonth(text string) (month, bool) {
	t, err := time.Parse("2006-01", text[:min(len(text), len("2006-01"))])
	return dayOf(t).month(), err == nil
}
