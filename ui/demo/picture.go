package demo

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/ui/picture"
	"winkterm/ui/widget"
)

// Frames plays the demo as the frames of a picture that moves, of a width and height in
// cells. told are the notes, or without them the pages, in their order; length is the whole
// time. It fails where a scenario does not go as it says.
func Frames(ctx context.Context, c Config, width, height int) (frames []picture.Frame, told []string, length time.Duration, err error) {
	var began time.Time
	end, err := shoot(ctx, c, width, height, func(s *stage, at time.Time) bool {
		if frames == nil {
			began = at
		}
		frames = append(frames, s.frame(at.Sub(began)))
		say := s.page()
		if !c.Silent {
			say = s.strip.note
		}
		if say = widget.Clean(say); say != "" && (told == nil || told[len(told)-1] != say) {
			told = append(told, say)
		}
		return true
	})
	return frames, told, end.Sub(began), err
}

// frame is what shows.
func (s *stage) frame(at time.Duration) picture.Frame {
	view := s.draw(status{})
	f := picture.Frame{At: at, Lines: widget.Lines(view.Content)}
	if c := view.Cursor; c != nil {
		f.Cursor = &image.Point{X: c.X, Y: c.Y}
	}
	return f
}

// ErrNowhere says that a demo does not get to a page or step; its text lists the pages that
// it goes through.
var ErrNowhere = errors.New("the demo does not get there")

// Still is what the wizard showed last on a page, by its name, or in a step, by its number
// from 1, after these keys were pressed; without what stands below the wizard. It fails
// with ErrNowhere, and where a scenario does not go as it says.
func Still(ctx context.Context, c Config, width, height int, where string, keys []string) (picture.Frame, error) {
	c.Bare = true
	step, _ := strconv.Atoi(where)
	var pages []string
	last, count := -1, 0
	_, err := shoot(ctx, c, width, height, func(s *stage, _ time.Time) bool {
		if page := s.page(); !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
		if step > 0 && min(s.strip.at, s.strip.of) == step || strings.EqualFold(s.page(), where) {
			last = count
		}
		count++
		return true
	})
	if err == nil && last < 0 {
		err = fmt.Errorf("%q: %w; its pages are %s", widget.Clean(where), ErrNowhere, strings.Join(pages, ", "))
	}
	if err != nil {
		return picture.Frame{}, err
	}
	// Once more to that moment, for a key that is pressed there changes what follows.
	var still picture.Frame
	_, err = shoot(ctx, c, width, height, func(s *stage, _ time.Time) bool {
		if last--; last >= 0 {
			return true
		}
		for _, name := range keys {
			s.update(keyOf(name))
		}
		still = s.frame(0)
		return false
	})
	return still, err
}

// named are the keys that are no letters.
var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5,
}

// keyOf is the key of a name, such as f2, ctrl+f, shift+tab or x; without a code where there
// is none.
func keyOf(name string) (k tea.KeyPressMsg) {
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		name, k.Mod = rest, tea.ModCtrl
	} else if rest, ok := strings.CutPrefix(name, "shift+"); ok {
		name, k.Mod = rest, tea.ModShift
	}
	letters := []rune(name)
	switch code, ok := named[name]; {
	case ok:
		k.Code = code
	case len(letters) == 1:
		k.Code = letters[0]
		if k.Mod == 0 {
			k.Text = name
		}
	}
	return k
}

// IsKey says whether a key has this name, as Still takes it.
func IsKey(name string) bool { return keyOf(name).Code != 0 }
