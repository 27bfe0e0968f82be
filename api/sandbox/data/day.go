package data

import (
	"math"
	"strconv"
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

// String gives YYYY-MM-DD.
func (d day) String() string { return string(d.append(nil)) }

// append does what String does, which Format takes three times as long for.
func (d day) append(b []byte) []byte {
	year, m, number := d.time().Date()
	var room [8]byte
	t := strconv.AppendInt(room[:0], int64(year*1_00_00+int(m)*1_00+number), 10)
	return append(b, t[0], t[1], t[2], t[3], '-', t[4], t[5], '-', t[6], t[7])
}

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

// parseDay reads YYYY-MM-DD; it is false for anything else.
func parseDay(text string) (day, bool) {
	t, err := time.Parse(time.DateOnly, text)
	return dayOf(t), err == nil
}

// parseMonth reads what begins with YYYY-MM, as everything does that it is given.
func parseMonth(text string) month {
	t, _ := time.Parse("2006-01", text[:len("2006-01")])
	return dayOf(t).month()
}
