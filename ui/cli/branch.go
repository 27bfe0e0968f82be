package cli

import (
	"context"
	"errors"
	"fmt"

	"winkterm/flow/diff"
	"winkterm/flow/driver"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
	"winkterm/ui/files"
)

// branch is a moment of a recording from which a session goes on live. An index of -1 is
// none that was chosen.
type branch struct {
	file  *recording.File
	name  string
	index int
	// played is a recording of a repro code: nobody typed anything, so nobody is asked.
	played bool
}

// choose takes a moment, or says why nobody can go on from there.
func (b *branch) choose(index int) error {
	err := rerun.Check(b.file, index)
	if err == nil {
		b.index = index
	}
	return err
}

// run brings a session of its own to the moment, records it, and opens the wizard on it.
func (b *branch) run(ctx context.Context, s Streams) (err error) {
	if err := rerun.Check(b.file, b.index); err != nil {
		return fmt.Errorf("%s cannot be gone on from: %w", b.name, err)
	}
	var p page
	var rec *recorder
	asked := s
	asked.Terminal = s.Terminal && !b.played
	header := b.header()
	walk, err := rerun.To(ctx, b.file, b.index, rerun.Config{
		Session: session.Config{OpenFile: files.Open, Widget: func(h session.Host) (widget driver.Widget, err error) {
			p, err = choosePage(nil, flags{sdk: "v2"}, h)
			return p.widget(), err
		}},
		Opened: func(walk *session.Session) (err error) {
			rec, err = record(s, recordFlags{}, walk.Journal(), header)
			return err
		},
		Fill:     prompt{asked}.fill(ctx),
		Progress: func(done, of int) { fmt.Fprintf(s.Err, "\rrecord %d of %d, ctrl+c stops", done+1, of+1) },
	})
	fmt.Fprintln(s.Err)
	if err != nil {
		if rec != nil {
			err = errors.Join(err, rec.Close())
		}
		if ctx.Err() != nil {
			return fmt.Errorf("stopped before record %d of %s was reached", b.index+1, b.name)
		}
		return fmt.Errorf("record %d of %s was not reached: %w", b.index+1, b.name, err)
	}
	defer func() { err = errors.Join(err, walk.Close(), rec.Close()) }()
	repeated := len(walk.Records())
	shown := wizardConfig(s, walk, session.Host{}, p, header)
	return showWizard(ctx, s, walk, rec, shown, func() string { return b.difference(walk, rec, header, repeated) })
}

// header is that of the recording, with where the session comes from.
func (b *branch) header() recording.Header {
	h := b.file.Header()
	h.Branched = &recording.Branch{Name: b.name, Seq: b.file.Meta(b.index).Seq}
	return h
}

// difference says where the session first went another way than the recording, behind the
// records that were repeated.
func (b *branch) difference(walk *session.Session, rec *recorder, h recording.Header, repeated int) string {
	now := recording.Of(h, walk.Records())
	if path, _ := rec.file(); path != "" {
		if whole, err := recording.Open(path); err == nil { // a long session is no longer all in memory
			defer func() { _ = whole.Close() }()
			now = whole
		}
	}
	r, err := diff.Of(b.file, now, diff.Options{})
	if err != nil {
		return fmt.Sprintf("\nwhat differs from %s cannot be said: %v\n", b.name, err)
	}
	first := r.FirstAfter(b.index, repeated-1)
	if first == nil {
		return fmt.Sprintf("\nnothing differs from %s\n", b.name)
	}
	return fmt.Sprintf("\nA is %s from record %d on, B what was done now; ", b.name, b.index+1) + firstDifference(first)
}
