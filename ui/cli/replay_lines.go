package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	moments "winkterm/flow/replay"
	"winkterm/ui/format"
	"winkterm/ui/inspector"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// print writes what is wanted of a recording to stdout, and its damage to stderr.
func (f *replayFlags) print(ctx context.Context, s Streams, file *recording.File) error {
	l := lines{f: f, to: s.Out, file: file, timeline: moments.New(file)}
	var err error
	if l.selection, err = f.narrow.of(l.timeline); err != nil {
		return err
	}
	if damage := file.Damage(); damage != nil {
		fmt.Fprintln(s.Err, "winkterm:", damage)
	}
	if f.screen {
		return l.screen()
	}
	if f.step > 0 {
		l.selection.first, l.selection.end = f.step-1, f.step
	}
	if err := l.print(); err != nil || !f.follow {
		return err
	}
	return l.follow(ctx)
}

// lines prints the records of a recording.
type lines struct {
	f         *replayFlags
	to        io.Writer
	file      *recording.File
	timeline  *moments.Timeline
	selection selection
	// done is how many records have been looked at.
	done int
}

// print prints the records that have not been looked at.
func (l *lines) print() error {
	for ; l.done < l.file.Len(); l.done++ {
		if !l.selection.has(l.file, l.done) || l.f.list && len(l.selection.lanes) == 0 && !matters(l.file.Meta(l.done)) {
			continue
		}
		if err := l.record(l.done); err != nil {
			return err
		}
	}
	return nil
}

// follow prints what comes until nobody writes the recording any more.
func (l *lines) follow(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var failed error
	err := l.file.Follow(ctx, func() {
		if failed = l.print(); failed != nil {
			cancel() // nobody reads any more
		}
	})
	if errors.Is(err, context.Canceled) {
		return failed
	}
	return err
}

// matters says whether a record is one of those that --list lists.
func matters(m recording.Meta) bool {
	return m.Failed || m.Lane == journal.LaneScreen || m.Lane == journal.LaneStatus
}

// record prints one record.
func (l *lines) record(i int) error {
	if l.f.asJSON {
		line, err := l.file.Line(i)
		if err != nil {
			return err
		}
		_, err = l.to.Write(append(escaped(line), '\n'))
		return err
	}
	r, err := l.file.At(i)
	if err != nil {
		return err
	}
	since := format.Clock(r.At.Sub(l.timeline.Start()))
	if l.f.plain || l.f.list {
		_, err = fmt.Fprintf(l.to, "%*d  %s  %-8s  %s\n", len(fmt.Sprint(l.file.Len())), i+1, since, widget.Clean(string(r.Lane)), inspector.Text(r))
		return err
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(l.to, "%s\n%s\n", inspector.Text(r), escaped(text))
	return err
}

// screen prints the screen at a moment.
func (l *lines) screen() error {
	drawn, _, _, err := l.f.drawn(l.file, theme.Standard)
	if err != nil {
		return err
	}
	for _, line := range drawn {
		if _, err := fmt.Fprintln(l.to, strings.TrimRight(ansi.Strip(line), " ")); err != nil {
			return err
		}
	}
	return nil
}

// escaped is JSON in which no sign that a terminal acts on stands as it is; it means the
// same.
func escaped(text []byte) []byte {
	acts := func(r rune) bool { return r != '\n' && unicode.In(r, unicode.Cc, unicode.Bidi_Control) }
	if !bytes.ContainsFunc(text, acts) {
		return text
	}
	var b strings.Builder
	for _, r := range string(bytes.ToValidUTF8(text, []byte(string(utf8.RuneError)))) {
		if acts(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return []byte(b.String())
}
