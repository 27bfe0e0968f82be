package web

import (
	"strconv"
	"testing"
	"time"
)

func TestTheLimiterIsBounded(t *testing.T) {
	t.Parallel()
	var l Limiter
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range 3 * countedAddresses {
		l.allow(strconv.Itoa(i), 1, now.Add(time.Duration(i)))
	}
	if len(l.of) > countedAddresses {
		t.Errorf("%d addresses are kept", len(l.of))
	}
}
