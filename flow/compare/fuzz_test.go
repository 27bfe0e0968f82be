package compare_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow/compare"
)

// vocabulary is what can be told, and the statuses that can be seen beside it.
const vocabulary = `
	consent list ways login:sss login:grab survey code:sss code:grab success:a-1@sss success:a-2@grab account:a-1@sss account:a-0@sss
	types files:PAYSLIP files:OTHERS read:d-1@PAYSLIP archive:d-1@PAYSLIP archive:d-0@OTHERS
	created:a-1@sss created:a-2@grab connected:a-1@sss connected:a-2@grab failed:a-1@sss=INVALID_MFA removed:a-1@sss removed:a-0@sss
	sent:d-1 sent:d-2 withdrawn:d-1 expired close=exit close=close close=error close=odd
	a-1=PENDING a-1=AWAITING_MFA a-1=CONNECTED a-1=ERROR a-1=DISCONNECTED a-1=DREAMING a-2=AWAITING_MFA a-2=ERROR,MFA_TIMEOUT
	a-9=CONNECTED d-1=STARTED d-1=ANALYZED d-1=ERROR d-1=REVOKED d-2=UNSUPPORTED`

// anything tells words in any order, with statuses between, and what no widget
// says as well.
func anything(rt *rapid.T, words *path) *path {
	p := newPath()
	p.options.EnableUpload = rapid.Bool().Draw(rt, "upload")
	if rapid.Bool().Draw(rt, "only") {
		p.options.Providers = []string{"sss"}
		p.options.EnableConsentPage = new(rapid.Bool().Draw(rt, "consent"))
	}
	for range rapid.IntRange(0, 60).Draw(rt, "length") {
		switch rapid.IntRange(0, 9).Draw(rt, "what") {
		case 0:
			p.told = append(p.told, compare.Read(p.at, wire.CallbackName(rapid.String().Draw(rt, "name")), rapid.String().Draw(rt, "data")))
		case 1, 2, 3:
			one := words.seen[rapid.IntRange(0, len(words.seen)-1).Draw(rt, "status")]
			one.At = p.at
			p.seen = append(p.seen, one)
		default:
			one := words.told[rapid.IntRange(0, len(words.told)-1).Draw(rt, "word")]
			one.At = p.at
			p.told = append(p.told, one)
		}
		if rapid.Bool().Draw(rt, "later") {
			p.at = p.at.Add(pause)
		}
	}
	return p
}

// checkAnything holds whatever was told: every callback is in one row, the rows
// are in the order of the widget, and the same input gives the same rows.
func checkAnything(t testing.TB) func(*rapid.T) {
	words := pathOf(t, vocabulary)
	return func(rt *rapid.T) {
		p := anything(rt, words)
		e := compare.Expected(p.options, p.told, p.seen)
		d := compare.Diff(p.told, e.Callbacks)
		var told, expected []int
		for _, r := range d.Rows {
			if r.Sent >= 0 {
				told = append(told, r.Sent)
			}
			if r.Expected >= 0 {
				expected = append(expected, r.Expected)
			}
			if want := (r.Sent < 0) != (r.Mark == compare.Missing); want {
				rt.Fatalf("%+v", r)
			}
			if lacks := r.Expected < 0; lacks != (r.Mark == compare.Extra || r.Mark == compare.Doubled) {
				rt.Fatalf("%+v", r)
			}
		}
		slices.Sort(expected)
		if !slices.Equal(told, upTo(len(p.told))) || !slices.Equal(expected, upTo(len(e.Callbacks))) {
			rt.Fatalf("rows hold %v and %v of %d and %d", told, expected, len(p.told), len(e.Callbacks))
		}
		sum := 0
		for _, m := range compare.Marks() {
			sum += d.Count(m)
		}
		again := compare.Expected(p.options, p.told, p.seen)
		if sum != len(d.Rows) || !slices.Equal(lines(p.told, e), lines(p.told, again)) {
			rt.Fatalf("%d of %d rows have a mark, or they differ the next time", sum, len(d.Rows))
		}
	}
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestAnythingCanBeTold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, checkAnything(t))
}

func FuzzCompare(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkAnything(f))) }
