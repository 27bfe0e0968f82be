package data

import (
	"strconv"
	"strings"
)

// arena writes the texts of many items into one buffer and keeps what their
// pointers point to in one piece: a list has hundreds of both.
type arena struct {
	text    strings.Builder
	strings []string
	numbers []float64
}

// reserve makes room for a list: items that have so many bytes of text, texts to
// point to and numbers to point to.
func (a *arena) reserve(items, bytes, texts, numbers int) {
	a.text.Grow(items * bytes)
	a.strings = make([]string, 0, items*texts)
	a.numbers = make([]float64, 0, items*numbers)
}

// note and number give pointers to values of their own.
func (a *arena) note(text string) *string {
	a.strings = append(a.strings, text)
	return &a.strings[len(a.strings)-1]
}

func (a *arena) number(m money) *float64 {
	a.numbers = append(a.numbers, m.float())
	return &a.numbers[len(a.numbers)-1]
}

// id gives the id of the item at a place.
func (a *arena) id(prefix, sourceID string, place int) string {
	var room [20]byte
	from := a.text.Len()
	a.text.WriteString(prefix)
	a.text.WriteByte('-')
	a.text.WriteString(sourceID)
	a.text.WriteByte('-')
	a.text.Write(strconv.AppendInt(room[:0], int64(place), 10))
	return a.text.String()[from:]
}

// day gives YYYY-MM-DD.
func (a *arena) day(d day) string {
	room := [...]byte{4: '-', 7: '-', 9: 0}
	y, m, n := d.time().Date()
	digits(room[:4], y)
	digits(room[5:7], int(m))
	digits(room[8:], n)
	from := a.text.Len()
	a.text.Write(room[:])
	return a.text.String()[from:]
}

// month gives YYYY-MM.
func (a *arena) month(m month) string { return a.day(m.first())[:len("2006-01")] }

// reference gives two letters and ten digits.
func (a *arena) reference(letters string, d dice) string {
	var room [12]byte
	copy(room[:2], letters)
	digits(room[2:7], d.below(100_000))
	digits(room[7:], d.on(1).below(100_000))
	from := a.text.Len()
	a.text.Write(room[:])
	return a.text.String()[from:]
}

// digits fills the room with the last digits of a number that is not negative.
func digits(room []byte, n int) {
	for i := len(room) - 1; i >= 0; i-- {
		room[i] = '0' + byte(n%10)
		n /= 10
	}
}
