package compare_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"winkterm/flow/compare"
)

// anyPath draws what the wizard tells: one of its stories, or a user who wanders.
func anyPath(t *testing.T) func(*rapid.T) *path {
	stories := transcripts(t)
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(stories)), func(name string) bool { return len(stories[name].told) < 2 })
	return func(rt *rapid.T) *path {
		if rapid.Bool().Draw(rt, "story") {
			return stories[rapid.SampledFrom(names).Draw(rt, "name")]
		}
		s := newSim(rt, t)
		for len(s.told) < 2 {
			s.wander(rapid.IntRange(2, 60).Draw(rt, "steps"))
		}
		return s.path
	}
}

// oneRow checks that one row has the mark, and that all others are the same.
func oneRow(t *rapid.T, told, expected []compare.Callback, mark compare.Mark) compare.Row {
	t.Helper()
	d := compare.Diff(told, expected)
	var found compare.Row
	for _, r := range d.Rows {
		if r.Mark != compare.Same {
			found = r
		}
	}
	if d.Count(mark) != 1 || d.Count(compare.Same) != len(d.Rows)-1 {
		t.Fatalf("not one row is %s: %+v", mark, d.Rows)
	}
	return found
}

func TestWhatIsTheSameIsTheSame(t *testing.T) {
	t.Parallel()
	draw := anyPath(t)
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		if d := compare.Diff(p.told, p.told); d.Count(compare.Same) != len(p.told) || len(d.Rows) != len(p.told) {
			t.Fatalf("%+v", d.Rows)
		}
	})
}

func TestOneDroppedIsMissing(t *testing.T) {
	t.Parallel()
	draw := anyPath(t)
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		k := rapid.IntRange(0, len(p.told)-1).Draw(t, "which")
		row := oneRow(t, slices.Delete(slices.Clone(p.told), k, k+1), p.told, compare.Missing)
		if dropped := p.told[row.Expected]; dropped.Title() != p.told[k].Title() || dropped.Subject() != p.told[k].Subject() {
			t.Fatalf("%s is missing, not %s", dropped.Title(), p.told[k].Title())
		}
	})
}

// One that is told twice is so too when the path is read off what was told.
func TestOneToldTwiceIsDoubled(t *testing.T) {
	t.Parallel()
	draw := anyPath(t)
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		k := rapid.IntRange(0, len(p.told)-1).Draw(t, "which")
		doubled := slices.Insert(slices.Clone(p.told), k, p.told[k])
		oneRow(t, doubled, p.told, compare.Doubled)
		before := compare.Expected(p.options, p.told, p.seen)
		after := compare.Expected(p.options, doubled, p.seen)
		if diff := cmp.Diff(titles(before.Callbacks), titles(after.Callbacks)); diff != "" {
			t.Fatalf("%s told twice leads the flow elsewhere:\n%s", p.told[k].Title(), diff)
		}
	})
}

func titles(told []compare.Callback) []string {
	var out []string
	for _, t := range told {
		out = append(out, t.Title()+" "+t.Subject())
	}
	return out
}

func TestTwoNeighboursSwappedIsOneMoved(t *testing.T) {
	t.Parallel()
	draw := anyPath(t)
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		k := rapid.IntRange(0, len(p.told)-2).Draw(t, "which")
		a, b := p.told[k], p.told[k+1]
		if a.Title() == b.Title() && a.Subject() == b.Subject() {
			t.Skip("swapped is the same")
		}
		swapped := slices.Clone(p.told)
		swapped[k], swapped[k+1] = b, a
		if row := oneRow(t, swapped, p.told, compare.Moved); len(row.Fields) > 0 {
			t.Fatalf("fields of the moved one differ: %v", row.Fields)
		}
	})
}

func TestOneFieldChangedDiffers(t *testing.T) {
	t.Parallel()
	draw := anyPath(t)
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t)
		k := rapid.IntRange(0, len(p.told)-1).Draw(t, "which")
		fields := slices.DeleteFunc(slices.Clone(p.told[k].Fields), func(f compare.Field) bool { return f.Name == "eventName" || f.Name == "eventTime" })
		if len(fields) == 0 {
			t.Skip("it has no fields")
		}
		f := rapid.SampledFrom(fields).Draw(t, "field")
		want := compare.FieldDiff{Name: f.Name, Expected: f.Value}
		if rapid.Bool().Draw(t, "another") {
			want.Sent = `"another"`
		}
		changed := slices.Clone(p.told)
		changed[k] = with(changed[k], f.Name, want.Sent)
		row := oneRow(t, changed, p.told, compare.Differs)
		if diff := cmp.Diff([]compare.FieldDiff{want}, row.Fields); diff != "" {
			t.Fatal(diff)
		}
	})
}

