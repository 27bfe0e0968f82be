package inspector_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The golden files show what one sees, without colours.
func TestGolden(t *testing.T) {
	t.Parallel()
	views := map[string][]string{
		"list":   nil,
		"http":   {"right", "right"},
		"detail": {"home", "down", "down", "enter"},
		"filter": {"/", "m", "f", "a"},
	}
	for name, keys := range views {
		for _, size := range [][2]int{{34, 12}, {56, 16}, {110, 44}, {116, 30}, {91, 46}, {80, 20}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				m := fed(story()...)
				press(m, keys...)
				golden(t, fmt.Sprintf("%s_%dx%d.txt", name, size[0], size[1]), screenOf(m, size[0], size[1]))
			})
		}
	}
}

// The difference has two columns from 60 on, and the time from 80 on.
func TestGoldenDifference(t *testing.T) {
	t.Parallel()
	views := map[string][]string{
		"difference":        nil,
		"difference_detail": {"up", "up", "enter"},
		"widget":            {"right"}, // its callbacks among the others
	}
	for name, keys := range views {
		for _, size := range [][2]int{{34, 12}, {56, 16}, {64, 20}, {110, 44}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				m := inDifference(faulty())
				m.View(size[0], size[1], true)
				press(m, keys...)
				golden(t, fmt.Sprintf("%s_%dx%d.txt", name, size[0], size[1]), screenOf(m, size[0], size[1]))
			})
		}
	}
}

// golden compares with a file; spaces at the end of lines are not kept in it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	lines := strings.Split(got, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	got = strings.Join(lines, "\n") + "\n"
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not as before (-want +got); go test -update takes it over:\n%s", name, diff)
	}
}
