package redact

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func wantText(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// Values that a host keeps sending are forgotten in time; secrets stay.
func TestForgets(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Secret, "correct horse")
	r.Learn(Name, "the very first")
	for i := range forgettableMax + 10 {
		r.Learn(Name, fmt.Sprintf("somebody %d else", i))
	}
	if len(r.queue) != forgettableMax || len(r.entries) != forgettableMax+1 {
		t.Errorf("known are %d names by %d keys", len(r.queue), len(r.entries))
	}
	wantText(t, "note", r.Text("the very first, correct horse, somebody 20 else"), "the very first, [SECRET_1], [NAME_22]")
	forms := 0
	for _, bucket := range r.idx.byPrefix {
		forms += len(bucket)
	}
	counted := 0
	for _, n := range r.idx.counts {
		counted += int(n)
	}
	if forms != counted || forms > 4*forgettableMax {
		t.Errorf("%d forms are filed, %d are counted", forms, counted)
	}
}

// A host that sends ever new tokens cannot fill the memory, and still none shows.
func TestIsBounded(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Secret, "correct horse")
	pad := strings.Repeat("z", 2000)
	last := ""
	for i := range 4000 {
		last = r.Text(fmt.Sprintf(`{"accessToken":"%d-%s"}`, i, pad))
	}
	if r.secretBytes > secretBytesMax+2*ValueMax {
		t.Errorf("%d bytes are kept", r.secretBytes)
	}
	wantText(t, "last", last, `{"accessToken":"[TOKEN]"}`)
	wantText(t, "what was learned", r.Text("correct horse"), "[SECRET_1]")
}

// TestTheTableOfCountsGrows with what is learned, and finds all of it as it does.
func TestTheTableOfCountsGrows(t *testing.T) {
	t.Parallel()
	r := New()
	if n := len(r.idx.counts); n > 1<<slotBitsFew {
		t.Errorf("nothing is learned, and there are %d counts", n)
	}
	for i := range 1000 {
		value := fmt.Sprintf("%x-secret", 0xabcdef+i*7919)
		r.Learn(Secret, value)
		if got := r.Text("it is " + value); strings.Contains(got, value) {
			t.Fatalf("value %d of %d counts is not found: %s", i, len(r.idx.counts), got)
		}
	}
	if n := len(r.idx.counts); n < 1000*slotsEach/2 || n > 1<<slotBits {
		t.Errorf("there are %d counts", n)
	}
}
