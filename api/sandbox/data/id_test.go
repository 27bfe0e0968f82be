package data

import "testing"

func TestParseRefusesWhatIsNoID(t *testing.T) {
	t.Parallel()
	for _, id := range []string{
		"", "-", "i", "i-", "i--", "i-a-", "i--0", "x-a-17-0", "inc-17", "inc-a-17-", "inc-a-17-x", "inc-a-17-01", "inc-a-17-+1",
		"inc-a-17--1 ", "inc-a-17-1234567890", "inc-a-17-99999999999999999999", "INC-a-17-0",
	} {
		if kind, source, place, ok := Parse(id); ok {
			t.Errorf("%q is %s %s %d", id, kind, source, place)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("inc-a-17bbf36498de4d68a0d4f86c7b62f69f-12")
	f.Add("link-x-0")
	f.Add("t--3-4")
	f.Fuzz(func(t *testing.T, id string) {
		kind, source, place, ok := Parse(id)
		if !ok {
			return
		}
		if made := (&reading{Source: Source{ID: source}}).id(prefixes[kind], place); made != id {
			t.Errorf("%q became %q", id, made)
		}
	})
}
