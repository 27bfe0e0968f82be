package data

import (
	"strconv"
	"strings"
)

// ink writes the texts of many items into one buffer and keeps what their
// pointers point to in one piece: a list has hundreds of both.
type ink struct {
	text    strings.Builder
	strings []string
	numbers []float64
}

// reserve makes room for a list: items that have so many bytes of text, texts to
// point to and numbers to point to.
func (k *ink) reserve(items, bytes, texts, numbers int) {
	k.text.Grow(items * bytes)
	k.strings = make([]string, 0, items*texts)
	k.numbers = make([]float64, 0, items*numbers)
}

// note and number give pointers to values of their own.
func (k *ink) note(text string) *string {
	k.strings = append(k.strings, text)
	return &k.strings[len(k.strings)-1]
}

func (k *ink) number(m money) *float64 {
	k.numbers = append(k.numbers, m.float())
	return &k.numbers[len(k.numbers)-1]
}

// id gives the id of the item at a place.
func (k *ink) id(prefix, sourceID string, place int) string {
	var room [20]byte
	from := k.text.Len()
	k.text.WriteString(prefix)
	k.text.WriteByte('-')
	k.text.WriteString(sourceID)
	k.text.WriteByte('-')
	k.text.Write(strconv.AppendInt(room[:0], int64(place), 10))
	return k.text.String()[from:]
}

// day gives YYYY-MM-DD.
func (k *ink) day(d day) string {
	from := k.text.Len()
	y, m, n := d.time().Date()
	k.digits(y, 4)
	k.text.WriteByte('-')
	k.digits(int(m), 2)
	k.text.WriteByte('-')
	k.digits(n, 2)
	return k.text.String()[from:]
}

// month gives YYYY-MM.
func (k *ink) month(m month) string { return k.day(m.first())[:len("2006-01")] }

// reference gives a prefix and ten digits.
func (k *ink) reference(prefix string, d dice) string {
	from := k.text.Len()
	k.text.WriteString(prefix)
	k.digits(d.below(100_000), 5)
	k.digits(d.on(1).below(100_000), 5)
	return k.text.String()[from:]
}

// digits writes the last digits of a number that is not negative, 8 at most.
func (k *ink) digits(n, count int) {
	var room [8]byte
	for i := count - 1; i >= 0; i-- {
		room[i] = '0' + byte(n%10)
		n /= 10
	}
	k.text.Write(room[:count])
}
