package journal

import (
	"testing"
	"time"
)

// While a record is being kept, which a slow disk can draw out, the journal can be read.
func TestKeepingHoldsNoReaderUp(t *testing.T) {
	t.Parallel()
	j := New(func() time.Time { return time.Unix(1, 0) })
	kept, goOn := make(chan Record), make(chan struct{})
	j.KeepIn(func(r Record) { kept <- r; <-goOn })
	appended := make(chan struct{})
	go func() { defer close(appended); j.Append(Note{Topic: "a"}) }()
	r := <-kept
	if got := j.Since(0); len(got) != 1 || got[0].Seq != r.Seq {
		t.Errorf("the journal has %v", got)
	}
	select {
	case <-appended:
		t.Error("it went on before the record was kept")
	default:
	}
	close(goOn)
	<-appended
}
