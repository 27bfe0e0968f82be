package redact

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func encode(t *rapid.T, v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestCut(t *testing.T) {
	t.Parallel()
	const most = 1024
	long := strings.Repeat("lorem ipsum ", 200)
	for _, c := range []struct {
		what, in string
		size     int64
		want     string
	}{
		{"short", "lorem", 0, "lorem"},
		{"just as long", long[:most], 0, long[:most]},
		{"text", long, 0, long[:most-4] + "…[1380 bytes left out]"},
		{"one word", strings.Repeat("x", 2000), 0, strings.Repeat("x", most-512) + "…[1488 bytes left out]"},
		{"wide text", strings.Repeat("é", 1000), 0, strings.Repeat("é", (most-512)/2) + "…[1488 bytes left out]"},
		{"in a wide letter", "a" + strings.Repeat("é", 1000), 0, "a" + strings.Repeat("é", 255) + "…[1490 bytes left out]"},
		{"in an address", strings.Repeat("p ", most/2-2) + "b@xyz.com", 0, strings.Repeat("p ", most/2-2) + "…[9 bytes left out]"},
		{"cut before", "lorem ipsum", 100, "lorem …[94 bytes left out]"},
		{"nothing of much", "", 100, "…[100 bytes left out]"},
		{"cut and marked before", long[:most+5] + "…[7 bytes left out]", 0, long[:most-4] + "…[7 bytes left out]"},
		{"no marker", long[:most] + "…[x bytes left out]", 0, long[:most-4] + "…[25 bytes left out]"},
	} {
		wantText(t, c.what, New().Cut(c.in, c.size, most), c.want)
	}
	r := New()
	r.Learn(Secret, "correct horse battery")
	wantText(t, "in a secret", r.Cut("so it is correct horse battery", 0, 26), "so it is …[21 bytes left out]")
	wantText(t, "after a secret", r.Cut("is correct horse battery and so", 0, 30), "is correct horse battery and …[2 bytes left out]")
	wantText(t, "marker", r.Text("correct horse battery…[7 bytes left out]"), "[SECRET_1]…[7 bytes left out]")
}

// Wherever a text is cut, no part of a secret of more than three bytes is left of
// it, whether it is known or the key gives it away.
func TestCutLeavesNoHalfSecret(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const most = 1024
		secret := "Tr0ub4dor & \"three\" friends of mine"
		r := New()
		key := "password"
		if rapid.Bool().Draw(t, "known") {
			r.Learn(Secret, secret)
			key = "note"
		}
		head := `{"pad":"` + strings.Repeat("p ", most/2-60) + `","` + key + `":`
		fill := rapid.IntRange(0, most-len(head)-10).Draw(t, "fill")
		body := strings.Repeat(" ", fill) + head + encode(t, secret) + `,"more":"` + strings.Repeat("p ", 500) + `"}`
		got := r.Text(r.Cut(body, 0, most))
		for n := 4; n <= len(secret); n++ {
			if strings.Contains(got, secret[:n]) {
				t.Fatalf("%q is left at the end of …%q", secret[:n], got[max(0, len(got)-120):])
			}
		}
		if len(got) > most+64 || !strings.HasSuffix(got, " bytes left out]") {
			t.Fatalf("%d bytes are kept, the end is %q", len(got), got[max(0, len(got)-40):])
		}
	})
}
