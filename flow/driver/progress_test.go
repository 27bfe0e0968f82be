package driver_test

import (
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
	"winkterm/flow"
	"winkterm/flow/driver"
)

// parts is how many reports the tests' uploads make, one each millisecond.
const parts = 5000

// steadily tells of an upload that takes its time, then says that it is over.
func steadily(t *testing.T, over chan<- struct{}) func(api.Progress) {
	return func(progress api.Progress) {
		for i := range int64(parts) {
			_ = api.SystemClock().Sleep(t.Context(), time.Millisecond)
			progress(i+1, parts)
		}
		close(over)
	}
}

// progress reads answers up to the archive, and checks that they only rise.
func (b bench) progress(t *testing.T) []flow.Progress {
	t.Helper()
	var all []flow.Progress
	last := int64(0)
	for {
		switch r := b.next(t).Reply.(type) { //nolint:gochecksumtype // nothing else may come
		case flow.UploadProgress:
			if r.Progress.Sent <= last || r.Progress.Total != parts {
				t.Fatalf("%+v after %d", r.Progress, last)
			}
			last = r.Progress.Sent
			all = append(all, r.Progress)
		case flow.ArchiveCreated:
			return all
		default:
			t.Fatalf("%+v came", r)
		}
	}
}

// TestProgressIsReportedInTime reports an upload ten times a second, and its end.
func TestProgressIsReportedInTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		over := make(chan struct{})
		b := newBench(&fake{send: steadily(t, over)}, driver.Loopback)
		b.ask(1, flow.CreateArchive{})
		all := b.progress(t)
		if n := len(all); n < 40 || n > 52 || all[n-1].Sent != parts {
			t.Errorf("%d reports in 5 s, the last of them %+v", n, all[n-1])
		}
		b.Close()
	})
}

// TestNobodyListens has nobody read what is reported: sending does not wait, and the
// last report is of the whole.
func TestNobodyListens(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		over := make(chan struct{})
		b := newBench(&fake{send: steadily(t, over)}, driver.Loopback)
		begun := b.clock.Now()
		b.ask(1, flow.CreateArchive{})
		<-over
		if took := b.clock.Now().Sub(begun); took != parts*time.Millisecond {
			t.Errorf("sending took %s", took)
		}
		all := b.progress(t)
		if len(all) > 20 || all[len(all)-1].Sent != parts {
			t.Errorf("%d reports were kept, the last of them %+v", len(all), all[len(all)-1])
		}
		b.Close()
	})
}

// TestForgottenUpload leaves no goroutine behind, whether anybody reads or not.
func TestForgottenUpload(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		over := make(chan struct{})
		b := newBench(&fake{send: steadily(t, over)}, driver.Loopback)
		b.ask(1, flow.CreateArchive{})
		_ = b.clock.Sleep(t.Context(), 3*time.Second)
		b.Do([]flow.Effect{flow.Cancel{Attempt: 1}})
		told := len(b.drain())
		<-over
		b.Close()
		if late := b.drain(); told == 0 || len(late) > 0 {
			t.Errorf("%d reports came, and after it was forgotten %+v", told, late)
		}
	})
}
