package recording

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"winkterm/flow/journal"
)

// childEnv names the file that this test program records in when it is started as a
// child, instead of running tests.
const childEnv = "WINKTERM_RECORDING_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		os.Exit(child(path))
	}
	os.Exit(m.Run())
}

// child records as fast as it can until it is killed, and says on stdout which record it
// has got back from the journal.
func child(path string) int {
	w, err := Create(path, Header{Command: Wizard, Started: noon})
	if err != nil {
		fmt.Fprintln(os.Stdout, err)
		return 1
	}
	now := noon
	j := journal.New(func() time.Time { now = now.Add(time.Millisecond); return now })
	j.KeepIn(w.Write)
	for i := 1; ; i++ {
		r := j.Append(journal.Note{Topic: "count", Text: content(i)})
		if w.Failed() != nil {
			return 1
		}
		fmt.Fprintln(os.Stdout, r.Seq)
	}
}

// content is of any length up to some pages.
func content(i int) string {
	size := i * 131 % 700
	if i%7 == 0 {
		size *= 20
	}
	return fmt.Sprintf("%d %s", i, strings.Repeat("x ", size/2))
}

// A process that records is killed again and again, and each time all is there that it
// had recorded.
func TestKill(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("left out: there is no kill -9 on Windows")
	}
	rounds := 200
	if testing.Short() {
		rounds = 10
	}
	seed := rand.Uint64()
	t.Log("seed", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	torn, total := 0, 0
	dir := t.TempDir()
	for round := range rounds {
		path := filepath.Join(dir, strconv.Itoa(round))
		acknowledged := killAfter(t, path, random.IntN(60))
		total += acknowledged
		f, err := Open(path)
		if acknowledged == 0 && err != nil { // killed before or within the first line
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if errors.Is(f.Damage(), ErrTorn) {
			torn++
		} else if f.Damage() != nil || f.Live() {
			t.Errorf("round %d: %v, live %v", round, f.Damage(), f.Live())
		}
		if f.Len() < acknowledged {
			t.Errorf("round %d: %d records were written and %d are there", round, acknowledged, f.Len())
		}
		for i := range f.Len() {
			r, err := f.At(i)
			if want := (journal.Note{Topic: "count", Text: content(i + 1)}); err != nil || r.Seq != i+1 || r.Data != want {
				t.Fatalf("round %d, record %d: %+v, %v", round, i, r, err)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d records were written, %d times the last was torn", total, torn)
}

// killAfter starts a child and kills it after it has said that so many records are
// written; it gives how many it had said at last.
func killAfter(t *testing.T, path string, records int) (said int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if said, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(lines.Text())
		}
		if said >= records {
			break
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it had said already
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			said = n
		}
	}
	_ = cmd.Wait()
	return said
}
