package cli

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// onReaderGone calls gone once nobody can read any more what is written to w: the
// other end of the pipe or socket was closed. It sleeps until then, or until stop is
// called, which has to be. Before that, writing to such a pipe fails instead of
// ending the process. A w that is not of the system is never without a reader.
func onReaderGone(w io.Writer, gone func()) (stop func()) {
	f, ok := w.(*os.File)
	if !ok {
		return func() {}
	}
	stopped, wake, err := os.Pipe()
	if err != nil {
		return func() {} // the next write notices
	}
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, syscall.SIGPIPE)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if hungUp(int32(f.Fd()), int32(stopped.Fd())) {
			gone()
		}
	}()
	return func() {
		_ = wake.Close() // it ends the waiting
		<-done
		_ = stopped.Close()
		signal.Stop(caught)
	}
}

// hungUp waits until the reader of out is gone, or until stopped is closed at its
// other end, and says whether it was the reader.
func hungUp(out, stopped int32) bool {
	// What has gone is reported without being asked for.
	fds := []unix.PollFd{{Fd: out}, {Fd: stopped}}
	for {
		_, err := unix.Poll(fds, -1)
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil || fds[1].Revents != 0:
			return false
		default:
			return fds[0].Revents&(unix.POLLERR|unix.POLLHUP) != 0
		}
	}
}