// with gives a callback with one field set to JSON, or left out when that is empty.
func with(told compare.Callback, name, value string) compare.Callback {
	objects := map[string][]string{}
	for _, f := range told.Fields {
		if f.Name == name {
			f.Value = value
		}
		object, field, inner := strings.Cut(f.Name, ".")
		if !inner {
			object, field = "", f.Name
		}
		if f.Value != "" {
			objects[object] = append(objects[object], `"`+field+`":`+f.Value)
		}
	}
	members := objects[""]
	for _, object := range slices.Sorted(maps.Keys(objects)) {
		if object != "" {
			members = append(members, `"`+object+`": {`+strings.Join(objects[object], ",")+`}`)
		}
	}
	return compare.Read(told.At, told.Name, "{"+strings.Join(members, ", ")+"}")
}

// Each letter is a provider's login page; a letter in brackets is that of another.
func TestMarks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ told, expected, want string }{
		{"", "", ""},
		{"abc", "abc", "=a =b =c"},
		{"", "ab", "-a -b"},
		{"ab", "", "+a +b"},
		{"aa", "", "+a 2a"},
		{"aab", "ab", "=a 2a =b"},
		{"aba", "ab", "=a =b 2a"},
		{"bac", "abc", "=b ~a =c"},
		{"cab", "abc", "~c =a =b"},
		{"bca", "abc", "=b =c ~a"},
		{"axc", "abc", "=a #x =c"},
		{"axyc", "abc", "=a #x +y =c"},
		{"ac", "abbc", "=a -b -b =c"},
		{"xabc", "abcy", "+x =a =b =c -y"},
		{"abcabc", "abcabcabc", "=a =b =c =a =b =c -a -b -c"},
		{"dcba", "abcd", "=d ~c ~b ~a"},
	} {
		got := strings.Join(marked(letters(c.told), letters(c.expected)), " ")
		if got != c.want {
			t.Errorf("%q beside %q gives %q, want %q", c.told, c.expected, got, c.want)
		}
	}
}

func letters(text string) []compare.Callback {
	var out []compare.Callback
	for _, letter := range text {
		out = append(out, compare.Read(start, "onUIEvent", `{"eventName":"LoginPageOpened","account":{"providerId":"`+string(letter)+`"}}`))
	}
	return out
}

func marked(told, expected []compare.Callback) []string {
	signs := map[compare.Mark]string{
		compare.Same: "=", compare.Missing: "-", compare.Extra: "+", compare.Doubled: "2", compare.Moved: "~", compare.Differs: "#",
	}
	var out []string
	for _, r := range compare.Diff(told, expected).Rows {
		letter := ""
		if r.Sent >= 0 {
			letter = told[r.Sent].Subject()
		} else {
			letter = expected[r.Expected].Subject()
		}
		out = append(out, signs[r.Mark]+letter)
	}
	return out
}

func TestOnlySoManyAreCompared(t *testing.T) {
	t.Parallel()
	told := letters(strings.Repeat("ab", compare.RecordsMax/2) + "xyz")
	d := compare.Diff(told, told[:compare.RecordsMax+1])
	if d.Left != 4 || len(d.Rows) != compare.RecordsMax || d.Count(compare.Same) != compare.RecordsMax {
		t.Errorf("%d left, %d rows, %d same", d.Left, len(d.Rows), d.Count(compare.Same))
	}
	if e := compare.Expected(pathOf(t, "").options, told, nil); len(e.Callbacks) > compare.RecordsMax {
		t.Errorf("%d are expected", len(e.Callbacks))
	} else if e.Why[compare.RecordsMax-1] == "" || e.Why[compare.RecordsMax] != "" {
		t.Errorf("it says %q of the last, %q of the one behind", e.Why[compare.RecordsMax-1], e.Why[compare.RecordsMax])
	}
}

func TestMarksHaveWords(t *testing.T) {
	t.Parallel()
	words := map[string]bool{}
	for _, m := range compare.Marks() {
		words[m.String()] = true
	}
	if len(words) != 6 || words[""] {
		t.Errorf("the marks are %v", words)
	}
	if n := (compare.Difference{}).Count(compare.Mark(200)); n != 0 {
		t.Errorf("a mark that is none counts %d", n)
	}
}
