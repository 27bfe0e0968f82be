package data

import (
	"strconv"
	"strings"

	"winkterm/api/wire"
)

// prefixes are what the ids of each kind begin with, as in the specification's
// examples; those of contributions have none, theirs is ours.
var prefixes = map[wire.Datapoint]string{
	wire.DataIdentities:    "i",
	wire.DataRatings:       "r",
	wire.DataDocuments:     "d",
	wire.DataEmployments:   "e",
	wire.DataIncomes:       "inc",
	wire.DataContributions: "c",
	wire.DataLiabilities:   "lia",
	wire.DataTransactions:  "t",
	wire.DataEIncomes:      "einc",
	wire.DataInsights:      "insight",
	wire.DataLink:          "link",
}

// id gives the id of the item at a place.
func (r *reading) id(prefix string, place int) string { return string(r.appendID(nil, prefix, place)) }

func (r *reading) appendID(b []byte, prefix string, place int) []byte {
	b = append(append(append(append(b, prefix...), '-'), r.ID...), '-')
	return strconv.AppendInt(b, int64(place), 10)
}

// texts gives an item's id, its day and its reference. They are one piece of memory,
// for lists have hundreds of them.
func (r *reading) texts(prefix string, place int, on day, letters string, d dice) (id, date, ref string) {
	var room [96]byte
	b := r.appendID(room[:0], prefix, place)
	dateAt := len(b)
	b = on.append(b)
	refAt := len(b)
	text := string(reference(b, letters, d))
	return text[:dateAt], text[dateAt:refAt], text[refAt:]
}

// maxPlace bounds the digits of a place.
const maxPlace = 9

// Parse reads an item's id: its kind, the id of its source, and its place, which
// counts from 0 with the oldest item. It is false for what cannot be an id of
// this package.
func Parse(id string) (kind wire.Datapoint, sourceID string, place int, ok bool) {
	prefix, rest, _ := strings.Cut(id, "-")
	end := strings.LastIndexByte(rest, '-')
	if end < 1 {
		return "", "", 0, false
	}
	digits := rest[end+1:]
	place, err := strconv.Atoi(digits)
	if err != nil || len(digits) > maxPlace || strconv.Itoa(place) != digits || place < 0 {
		return "", "", 0, false
	}
	for kind, p := range prefixes {
		if p == prefix {
			return kind, rest[:end], place, true
		}
	}
	return "", "", 0, false
}
