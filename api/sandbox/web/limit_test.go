package web

import (
	"errors"
	"net/http/httptest"
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

func TestEachAddressHasItsRate(t *testing.T) {
	t.Parallel()
	var l Limiter
	at := time.Unix(1, 0)
	try := func(addr string, perSecond int) bool {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = addr
		err := l.Allow(&Call{R: r}, perSecond, at)
		if no, ok := errors.AsType[*Refused](err); ok && (no.Status != 429 || no.Retry != time.Second) {
			t.Errorf("refused with %+v", no)
		}
		return err == nil
	}
	if !try("192.0.2.1:1", 2) || !try("192.0.2.1:2", 2) || try("192.0.2.1:3", 2) {
		t.Error("two a second are let, whatever the port")
	}
	if !try("192.0.2.2:1", 2) || !try("pipe", 1) || try("pipe", 1) {
		t.Error("every address counts for itself")
	}
	if !try("192.0.2.1:1", 3) {
		t.Error("another rate begins anew")
	}
	if !try("192.0.2.2:1", 2) {
		t.Error("the second of two is let")
	}
	at = at.Add(500 * time.Millisecond)
	if !try("192.0.2.2:1", 2) || try("192.0.2.2:2", 2) {
		t.Error("half a second is half the rate")
	}
}
