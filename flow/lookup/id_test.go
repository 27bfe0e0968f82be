package lookup_test

import (
	"strings"
	"testing"

	"winkterm/flow/lookup"
)

func TestIDsAreFoundInWhatIsPasted(t *testing.T) {
	t.Parallel()
	for pasted, want := range map[string]struct {
		kind lookup.Kind
		id   string
	}{
		"a-c6036f48":          {lookup.Account, "a-c6036f48"},
		"  \"a-c6036f48\",\n": {lookup.Account, "a-c6036f48"},
		"‘a-c6036f48’":        {lookup.Account, "a-c6036f48"},
		"https://x.test/v1/accounts/a-c6036f48?size=1":                     {lookup.Account, "a-c6036f48"},
		"https://x.test/?id=a%2Dc6036f48":                                  {lookup.Account, "a-c6036f48"},
		"2026-01-15 ERROR via-proxy account=a-c6036f48 user=tenant-09d8":   {lookup.Account, "a-c6036f48"},
		"2026-01-15 account=a-c6036f48 user=tenant-09d8 archive=u-11223 .": {lookup.User, "tenant-09d8"},
		`{"archiveId":"archive-7788"}`:                                     {lookup.Archive, "archive-7788"},
		"'someone-else'":                                                   {lookup.User, "someone-else"},
	} {
		if id, err := lookup.ParseID(pasted, want.kind); err != nil || id != want.id {
			t.Errorf("%q: %q, %v", pasted, id, err)
		}
	}
	if id, err := lookup.ParseID("see u-11223", lookup.Account); err != nil || lookup.KindOf(id) != lookup.Archive {
		t.Errorf("another kind: %q, %v", id, err)
	}
	for pasted, want := range map[string]string{
		"":                              "there is no id in that",
		"what is this?":                 "there is no id in that",
		"a-c6036f4…b079c":               "was shortened",
		"a-c6036f4...b079c":             "was shortened",
		"a-" + strings.Repeat("1", 300): "at most 200 characters",
		strings.Repeat("x", 70_000):     "too much",
	} {
		if id, err := lookup.ParseID(pasted, lookup.Account); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %q, %v", pasted, id, err)
		}
	}
}

// FuzzParseID finds in anything at most an id that is short and plain.
func FuzzParseID(f *testing.F) {
	f.Add("https://x.test/v1/accounts/a-c6036f48?size=1")
	f.Add("a%2Dc6036f48")
	f.Fuzz(func(t *testing.T, pasted string) {
		id, err := lookup.ParseID(pasted, lookup.Account)
		if err == nil && (id == "" || len(id) > 200 || strings.ContainsAny(id, " \"'\n\x1b/?&%")) {
			t.Errorf("%q gives %q", pasted, id)
		}
	})
}
