package cli

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
)

// walkers is how many tests run at once. They wait for other processes (tmux, a
// browser, the program) far more than they compute.
const walkers = "6"

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

// runTests keeps what was built until the last test has ended.
func runTests(m *testing.M) int {
	flag.Parse()
	if err := flag.Set("test.parallel", walkers); err != nil {
		panic(err)
	}
	dir, err := os.MkdirTemp("", "winkterm-built-")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	// Programs that the tests start record here.
	if err := os.Setenv("XDG_STATE_HOME", filepath.Join(dir, "state")); err != nil {
		panic(err)
	}
	// A program that tests start may be ended by it, also where this one was started so
	// that it may not: what is caught here is as usual there.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	built.dir, built.programs = dir, map[string]func() (string, error){}
	defer func() { endChromium() }()
	return m.Run()
}

// built are the programs that were built, each once for all tests.
var built struct {
	dir      string
	mu       sync.Mutex
	programs map[string]func() (string, error)
}

// build makes a program and gives its path. It outlives the test that asks first.
func build(tb testing.TB, pkg string) string {
	tb.Helper()
	path, err := building(pkg)()
	if err != nil {
		tb.Fatalf("go build %s: %v", pkg, err)
	}
	return path
}

func building(pkg string) func() (string, error) {
	built.mu.Lock()
	defer built.mu.Unlock()
	if built.programs[pkg] == nil {
		built.programs[pkg] = sync.OnceValues(func() (string, error) {
			path := filepath.Join(built.dir, filepath.Base(pkg))
			cmd := exec.Command("go", "build", "-o", path, pkg)
			cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=") // as it is released
			out, err := cmd.CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w\n%s", err, out)
			}
			return path, err
		})
	}
	return built.programs[pkg]
}

// leftOut leaves a test out where something that it needs is not on this machine, with the
// reason. CI on Linux, which has it, may not.
func leftOut(tb testing.TB, why string, err error) {
	tb.Helper()
	if err != nil && os.Getenv("CI") != "" && runtime.GOOS == "linux" {
		tb.Fatalf("CI may not leave this out: %s: %v", why, err)
	}
	if err != nil {
		tb.Skipf("left out: %s: %v", why, err)
	}
}
