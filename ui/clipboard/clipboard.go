// Package clipboard puts a text where the user can paste it from: into the buffer of
// the tmux that the terminal belongs to, and into the clipboard by the system's own
// program for it. It says what is known to have worked; where nothing is, the terminal
// can still be asked (OSC 52), which never answers.
//
// It must not draw, and gives no program the terminal.
package clipboard

import (
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"strings"
	"time"
	"unicode/utf16"

	"winkterm/ui/detached"
)

// wait is how long a program may take.
const wait = 2 * time.Second

// program takes a text on its standard input.
type program struct {
	// needs names the environment variable without which it reaches nothing; one that
	// needs none reaches the machine that it runs on.
	needs   string
	command []string
}

// tmux hands the text on to the terminal as well, if that is allowed to it.
var tmux = program{"TMUX", []string{"tmux", "load-buffer", "-w", "-"}}

var programs = []program{
	{"WAYLAND_DISPLAY", []string{"wl-copy"}},
	{"DISPLAY", []string{"xclip", "-selection", "clipboard"}},
	{"DISPLAY", []string{"xsel", "--clipboard", "--input"}},
	{"", []string{"pbcopy"}},
	{"", []string{"clip.exe"}},
}

// Copy copies a text and says where it is now, "" where nothing is known. It takes as
// long as the programs do, a few seconds at most.
func Copy(text string) string { return copier{os.Getenv, run}.copy(text) }

// copier has what a test replaces.
type copier struct {
	env func(name string) string
	run func(ctx context.Context, text string, command ...string) error
}

func (c copier) copy(text string) string {
	var places []string
	if c.try(tmux, text) {
		places = append(places, "tmux's buffer")
	}
	for _, p := range programs {
		if c.try(p, text) {
			places = append(places, "the clipboard")
			break
		}
	}
	return strings.Join(places, " and ")
}

// Program names the program that Copy tries first in an environment, "" where none is there
// and the terminal has to be asked.
func Program(env func(name string) string) string {
	for _, p := range append([]program{tmux}, programs...) {
		if _, err := exec.LookPath(p.command[0]); err == nil && p.fits(env) {
			return p.command[0]
		}
	}
	return ""
}

// fits says whether a program reaches the user's clipboard in an environment.
func (p program) fits(env func(string) string) bool {
	if p.needs != "" {
		return env(p.needs) != ""
	}
	return env("SSH_CONNECTION") == ""
}

// try says whether a program took the text.
func (c copier) try(p program, text string) bool {
	if !p.fits(c.env) {
		return false
	}
	if p.command[0] == "clip.exe" {
		text = utf16LE(text)
	}
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	return c.run(ctx, text, p.command...) == nil
}

// run gives a command the text, and nothing of this process. What it leaves running, to
// serve the text, is not waited for.
func run(ctx context.Context, text string, command ...string) error {
	cmd := detached.Command(ctx, command[0], command[1:]...)
	cmd.Stdin, cmd.WaitDelay = strings.NewReader(text), wait
	return cmd.Run()
}

// utf16LE is a text as Windows reads it without knowing its encoding.
func utf16LE(text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}
