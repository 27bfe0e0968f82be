package api_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
)

func TestSystemClockSleeps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		before := clock.Now()
		if err := clock.Sleep(t.Context(), time.Minute); err != nil {
			t.Error(err)
		}
		if d := clock.Now().Sub(before); d != time.Minute {
			t.Errorf("slept %s", d)
		}
	})
}

func TestSystemClockWakesUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		clock := api.SystemClock()
		before := clock.Now()
		err := clock.Sleep(ctx, time.Hour)
		if !errors.Is(err, context.DeadlineExceeded) || clock.Now().Sub(before) != time.Second {
			t.Errorf("slept %s, %v", clock.Now().Sub(before), err)
		}
	})
}
