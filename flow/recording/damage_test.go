package recording

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"winkterm/flow/journal"
)

// lines are a recording with four records, in five lines.
func lines(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(write(t, recorded([]journal.Data{journal.Note{Topic: "a", Text: "x}"}, journal.Note{Topic: "b"}, journal.Note{Topic: "c"}, journal.Note{Topic: "d"}})))
	if err != nil {
		t.Fatal(err)
	}
	return strings.SplitAfter(strings.TrimSuffix(string(text), "\n"), "\n")
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "session.ndjson")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// What is wrong with a file is said, and what is whole is read.
func TestDamage(t *testing.T) {
	t.Parallel()
	l := lines(t)
	all := strings.Join(l, "") + "\n"
	for name, c := range map[string]struct {
		text string
		// line is the first damaged one, more how many others are, left the sequence
		// numbers that are read.
		err        error
		line, more int
		left       []int
	}{
		"whole":                               {all, nil, 0, 0, []int{1, 2, 3, 4}},
		"without the last end of a line":      {strings.TrimSuffix(all, "\n"), nil, 0, 0, []int{1, 2, 3, 4}},
		"with the line ends of Windows":       {strings.ReplaceAll(all, "\n", "\r\n"), nil, 0, 0, []int{1, 2, 3, 4}},
		"with empty lines":                    {l[0] + "\n \n" + strings.Join(l[1:], ""), nil, 0, 0, []int{1, 2, 3, 4}},
		"the header alone":                    {l[0], nil, 0, 0, nil},
		"the header without its end":          {strings.TrimSuffix(l[0], "\n"), nil, 0, 0, nil},
		"torn by a byte":                      {all[:len(all)-2], ErrTorn, 5, 0, []int{1, 2, 3}},
		"torn where it could be whole":        {l[0] + strings.TrimSuffix(l[1], "\"}}\n"), ErrTorn, 2, 0, nil},
		"torn at its beginning":               {all[:len(all)-len(l[4])], ErrTorn, 5, 0, []int{1, 2, 3}},
		"zeros at the end":                    {all + strings.Repeat("\x00", 5000), ErrEmptied, 6, 0, []int{1, 2, 3, 4}},
		"more zeros than are read at once":    {all + strings.Repeat("\x00", 3*chunk), ErrEmptied, 6, 0, []int{1, 2, 3, 4}},
		"zeros within a record":               {all[:len(all)-10] + strings.Repeat("\x00", 100), ErrEmptied, 5, 0, []int{1, 2, 3}},
		"zeros, and the program went on":      {l[0] + l[1] + "\x00\x00\x00\n" + l[3] + l[4], ErrEmptied, 3, 1, []int{1, 3, 4}},
		"a line that is none":                 {l[0] + l[1] + "hello\n" + l[2] + l[3] + l[4], ErrBroken, 3, 0, []int{1, 2, 3, 4}},
		"a line is missing":                   {l[0] + l[1] + l[3] + l[4], ErrGap, 3, 0, []int{1, 3, 4}},
		"the first is missing":                {l[0] + l[2] + l[3], ErrGap, 2, 0, []int{2, 3}},
		"two are exchanged":                   {l[0] + l[1] + l[3] + l[2] + l[4] + "\n", ErrGap, 3, 2, []int{1, 3, 2, 4}},
		"a line is too long":                  {l[0] + l[1] + strings.Repeat("x", LineMax) + "\n" + l[2] + l[3], ErrLong, 3, 0, []int{1, 2, 3}},
		"the last is too long and torn":       {l[0] + l[1] + strings.Repeat("x", LineMax+1), ErrLong, 3, 0, []int{1}},
		"of a newer version":                  {strings.Replace(all, `Recording":1`, `Recording":7,"news":{"a":1}`, 1), ErrNewer, 1, 0, []int{1, 2, 3, 4}},
		"of a newer version and torn":         {strings.Replace(all, `Recording":1`, `Recording":7`, 1)[:len(all)-3], ErrNewer, 1, 1, []int{1, 2, 3}},
		"a record longer than is read a time": {l[0] + strings.Replace(l[1], "x}", strings.Repeat("x}", chunk), 1) + l[2], nil, 0, 0, []int{1, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := open(t, file(t, c.text))
			var left []int
			for i := range f.Len() {
				r, err := f.At(i)
				if err != nil {
					t.Error(err)
				}
				left = append(left, r.Seq)
			}
			if len(left) != len(c.left) || !errors.Is(f.Damage(), c.err) {
				t.Fatalf("%v are read, %v", left, f.Damage())
			}
			for i := range left {
				if left[i] != c.left[i] {
					t.Errorf("%v are read", left)
				}
			}
			if c.err == nil {
				return
			}
			var d *DamageError
			if !errors.As(f.Damage(), &d) || d.Line != c.line || d.More != c.more || d.Read != len(left) {
				t.Errorf("%+v", d)
			}
			if text := d.Error(); !strings.Contains(text, c.err.Error()) || !strings.Contains(text, "records are read") {
				t.Error(text)
			}
		})
	}
}

