package cast_test

import (
	"strings"
	"testing"
	"time"

	"winkterm/flow/cast"
)

func TestAFilmIsWritten(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	w := cast.New(cast.Header{Width: 20, Height: 2, Term: "xterm", Began: at, Pause: 2 * time.Second, Title: "a <film>", Command: "winkterm"})
	w.Comment("made up")
	w.Marker(at, "Login")
	w.Frame(at.Add(1500*time.Millisecond), []string{"one", "two"})
	w.Frame(at.Add(1600*time.Millisecond), []string{"one", "two"})
	w.Frame(at.Add(time.Minute), []string{"one", "three"})
	w.Frame(at.Add(time.Minute), nil)
	w.End(at.Add(time.Minute))
	var b strings.Builder
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	want := `{"version":3,"term":{"cols":20,"rows":2,"type":"xterm"},"timestamp":1772600767,"idle_time_limit":2,"title":"a \u003cfilm\u003e","command":"winkterm"}
# made up
[0,"m","Login"]
[1.5,"o","\u001b[?25l\u001b[2J\u001b[1;1H\u001b[0m\u001b[2Kone\u001b[2;1H\u001b[0m\u001b[2Ktwo"]
[2,"o","\u001b[2;1H\u001b[0m\u001b[2Kthree"]
[0,"x","0"]
`
	if b.String() != want {
		t.Errorf("written is\n%s", b.String())
	}
}

// Without a Pause a screen stands still for as long as it did.
func TestAFilmTakesItsTime(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	w := cast.New(cast.Header{Width: 20, Height: 2, Began: at})
	w.End(at.Add(time.Minute))
	var b strings.Builder
	if _, err := w.WriteTo(&b); err != nil || !strings.Contains(b.String(), `[60,"x","0"]`) || strings.Contains(b.String(), "idle") {
		t.Errorf("%v, written is\n%s", err, b.String())
	}
}
