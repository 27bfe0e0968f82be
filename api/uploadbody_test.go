package api

import (
	"context"
	"testing"
	"time"
)

// A read that ends just when the call returns reports nothing any more.
func TestNoProgressOnceTheBodyIsStopped(t *testing.T) {
	t.Parallel()
	reports := 0
	b := &uploadBody{
		content: &content{size: 10, progress: func(int64, int64) { reports++ }},
		extend:  func(time.Duration) { reports++ },
	}
	b.open, b.stop = context.WithCancel(t.Context())
	b.moved(1)
	if reports != 2 {
		t.Errorf("%d reports of a part that was sent", reports)
	}
	b.stop()
	b.moved(1)
	if reports != 2 {
		t.Errorf("%d reports, some of them after the end", reports)
	}
}
