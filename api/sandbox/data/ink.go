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
	room := [...]byte{4: '-', 7: '-', 9: 0}
	y, m, n := d.time().Date()
	digits(room[:4], y)
	digits(room[5:7], int(m))
	digits(room[8:], n)
	from := k.text.Len()
	k.text.Write(room[:])
	return k.text.String()[from:]
}

// month gives YYYY-MM.
func (k *ink) month(m month) string { return k.day(m.first())[:len("2006-01")] }

// reference gives two letters and ten digits.
func (k *ink) reference(letters string, d dice) string {
	var room [12]byte
	copy(room[:2], letters)
	digits(room[2:7], d.below(100_000))
	digits(room[7:], d.on(1).below(100_000))
	from := k.text.Len()
	k.text.Write(room[:])
	return k.text.String()[from:]
}

// digits fills the room with the last digits of a number that is not negative.
func digits(room []byte, n int) {
	for i := len(room) - 1; i >= 0; i-- {
		room[i] = '0' + byte(n%10)
		n /= 10
	}
}