// Damage is said in words that fit how many places it has.
func TestDamageIsSaid(t *testing.T) {
	t.Parallel()
	torn := errors.New("it is torn")
	for want, e := range map[string]DamageError{
		"line 3: it is torn; 5 records are read":                              {Line: 3, Err: torn, Read: 5},
		"line 3: it is torn (and at one more place); 0 records are read":      {Line: 3, Err: torn, More: 1},
		"line 3: it is torn (and at 2 more places); 1000000 records are read": {Line: 3, Err: torn, More: 2, Read: 1_000_000},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What is no recording is not opened, and says what to do.
func TestWhatIsNoRecording(t *testing.T) {
	t.Parallel()
	l := lines(t)
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing":                      {"", ErrForeign},
		"a text":                       {"hello\n", ErrForeign},
		"other JSON":                   {`{"a":1}` + "\n", ErrForeign},
		"no object":                    {"[]\n", ErrForeign},
		"a version that never was":     {`{"winktermRecording":0}` + "\n", ErrForeign},
		"records without a header":     {l[1] + l[2], ErrForeign},
		"zeros":                        {strings.Repeat("\x00", 1000), ErrForeign},
		"a long line":                  {strings.Repeat("x", 2*chunk), ErrForeign},
		"half a header":                {l[0][:len(l[0])/2], ErrNothing},
		"newer and not to be read":     {`{"winktermRecording":2,"started":"at noon"}` + "\n" + l[1], ErrNewer},
		"a number that is no version":  {`{"winktermRecording":"1"}` + "\n", ErrForeign},
		"a broken header with records": {l[0][:20] + "\n" + l[1], ErrForeign},
	} {
		path := file(t, c.text)
		if _, err := Open(path); !errors.Is(err, c.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
		if s, err := Summarize(path); !errors.Is(err, c.want) || s.Size != int64(len(c.text)) {
			t.Errorf("the summary of %s: %v", name, err)
		}
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a folder was opened")
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// A record of which the front is whole and the data are not fails by itself.
func TestARecordWithDamagedData(t *testing.T) {
	t.Parallel()
	l := lines(t)
	f := open(t, file(t, l[0]+strings.Replace(l[1], `"text":`, `"text";`, 1)+l[2]))
	if _, err := f.At(0); !errors.Is(err, journal.ErrFormat) {
		t.Error(err)
	}
	if r, err := f.At(1); err != nil || r.Seq != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

// A file of nothing but a long line takes no memory. Nothing else may run beside it.
func TestALongLineIsNotKept(t *testing.T) {
	path := file(t, lines(t)[0]+strings.Repeat("x", 64<<20))
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if f := open(t, path); !errors.Is(f.Damage(), ErrLong) {
		t.Error(f.Damage())
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 4<<20 {
		t.Errorf("it took %d MiB", took>>20)
	}
}

// FuzzOpen reads anything: it gives records or says what is wrong, and what the index
// knows of a record is what the record says.
func FuzzOpen(f *testing.F) {
	header := `{"winktermRecording":1,"started":"2026-11-29T12:00:00Z"}` + "\n"
	for i, r := range recorded(kinds()) {
		line, err := (&File{records: []journal.Record{r}}).Line(0)
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(header + string(line) + "\n" + strings.ReplaceAll(string(line), `"seq":1`, `"seq":2`)[:len(line)-i]))
	}
	f.Add([]byte(header + `{"seq":1,"at":"0000-01-01T00:00:00Z","lane":"x","kind":"\u00e4","data":{}}` + "\x00\n\r\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 64<<10 {
			return
		}
		path := filepath.Join(t.TempDir(), "session.ndjson")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Summarize(path); errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		file, err := Open(path)
		if err != nil {
			return
		}
		defer func() { _ = file.Close() }()
		_ = file.Damage()
		for i := range file.Len() {
			meta := file.Meta(i)
			r, err := file.At(i)
			if err != nil {
				continue
			}
			line, lineErr := file.Line(i)
			written, err := (&File{records: []journal.Record{r}}).Line(0)
			if err != nil || lineErr != nil {
				t.Fatal(err, lineErr)
			}
			if !bytes.Equal(line, written) { // another spelling may hide what is meant
				continue
			}
			if meta.Seq != r.Seq || meta.Lane != r.Lane || meta.Kind != r.Kind || meta.Failed != failed(r) {
				t.Errorf("%+v of %s", meta, line)
			}
		}
	})
}
