package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winkterm/flow"
	"winkterm/flow/report"
	"winkterm/ui/demo"
	"winkterm/ui/picture"
	"winkterm/ui/widget"
)

// filmFlags are those of winkterm demo that write a film or a picture.
type filmFlags struct {
	cast, svg, gif, at string
	press              []string
	light              bool
}

func (f *filmFlags) register(set *pflag.FlagSet) {
	set.StringVar(&f.cast, "cast", "", "write it as a film for asciinema to this new `FILE`, or to stdout for -")
	set.StringVar(&f.svg, "svg", "", "write it as a picture that moves to this new SVG `FILE`, or to stdout for -")
	set.StringVar(&f.gif, "gif", "", "write it as a GIF to this new `FILE`, or to stdout for -")
	set.StringVar(&f.at, "at", "", "with --svg or --gif: one picture, of the last moment of a `PAGE`, or of a step by its number")
	set.StringSliceVar(&f.press, "press", nil, "with --at: press these `KEYS` first, such as f2,right")
	set.BoolVar(&f.light, "light", false, "draw the film or picture for a light ground")
}

// path is where it is written to, empty where the demo is shown.
func (f *filmFlags) path() string { return f.cast + f.svg + f.gif }

// check finds what the flag parser cannot.
func (f *filmFlags) check() error {
	given := 0
	for _, path := range []string{f.cast, f.svg, f.gif} {
		if path != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return usage("--cast, --svg and --gif exclude each other: a film is written once")
	case f.light && given == 0:
		return usage("--light is for --cast, --svg and --gif; on a terminal the colours are those for its ground")
	case f.at != "" && f.svg+f.gif == "":
		return usage("--at is for --svg and --gif, which draw one picture then")
	case len(f.press) > 0 && f.at == "":
		return usage("--press is for --at, which says when")
	}
	for _, name := range f.press {
		if !demo.IsKey(name) {
			return usage("--press knows no key %q; keys are such as f2, enter, right, ctrl+f, x", widget.Clean(name))
		}
	}
	return nil
}

// completePages completes the pages of the flow.
func completePages(*cobra.Command, []string, string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, p := range flow.Pages() {
		names = append(names, p.String())
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// film is what was written, and all its texts as they are read.
type film struct{ written, texts bytes.Buffer }

// write writes the film that is wanted, in cells so wide and high.
func (f *filmFlags) write(ctx context.Context, c demo.Config, width, height int) (*film, error) {
	var out film
	c.Light = f.light
	if f.cast != "" {
		return &out, demo.Film(ctx, c, width, height, &out.written)
	}
	p := picture.Picture{Width: width, Height: height, Light: f.light, Title: "winkterm", Name: "winkterm: " + c.Scenarios[0].Name}
	if f.at != "" {
		still, err := demo.Still(ctx, c, width, height, f.at, f.press)
		if errors.Is(err, demo.ErrNowhere) {
			return nil, usage("--at %w", err)
		}
		if err != nil {
			return nil, err
		}
		out.read(still)
		p.Description = out.texts.String()
		return &out, f.draw(&out.written, p, []picture.Frame{still})
	}
	frames, told, length, err := demo.Frames(ctx, c, width, height)
	if err != nil {
		return nil, err
	}
	out.read(frames...)
	p.Description, p.Length = strings.Join(told, "\n"), length
	return &out, f.draw(&out.written, p, frames)
}

// draw draws frames in the format that is wanted.
func (f *filmFlags) draw(to io.Writer, p picture.Picture, frames []picture.Frame) error {
	if f.gif != "" {
		return picture.GIF(to, p, frames)
	}
	return picture.SVG(to, p, frames)
}

// read notes what frames say, each line once and without the frames around it.
func (f *film) read(frames ...picture.Frame) {
	known := map[string]bool{}
	for _, frame := range frames {
		for _, line := range frame.Lines {
			if text := strings.TrimSpace(strings.Map(noBorder, ansi.Strip(line))); text != "" && !known[text] {
				known[text] = true
				f.texts.WriteString(text + "\n")
			}
		}
	}
}

// noBorder makes a blank of what boxes and bars are drawn with.
func noBorder(r rune) rune {
	if r >= 0x2500 && r < 0x25a0 {
		return ' '
	}
	return r
}

// leak names a secret that shows: in a picture it may stand in pieces, so its texts are
// searched as well.
func (f *film) leak(of report.Proof) (what string, found bool) {
	if what, found = of.Leak(f.written.Bytes()); found {
		return what, true
	}
	return of.Leak(f.texts.Bytes())
}

// save writes the film to stdout for -, else to a new file.
func (f *film) save(s Streams, path string, force bool) error {
	if path == "-" {
		_, err := f.written.WriteTo(s.Out)
		return err
	}
	return writeNew(path, f.written.Bytes(), force)
}
