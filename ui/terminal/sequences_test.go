package terminal

import (
	"strings"
	"testing"
	"time"
)

// step is a piece that comes some time after the one before.
type step struct {
	after time.Duration
	piece string
}

// play feeds pieces as time passes, and gives what was whole, with a | where another
// moment begins.
func play(s *sequences, steps []step) string {
	var moments []string
	pass := func(d time.Duration) {
		for wait := s.patience(); wait > 0 && wait <= d; wait = s.patience() {
			d -= wait
			moments = append(moments, string(s.expire()))
		}
	}
	for _, at := range steps {
		pass(at.after)
		moments = append(moments, string(s.feed([]byte(at.piece))))
	}
	pass(time.Minute)
	return strings.Join(strings.FieldsFunc(strings.Join(moments, "|"), func(r rune) bool { return r == '|' }), "|")
}

const (
	at150   = 150 * time.Millisecond
	at900   = 900 * time.Millisecond
	at1100  = 1100 * time.Millisecond
	started = "\x1b[200~"
	ended   = "\x1b[201~"
)

func TestSequencesComeWhole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		slow  bool
		steps []step
		want  string
	}{
		"letters":              {steps: []step{{0, "ab"}, {0, "c"}}, want: "ab|c"},
		"an arrow":             {steps: []step{{0, "a\x1b[A"}}, want: "a\x1b[A"},
		"an arrow behind ESC[": {steps: []step{{0, "a\x1b["}, {at150, "Ab"}}, want: "a|\x1b[Ab"},
		"a mouse report letter by letter": {
			steps: []step{{0, "\x1b["}, {at150, "<"}, {at150, "0;1"}, {at900, "0;5"}, {at150, "M"}}, want: "\x1b[<0;10;5M",
		},
		"an answer in a string": {
			steps: []step{{0, "\x1b]11;rgb:00"}, {at150, "00/0000/0000\x1b"}, {at900, "\\"}}, want: "\x1b]11;rgb:0000/0000/0000\x1b\\",
		},
		"a string that ends with BEL": {steps: []step{{0, "\x1b]11;x"}, {at150, "\ay"}}, want: "\x1b]11;x\ay"},
		"a mode report":               {steps: []step{{0, "\x1b[?2026;2$"}, {at150, "y"}}, want: "\x1b[?2026;2$y"},
		"a key of rxvt":               {steps: []step{{0, "\x1b[7$"}, {at150, "a"}}, want: "\x1b[7$|a"},
		"a key of the Linux console":  {steps: []step{{0, "\x1b[["}, {at150, "A"}}, want: "\x1b[[A"},
		"a mouse report in bytes":     {steps: []step{{0, "\x1b[M"}, {at150, " !"}, {at150, "!x"}}, want: "\x1b[M !!x"},
		"F1":                          {steps: []step{{0, "\x1bO"}, {at150, "P"}}, want: "\x1bOP"},
		"alt and a letter":            {steps: []step{{0, "\x1ba"}}, want: "\x1ba"},
		"alt and a letter in pieces":  {steps: []step{{0, "\x1b\xc3"}, {at150, "\xa9"}}, want: "\x1bé"},
		"a letter in pieces":          {steps: []step{{0, "a\xf0\x9f"}, {at150, "\x98"}, {at150, "\x80b"}}, want: "a|😀b"},
		"half a letter":               {steps: []step{{0, "a\xc3"}, {at1100, "b"}}, want: "a|b"},
		"what is no letter":           {steps: []step{{0, "\x80\x80\x80\x80\x80"}}, want: "\x80\x80\x80\x80\x80"},

		"esc":                {steps: []step{{0, "\x1b"}}, want: string(escKey)},
		"esc and a letter":   {steps: []step{{0, "\x1b"}, {at150, "x"}}, want: string(escKey) + "|x"},
		"esc twice":          {steps: []step{{0, "\x1b"}, {at150, "\x1b"}}, want: string(escKey) + "|" + string(escKey)},
		"esc twice at once":  {steps: []step{{0, "\x1b\x1b"}}, want: "\x1b|" + string(escKey)},
		"ESC, soon its rest": {steps: []step{{0, "\x1b"}, {escNear - 1, "[A"}}, want: "\x1b[A"},
		"ESC, late its rest": {steps: []step{{0, "\x1b"}, {at150, "[A"}}, want: string(escKey) + "|\x1b[A"},
		"ESC, late its rest in pieces": {
			steps: []step{{0, "\x1b"}, {at150, "["}, {at150, "1;2"}, {at150, "A"}}, want: string(escKey) + "|\x1b[1;2A",
		},
		"once slow, always slow": {
			steps: []step{{0, "\x1b"}, {at150, "[A"}, {at900, "\x1b"}, {at150, "[B"}, {0, "\x1b"}, {at150, "OP"}},
			want:  string(escKey) + "|\x1b[A|\x1b[B|\x1bOP",
		},
		"on a slow line":          {slow: true, steps: []step{{0, "\x1b"}, {at150, "[A"}}, want: "\x1b[A"},
		"esc on a slow line":      {slow: true, steps: []step{{0, "\x1b"}}, want: string(escKey)},
		"esc, much later letters": {steps: []step{{0, "\x1b"}, {2 * at900, "[A"}}, want: string(escKey) + "|[A"},
		"esc, then Open":          {steps: []step{{0, "\x1b"}, {at150, "O"}, {at150, "p"}}, want: string(escKey) + "|O|p"},

		"what never ends":          {steps: []step{{0, "a\x1b[1;"}, {at1100, "b"}}, want: "a|b"},
		"a string that never ends": {steps: []step{{0, "\x1b]52;c;aaaa"}, {at1100, "b"}}, want: "b"},
		"ctrl+c in a sequence":     {steps: []step{{0, "\x1b[1;"}, {at150, "\x03"}}, want: "\x03"},
		"ctrl+c in a string":       {steps: []step{{0, "\x1b]52;c"}, {at150, "a\x03b"}}, want: "\x03b"},
		"enter in a string":        {steps: []step{{0, "\x1bPabc\r"}}, want: "\r"},

		"a paste":                      {steps: []step{{0, "a" + started + "b\x1b[Ac" + ended + "d"}}, want: "a" + started + "b\x1b[Ac" + ended + "d"},
		"a paste in pieces":            {steps: []step{{0, started + "a"}, {at900, "b"}, {at900, ended + "c"}}, want: started + "a|b|" + ended + "c"},
		"a paste whose marks are cut":  {steps: []step{{0, "\x1b[20"}, {at150, "0~a\x1b[2"}, {at150, "01~b"}}, want: started + "a|" + ended + "b"},
		"a paste with what is no mark": {steps: []step{{0, started + "a\x1b[2"}, {at150, "J" + ended}}, want: started + "a|\x1b[2J" + ended},
		"a paste of a cut letter":      {steps: []step{{0, started + "\xc3"}, {at150, "\xa9" + ended}}, want: started + "|é" + ended},
		"a paste without an end":       {steps: []step{{0, started + "ab"}, {at1100, "c"}}, want: started + "ab|" + ended + "|c"},
		"half an end of a paste":       {steps: []step{{0, started + "ab\x1b[20"}}, want: started + "ab|\x1b[20" + ended},
		"ctrl+c in a paste":            {steps: []step{{0, started + "ab"}, {at150, "\x03"}}, want: started + "ab|" + ended + "\x03"},
		"a paste that goes on late": {
			steps: []step{{0, started + "ab"}, {at1100, "cd\r" + ended + "e"}, {0, "f"}}, want: started + "ab|" + ended + "|" + started + "cd\r" + ended + "e|f",
		},
		"a paste behind one without an end": {
			steps: []step{{0, started + "ab"}, {at1100, "c" + started + "d" + ended}}, want: started + "ab|" + ended + "|c" + started + "d" + ended,
		},
		"two pastes at once": {steps: []step{{0, started + "a" + ended + started + "b" + ended}}, want: started + "a" + ended + started + "b" + ended},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := play(&sequences{slow: c.slow}, c.steps); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// Wherever a stream is cut, it comes out the same, if only its rest comes in time.
func TestWhereAStreamIsCutDoesNotMatter(t *testing.T) {
	t.Parallel()
	const stream = "aé\x1b[A\x1b[<0;10;5M\x1bOP\x1b]11;rgb:0/0/0\x1b\\\x1b[?2026;2$y😀" + started + "x\x1b[31mé\r" + ended + "\x1b[[Az\x1b[1;2B"
	for first := range len(stream) {
		for second := first; second < len(stream); second++ {
			s := &sequences{slow: true}
			got := play(s, []step{{0, stream[:first]}, {at150, stream[first:second]}, {at150, stream[second:]}})
			if strings.ReplaceAll(got, "|", "") != stream {
				t.Fatalf("cut at %d and %d: %q", first, second, got)
			}
		}
	}
}

// The esc key answers within 100 ms where nothing says that the line is slow.
func TestEscAnswersSoon(t *testing.T) {
	t.Parallel()
	s := &sequences{}
	s.feed([]byte{'\x1b'})
	if wait := s.patience(); wait == 0 || wait > 80*time.Millisecond {
		t.Errorf("it waits %s", wait)
	}
}

func TestALineIsSlowBySSH(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		set  string
		want bool
	}{{"", false}, {"SSH_CONNECTION", true}, {"SSH_TTY", true}, {"SSH_TTY TMUX", false}} {
		if got := distant(func(name string) string {
			if strings.Contains(c.set, name) {
				return "set"
			}
			return ""
		}); got != c.want {
			t.Errorf("with %q it is %t", c.set, got)
		}
	}
}
