package tick

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestTheSoonestMessageComesAndTheOthersAreLate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var timer Timer
		began := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
		if timer.Set(began, 0) != nil {
			t.Error("a timer was set for ever")
		}
		slow := timer.Set(began, time.Minute)
		if timer.Set(began, time.Minute) != nil || timer.Set(began.Add(time.Second), time.Minute) != nil {
			t.Error("a second timer runs although the first comes before it")
		}
		soon := timer.Set(began, time.Second)
		first, ok := soon().(Msg)
		if pending, live := timer.Pending(); !ok || !live || pending != first {
			t.Errorf("%v came, %v was on its way", first, pending)
		}
		late, _ := slow().(Msg)
		if timer.Over(late); !running(&timer) {
			t.Error("a message that is late ended the timer")
		}
		if timer.Over(first); running(&timer) {
			t.Error("the timer runs on")
		}
		if timer.Set(began, time.Hour) == nil {
			t.Error("no timer after the first is over")
		}
	})
}

func running(t *Timer) bool {
	_, live := t.Pending()
	return live
}
