package journal

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow/redact"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock is a time that steps back now and then.
type clock struct {
	mu sync.Mutex
	n  int
}

func newClock() *clock { return &clock{} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	return time.Date(2026, 4, 14, 9, 0, c.n-c.n%5*2, 0, time.UTC)
}

func TestAppendAndRead(t *testing.T) {
	t.Parallel()
	j := New(newClock().now)
	first := j.Append(Screen{Page: "Login", Event: "LoginPageOpened", ProviderID: "sss_ph"})
	second := j.Append(HTTP{Method: "POST", Path: "/accounts"})
	if first.Seq != 1 || second.Seq != 2 || second.At.Before(first.At) || first.At.Before(j.Start()) {
		t.Errorf("records %d at %v and %d at %v, start %v", first.Seq, first.At, second.Seq, second.At, j.Start())
	}
	wantText(t, "screen", []string{string(first.Lane), first.Kind}, []string{"screen", "LoginPageOpened"})
	wantText(t, "call", []string{string(second.Lane), second.Kind}, []string{"http", "POST /accounts"})
	wantText(t, "all", j.Since(0), []Record{first, second})
	wantText(t, "news", j.Since(1), []Record{second})
	if got := j.Since(2); len(got) != 0 || len(j.records) != 2 {
		t.Errorf("after the last record there are %v; the journal has %d", got, len(j.records))
	}
	mine := j.Since(0)
	mine[0].Kind = "mine"
	wantText(t, "the journal's own", j.Since(0)[0], first)
}

func TestKindIsMasked(t *testing.T) {
	t.Parallel()
	j := New(newClock().now)
	j.Redactor().Learn(redact.Token, "lt_7Hq2mZ0pQ")
	wantText(t, "kind", j.Append(HTTP{Method: "GET", Path: "/tokens/lt_7Hq2mZ0pQ"}).Kind, "GET /tokens/[TOKEN_1]")
}

func TestChangedCoalesces(t *testing.T) {
	t.Parallel()
	j := New(newClock().now)
	for range 3 {
		j.Append(Note{Topic: "x"})
	}
	<-j.Changed()
	select {
	case <-j.Changed():
		t.Error("three records gave two signals without a reader between them")
	default:
	}
	j.Append(Note{Topic: "x"})
	<-j.Changed()
}

func TestConcurrentAppend(t *testing.T) {
	t.Parallel()
	const writers, each = 8, 50
	j := New(newClock().now)
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				secret := fmt.Sprintf("secret-%d-%d", w, i)
				j.Redactor().Learn(redact.Secret, secret)
				j.Append(Note{Topic: "x", Text: "it is " + secret})
			}
		})
	}
	seen := 0
	for seen < writers*each {
		<-j.Changed()
		for _, r := range j.Since(seen) {
			if seen++; r.Seq != seen {
				t.Errorf("record %d came as number %d", r.Seq, seen)
			}
		}
	}
	wg.Wait()
	records := j.Since(0)
	for i, r := range records {
		if note, _ := r.Data.(Note); strings.Contains(note.Text, "secret-") {
			t.Errorf("record %d shows %q", r.Seq, note.Text)
		}
		if i > 0 && r.At.Before(records[i-1].At) {
			t.Errorf("record %d is of %v, before its predecessor's %v", r.Seq, r.At, records[i-1].At)
		}
	}
}

func TestOldestRecordsAreDropped(t *testing.T) {
	t.Parallel()
	j := New(newClock().now)
	for i := range RecordsMax + 25 {
		j.Append(Status{Subject: "account", ID: "a", To: fmt.Sprint(i)})
	}
	if len(j.records) != RecordsMax {
		t.Errorf("the journal keeps %d records", len(j.records))
	}
	all := j.Since(0)
	if all[0].Seq != 26 || all[len(all)-1].Seq != RecordsMax+25 {
		t.Errorf("kept are %d to %d", all[0].Seq, all[len(all)-1].Seq)
	}
	for seq, want := range map[int]int{-5: RecordsMax, 10: RecordsMax, 26: RecordsMax - 1, RecordsMax + 24: 1, RecordsMax + 25: 0, RecordsMax * 9: 0} {
		if got := j.Since(seq); len(got) != want || want > 0 && seq >= 26 && got[0].Seq != seq+1 {
			t.Errorf("Since(%d) gives %d records, not %d", seq, len(got), want)
		}
	}
}

func TestOldestBodiesAreReleased(t *testing.T) {
	t.Parallel()
	j := New(newClock().now)
	body := Text(strings.Repeat("a b ", BodyMax/4))
	for range 300 {
		j.Append(HTTP{Response: Message{Size: BodyMax, Body: body}})
		j.Append(Callback{Name: "onClose", Args: `{"reason":"exit"}`})
	}
	sum, gone := 0, 0
	for _, r := range j.Since(0) {
		if h, ok := r.Data.(HTTP); ok {
			if h.Response.Body == Text(released) {
				gone++
				continue
			}
			sum += len(h.Response.Body)
		}
	}
	if sum > BodiesMax || sum < BodiesMax-2*BodyMax || gone == 0 {
		t.Errorf("%d bytes are kept, %d bodies are gone", sum, gone)
	}
	first, _ := j.Since(0)[0].Data.(HTTP)
	wantText(t, "the oldest record", first, HTTP{Response: Message{Size: BodyMax, Body: released}})
	last, _ := j.Since(0)[len(j.Since(0))-2].Data.(HTTP)
	wantText(t, "the newest record", last.Response.Body, body)
}

