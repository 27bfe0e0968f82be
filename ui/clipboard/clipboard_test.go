package clipboard

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCopySaysWhatIsKnown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env, there []string
		want       string
		ran        []string
	}{
		"nothing is there":          {nil, nil, "", []string{"pbcopy", "clip.exe"}},
		"tmux alone":                {[]string{"TMUX"}, []string{"tmux"}, "tmux's buffer", []string{"tmux", "pbcopy", "clip.exe"}},
		"an old tmux":               {[]string{"TMUX"}, nil, "", []string{"tmux", "pbcopy", "clip.exe"}},
		"Wayland":                   {[]string{"WAYLAND_DISPLAY", "DISPLAY"}, []string{"wl-copy", "xclip"}, "the clipboard", []string{"wl-copy"}},
		"X, and the first is none":  {[]string{"DISPLAY"}, []string{"xsel"}, "the clipboard", []string{"xclip", "xsel"}},
		"programs without a screen": {nil, []string{"wl-copy", "xclip", "xsel"}, "", []string{"pbcopy", "clip.exe"}},
		"tmux and X":                {[]string{"TMUX", "DISPLAY"}, []string{"tmux", "xclip"}, "tmux's buffer and the clipboard", []string{"tmux", "xclip"}},
		"a Mac":                     {nil, []string{"pbcopy"}, "the clipboard", []string{"pbcopy"}},
		"a Mac over SSH":            {[]string{"SSH_CONNECTION"}, []string{"pbcopy", "clip.exe"}, "", nil},
		"Windows":                   {nil, []string{"clip.exe"}, "the clipboard", []string{"pbcopy", "clip.exe"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var ran []string
			got := copier{
				env: func(name string) string {
					if slices.Contains(c.env, name) {
						return "x"
					}
					return ""
				},
				run: func(ctx context.Context, text string, command ...string) error {
					if _, bounded := ctx.Deadline(); !bounded {
						t.Error("a program may take for ever")
					}
					if want := map[bool]string{true: "a\x00\xe9\x00", false: "aé"}[command[0] == "clip.exe"]; text != want {
						t.Errorf("%s gets %q", command[0], text)
					}
					if ran = append(ran, command[0]); !slices.Contains(c.there, command[0]) {
						return errors.New("not there")
					}
					return nil
				},
			}.copy("aé")
			if got != c.want || !slices.Equal(ran, c.ran) {
				t.Errorf("it says %q after %q", got, ran)
			}
		})
	}
}

// A program gets the text and no terminal, and what hangs is ended.
func TestRun(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "out")
	text := strings.Repeat("long ", 1<<18)
	if err := run(t.Context(), text, "sh", "-c", `cat > "$0"; test ! -t 1 -a ! -t 2 && ! (true < /dev/tty) 2> /dev/null`, out); err != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(out); string(got) != text {
		t.Errorf("%d bytes of %d came", len(got), len(text))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := run(ctx, text, "sh", "-c", "exec sleep 600"); err == nil {
		t.Error("what hangs is waited for")
	}
	if err := run(t.Context(), text, "no-such-program-of-winkterm"); err == nil {
		t.Error("what is not there took the text")
	}
}
