package store

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// childEnv names the file that this test program writes to when it is started
// as a child, instead of running tests.
const childEnv = "WINKTERM_STORE_CHILD"

const (
	writers = 8
	kept    = 20 // how many of a writer's latest entries are in the file
)

// child writes as fast as it can until it is killed. Writer g makes its nth batch
// of an account, a task of the same number, its count, and takes away the
// ones that are older than kept: from the count follows all that must be there.
// What was flushed is told on stdout as "g n".
func child(file string) int {
	fmt.Fprintln(os.Stdout, "ready")
	s, err := Open(file, version)
	if err != nil {
		fmt.Fprintln(os.Stdout, "failed:", err)
		return 1
	}
	counts, err := loadCounts(s)
	if err != nil {
		fmt.Fprintln(os.Stdout, "failed:", err)
		return 1
	}
	var lock sync.Mutex // that of the state
	var wg sync.WaitGroup
	for g := range uint64(writers) {
		wg.Go(func() {
			var b Batch
			for n := counts[g] + 1; ; n++ {
				lock.Lock()
				collect(&b, g, n)
				s.Append(&b)
				lock.Unlock()
				if err := s.Flush(); err != nil {
					fmt.Fprintln(os.Stdout, "failed:", err)
					return
				}
				fmt.Fprintln(os.Stdout, g, n)
			}
		})
	}
	wg.Wait()
	return 1
}

func collect(b *Batch, g, n uint64) {
	b.Put("accounts", g<<32|n, content(g, n))
	b.Put("counts", g, strconv.AppendUint(nil, n, 10))
	b.Put("tasks", g<<32|n, content(n, g))
	if n > kept {
		b.Delete("accounts", g<<32|(n-kept))
		b.Delete("tasks", g<<32|(n-kept))
	}
}

// content is of any length, now and then of several pages.
func content(g, n uint64) []byte {
	size := (g*31 + n*17) % 900
	if n%10 == 0 {
		size *= 20
	}
	return bytes.Repeat(fmt.Appendf(nil, "%d.%d ", g, n), int(size)/4+1)
}

func loadCounts(s *Store) (map[uint64]uint64, error) {
	counts := map[uint64]uint64{}
	err := s.Load("counts", func(g uint64, value []byte) error {
		n, err := strconv.ParseUint(string(value), 10, 64)
		counts[g] = n
		return err
	})
	return counts, err
}

// TestKill kills a writing process again and again, and after each time holds
// the file against what was acknowledged. Every fifth time the file is a new one,
// and the kill comes while it is being made.
func TestKill(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("left out: there is no kill -9 on Windows")
	}
	rounds := 20
	if testing.Short() {
		rounds = 5
	}
	seed := rand.Uint64()
	t.Log("seed", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	file, total := newFile(t), 0
	acknowledged := map[uint64]uint64{}
	for round := range rounds {
		after := 1 + random.IntN(400)
		if round%5 == 4 {
			file, after = newFile(t), 0
			clear(acknowledged)
		}
		total += killAfter(t, file, after, random.IntN(300), acknowledged)
		verify(t, file, acknowledged)
	}
	t.Log(total, "batches were acknowledged")
}

// killAfter starts a child and kills it after so many acknowledgements, or, when
// there are to be none, after having counted up to spin. It notes what was
// acknowledged, up to the last word, and gives how many there were.
func killAfter(t *testing.T, file string, after, spin int, acknowledged map[uint64]uint64) int {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+file)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "ready" {
		t.Fatalf("the child says %q", lines.Text())
	}
	read := 0
	for read < after && lines.Scan() {
		read += note(t, lines.Text(), acknowledged)
	}
	for range spin * 1000 {
		runtime.Gosched()
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	for lines.Scan() {
		read += note(t, lines.Text(), acknowledged)
	}
	_, _ = io.Copy(io.Discard, out)
	if err := cmd.Wait(); err == nil {
		t.Error("the child ended by itself")
	}
	return read
}

func note(t *testing.T, line string, acknowledged map[uint64]uint64) int {
	t.Helper()
	var g, n uint64
	if _, err := fmt.Sscanf(line, "%d %d", &g, &n); err != nil {
		t.Errorf("the child says %q", line)
		return 0
	}
	if n <= acknowledged[g] {
		t.Errorf("writer %d began again at %d after %d", g, n, acknowledged[g])
	}
	acknowledged[g] = n
	return 1
}

// verify opens the file and expects all that was acknowledged, and whole batches.
func verify(t *testing.T, file string, acknowledged map[uint64]uint64) {
	t.Helper()
	s, err := Open(file, version)
	if err != nil {
		t.Fatal("after the kill:", err)
	}
	defer mustClose(t, s)
	counts, err := loadCounts(s)
	if err != nil {
		t.Fatal(err)
	}
	var accounts, tasks []string
	for g := range uint64(writers) {
		if counts[g] < acknowledged[g] {
			t.Errorf("%d was acknowledged to writer %d, and there is %d", acknowledged[g], g, counts[g])
		}
		for n := max(counts[g], kept) - kept + 1; n <= counts[g]; n++ {
			accounts = append(accounts, fmt.Sprintf("%d=%s", g<<32|n, content(g, n)))
			tasks = append(tasks, fmt.Sprintf("%d=%s", g<<32|n, content(n, g)))
		}
	}
	if strings.Join(rows(t, s, "accounts"), "\n") != strings.Join(accounts, "\n") {
		t.Error("the accounts do not fit the counts")
	}
	if strings.Join(rows(t, s, "tasks"), "\n") != strings.Join(tasks, "\n") {
		t.Error("the tasks do not fit the counts")
	}
}

func TestOpenWhileAnotherProcessWrites(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("left out: there is no kill -9 on Windows")
	}
	file := newFile(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+file)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range 2 { // "ready" and the first acknowledgement
		lines.Scan()
	}
	go func() { // lest it stand still before a full pipe
		for lines.Scan() {
			continue
		}
	}()
	if _, err := Open(file, version); err == nil || !strings.Contains(err.Error(), ErrInUse.Error()) {
		t.Error("it gives", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait()
	verify(t, file, nil)
}
