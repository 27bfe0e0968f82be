package cli

import (
	"cmp"
	"context"
	"fmt"

	"winkterm/flow/recording"
	"winkterm/ui/picture"
	show "winkterm/ui/replay"
	"winkterm/ui/theme"
)

// drawn is the screen at the moment that is wanted, in a theme, as lines in cells so wide
// and high.
func (f *replayFlags) drawn(file *recording.File, name theme.Name) (lines []string, width, height int, err error) {
	h, at := file.Header().Terminal, file.Len()-1
	if f.step > 0 {
		at = f.step - 1
	}
	width, height = min(cmp.Or(f.width, h.Width, screenWidth), screenMost), min(cmp.Or(f.height, h.Height, screenHeight), screenMost)
	screens := show.NewScreens(file)
	screens.SetTheme(theme.New(name, !f.light))
	if lines = screens.Screen(at, width, height); lines == nil {
		err = fmt.Errorf("there is no screen of record %d of %d: what showed then was not kept", at+1, file.Len())
	}
	return lines, width, height, err
}

// picture draws the screen of a recording as SVG. What is masked in a recording is so in
// the picture; a key or secret that is set is looked for as well.
func (f *replayFlags) picture(ctx context.Context, s Streams, path string, file *recording.File) error {
	if damage := file.Damage(); damage != nil {
		fmt.Fprintln(s.Err, "winkterm:", damage)
	}
	known, err := configured(ctx, s)
	if err != nil {
		return err
	}
	lines, width, height, err := f.drawn(file, s.look())
	if err != nil {
		return err
	}
	var out film
	frame := picture.Frame{Lines: lines}
	out.read(frame)
	p := picture.Picture{Width: width, Height: height, Light: f.light, Title: "winkterm replay", Name: "winkterm: " + shortName(path), Description: out.texts.String()}
	if err := picture.SVG(&out.written, p, []picture.Frame{frame}); err != nil {
		return err
	}
	if what, found := out.leak(known); found {
		return fmt.Errorf("nothing was written: the screen shows %s in clear", what)
	}
	return out.save(s, f.svg, f.force)
}