// The books fit what is kept, whatever was appended.
func TestBodiesAreCounted(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		j := New(newClock().now)
		size := rapid.IntRange(0, 2*BodyMax)
		for range rapid.IntRange(1, 20).Draw(t, "rounds") {
			body := Text(strings.Repeat("x ", size.Draw(t, "size")/2))
			for range rapid.IntRange(1, 60).Draw(t, "records") {
				j.Append(HTTP{Request: Message{Header: []Header{{"A", "b"}}, Body: "{}"}, Response: Message{Body: body}})
			}
		}
		sum := 0
		for _, r := range j.Since(j.quotas[0].releasedTo) {
			sum += j.quotas[0].of(r.Data)
		}
		if sum != j.quotas[0].bytes || sum > BodiesMax {
			t.Fatalf("%d bytes are kept, the books say %d", sum, j.quotas[0].bytes)
		}
	})
}

// A launch keeps so many ids, and the options that it was made of stay as they are.
func TestLaunchIsCut(t *testing.T) {
	t.Parallel()
	g := redact.New()
	g.Learn(redact.Secret, "correct horse")
	long := strings.Repeat("p ", nameMax)
	options := wire.WidgetOptions{CompanyName: long, Providers: slices.Repeat([]string{"the correct horse"}, 10*listMax), TopProviders: []string{long}}
	d, _ := mask(g, Launch{Options: options}).(Launch)
	if got := d.Options; len(got.Providers) != listMax || len(got.CompanyName) > nameMax+64 || len(got.TopProviders[0]) > nameMax+64 {
		t.Errorf("%d ids, a name of %d bytes, an id of %d are kept", len(got.Providers), len(got.CompanyName), len(got.TopProviders[0]))
	}
	wantText(t, "an id", d.Options.Providers[0], "the [SECRET_1]")
	if options.Providers[0] != "the correct horse" || options.TopProviders[0] != long {
		t.Error("the caller's options were changed")
	}
}

func TestBodyIsCut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("lorem ipsum ", 10_000)
	for _, c := range []struct{ what, in, want string }{
		{"text", long, long[:BodyMax-4] + "…[103620 bytes left out]"},
		{"one word", strings.Repeat("x", 20_000), strings.Repeat("x", BodyMax-512) + "…[4128 bytes left out]"},
		{"wide text", strings.Repeat("é", 10_000), strings.Repeat("é", (BodyMax-512)/2) + "…[4128 bytes left out]"},
	} {
		got := maskCall(t, redact.New(), HTTP{Response: Message{Body: Text(c.in)}})
		wantText(t, c.what, string(got.Response.Body), c.want)
	}
	wantText(t, "upload", maskCall(t, redact.New(), HTTP{Request: Message{Size: 15 << 20}}).Request.Body, Text("…[15728640 bytes left out]"))
	g := redact.New()
	g.Learn(redact.Secret, "correct horse battery")
	wantText(t, "broken off", string(maskBody(g, `{"a":"b c","note":"it is correct hor`)), `{"a":"b c","note":"it is [SECRET]`)
	got := maskCall(t, redact.New(), HTTP{Response: Message{Size: 100, Body: `{"a":"some","password":"12`}})
	wantText(t, "cut by the client", string(got.Response.Body), `{"a":"some","password":"…[76 bytes left out]`)
}

// Wherever a body is cut, no part of a secret of more than three bytes is left of
// it, whether the redactor knew it or the key tells.
func TestCutLeavesNoHalfSecret(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		secret := "Tr0ub4dor & \"three\" friends of mine"
		escaped, _ := json.Marshal(secret)
		g := redact.New()
		key := "password"
		if rapid.Bool().Draw(t, "known") {
			g.Learn(redact.Secret, secret)
			key = "note"
		}
		head := `{"pad":"` + strings.Repeat("p ", BodyMax/2-100) + `","` + key + `":`
		fill := rapid.IntRange(0, BodyMax-len(head)-10).Draw(t, "fill")
		body := strings.Repeat(" ", fill) + head + string(escaped) + `,"more":"` + strings.Repeat("p ", 500) + `"}`
		got := string(maskBody(g, body))
		for n := 4; n <= len(secret); n++ {
			if strings.Contains(got, secret[:n]) {
				t.Fatalf("%q is left at the end of …%q", secret[:n], got[max(0, len(got)-120):])
			}
		}
		if len(got) > BodyMax+64 || !strings.HasSuffix(got, " bytes left out]") {
			t.Fatalf("%d bytes are kept, the end is %q", len(got), got[max(0, len(got)-40):])
		}
	})
}

func maskBody(g *redact.Redactor, body string) Text {
	h, _ := mask(g, HTTP{Response: Message{Body: Text(body)}}).(HTTP)
	return h.Response.Body
}
