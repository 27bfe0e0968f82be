package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"winkterm/api"
)

// terminal is a program under a pseudo-terminal.
type terminal struct {
	tb      testing.TB
	cmd     *exec.Cmd
	master  *os.File
	started time.Time
	// before are the terminal's settings before the program had it.
	before unix.Termios

	mu      sync.Mutex
	written bytes.Buffer
	wrote   chan struct{}
	// ended is closed when everything that was written has been read.
	ended chan struct{}
}

// start runs a program under a pseudo-terminal of 120×40 cells.
func start(tb testing.TB, path string, args ...string) *terminal {
	tb.Helper()
	master, slave := openPTY(tb)
	t := &terminal{tb: tb, master: master, wrote: make(chan struct{}, 1), ended: make(chan struct{})}
	t.cmd = exec.CommandContext(tb.Context(), path, args...)
	t.cmd.Stdin, t.cmd.Stdout, t.cmd.Stderr = slave, slave, slave
	t.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "API_KEY=", "API_SECRET=", "OPEN_API_HOST=")
	t.cmd.Dir = tb.TempDir()
	t.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	t.before = t.settings()
	t.started = api.SystemClock().Now()
	if err := t.cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	_ = slave.Close()
	go t.read()
	return t
}

func openPTY(tb testing.TB) (master, slave *os.File) {
	tb.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	leftOut(tb, "there is no pseudo-terminal", err)
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		tb.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		tb.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: 120}); err != nil {
		tb.Fatal(err)
	}
	slave, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		tb.Fatal(err)
	}
	return master, slave
}

func (t *terminal) read() {
	defer close(t.ended)
	chunk := make([]byte, 64<<10)
	for {
		n, err := t.master.Read(chunk)
		t.mu.Lock()
		t.written.Write(chunk[:n])
		t.mu.Unlock()
		select {
		case t.wrote <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

func (t *terminal) bytes() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.written.Len()
}

// until waits for a text and gives the time since the start.
func (t *terminal) until(text string) time.Duration {
	t.tb.Helper()
	ctx, cancel := context.WithTimeout(t.tb.Context(), 30*time.Second)
	defer cancel()
	for {
		t.mu.Lock()
		found := bytes.Contains(t.written.Bytes(), []byte(text))
		t.mu.Unlock()
		if found {
			return api.SystemClock().Now().Sub(t.started)
		}
		select {
		case <-t.wrote:
		case <-ctx.Done():
			t.tb.Fatalf("the program never showed %q", text)
		}
	}
}

func (t *terminal) keys(s string) {
	t.tb.Helper()
	if _, err := t.master.WriteString(s); err != nil {
		t.tb.Fatal(err)
	}
}

// rest lets time pass.
func (t *terminal) rest(d time.Duration) {
	t.tb.Helper()
	if err := api.SystemClock().Sleep(t.tb.Context(), d); err != nil {
		t.tb.Fatal(err)
	}
}

// idle waits until the program has done nothing for a second. A tick of 10 ms may be the
// runtime's, which gives memory back to the system in the background for a hundredth of the
// time.
func (t *terminal) idle() {
	t.tb.Helper()
	for range 60 {
		before := t.ticks()
		t.rest(time.Second)
		if t.ticks() <= before+1 {
			return
		}
	}
	t.tb.Fatal("the program never rests")
}

// ticks is the processor time that the program has used, in the kernel's ticks.
func (t *terminal) ticks() int {
	t.tb.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", t.cmd.Process.Pid))
	if err != nil {
		t.tb.Fatal(err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	user, err1 := strconv.Atoi(fields[11])
	system, err2 := strconv.Atoi(fields[12])
	if err1 != nil || err2 != nil {
		t.tb.Fatal(err1, err2)
	}
	return user + system
}

// memory is a figure of the program's memory in MiB: VmRSS now, VmHWM at its peak.
func (t *terminal) memory(name string) float64 {
	t.tb.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		t.tb.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			kib, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				t.tb.Fatal(err)
			}
			return float64(kib) / 1024
		}
	}
	t.tb.Fatal("no " + name)
	return 0
}

// settings are those of the terminal: raw, or as a shell wants it.
func (t *terminal) settings() unix.Termios {
	t.tb.Helper()
	termios, err := unix.IoctlGetTermios(int(t.master.Fd()), unix.TCGETS)
	if err != nil {
		t.tb.Fatal(err)
	}
	return *termios
}

// stop has a signal end the program, and gives how it exited.
func (t *terminal) stop(s syscall.Signal) error {
	t.tb.Helper()
	if err := t.cmd.Process.Signal(s); err != nil {
		t.tb.Fatal(err)
	}
	return t.cmd.Wait()
}

// close waits until all that was written has been read.
func (t *terminal) close() {
	<-t.ended // the program's end is the end of what it wrote
	_ = t.master.Close()
}

// end stops the program and gives how it exited.
func (t *terminal) end(s syscall.Signal) error {
	t.tb.Helper()
	defer t.close()
	return t.stop(s)
}
