package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"winkterm/api"
	"winkterm/flow/recording"
	"winkterm/flow/redact"
	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
	table "winkterm/ui/suite"
	"winkterm/ui/widget"
)

// runner plays a list once.
type runner struct {
	Streams
	flags runFlags
	list  []*spec.Scenario
	play  player

	redactor  *redact.Redactor
	collected *results.Collector
	// texts say of each that did not pass why, by its number.
	texts map[int]string
	// failed is what could not be recorded.
	failed error
}

// run plays the list, shows the progress, and writes the reports. It fails with what did
// not pass, and with what could not be written.
func (r *runner) run(ctx context.Context) error {
	f, clock := &r.flags, api.SystemClock()
	if f.record != "" {
		if err := os.MkdirAll(f.record, 0o700); err != nil {
			return usage("--record: %w", err)
		}
	}
	r.texts = map[int]string{}
	head := results.Run{Version: program(), Began: clock.Now(), Seed: f.suite.Seed, Target: f.target}
	if f.Shard.Count > 0 {
		head.Shard = &results.Shard{Index: f.Shard.Index, Of: f.Shard.Count}
	}
	r.collected = results.Collect(head, r.list)
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	defer onReaderGone(r.raw(), func() { stop(errUnread) })()
	show := r.inLines
	if r.Terminal && r.env("TERM") != "dumb" && !f.plain {
		show = r.inTable
	}
	sum, err := show(ctx, stop)
	if err != nil {
		return err
	}
	whole := r.collected.Run(sum.Took)
	_, err = io.WriteString(r.lines(), summaryText(sum, f.suite.Shuffle))
	err = errors.Join(err, r.failed, f.reports.write(r.Streams, whole))
	switch {
	case errors.Is(context.Cause(ctx), errUnread):
		return errors.Join(errUnread, err)
	case ctx.Err() != nil:
		return errors.Join(ended(sum, true), err)
	}
	return errors.Join(ended(sum, false), err, f.reports.met(r.lines(), whole, f.suite.Repeat > 1))
}

// lines is where everything but the reports is printed: stdout, unless a report goes there.
func (r *runner) lines() io.Writer {
	if slices.ContainsFunc(r.flags.reports.outputs(), func(out reportFile) bool { return out.path == standardInput }) {
		return r.Err
	}
	return r.Out
}

// total is how many plays there will be, 0 where nobody knows.
func (r *runner) total() int {
	if r.flags.suite.UntilFail {
		return 0
	}
	return len(r.list) * r.flags.suite.Repeat
}

// config is how the list is played, with an observer, and a callback for each step.
func (r *runner) config(observe func(suite.Event), step func(*spec.Scenario, int, spec.Step)) suite.Config {
	c := r.flags.suite
	c.Now = api.SystemClock().Now
	c.Play = func(ctx context.Context, s *spec.Scenario, attempt int) plays.Outcome {
		seeded := *s
		seeded.Seed = r.seed(s, attempt)
		return r.play(ctx, &seeded, attempt, func(at spec.Step) { step(s, attempt, at) })
	}
	c.Observe = func(e suite.Event) {
		if e.Outcome != nil {
			r.collect(e)
		}
		observe(r.masked(e))
	}
	return c
}

// masked is an event whose name and failure are without what came from the environment.
func (r *runner) masked(e suite.Event) suite.Event {
	s, mask := *e.Scenario, r.redactor.Text
	s.Name, e.Scenario = mask(s.Name), &s
	if e.Outcome == nil || e.Outcome.Failure == nil {
		return e
	}
	o, f := *e.Outcome, *e.Outcome.Failure
	f.Step, f.Wanted, f.Got, f.Last = mask(f.Step), mask(f.Wanted), mask(f.Got), slices.Clone(f.Last)
	for i, line := range f.Last {
		f.Last[i] = mask(line)
	}
	o.Failure, e.Outcome = &f, &o
	return e
}

// seed is that of a scenario, or where it names none that of the run, for each attempt
// the next one.
func (r *runner) seed(s *spec.Scenario, attempt int) uint64 {
	if s.Seed != 0 {
		return s.Seed
	}
	return r.flags.suite.Seed + uint64(attempt-1) //nolint:gosec // attempts count from 1
}

// collectedMost is how many attempts at a scenario that passed are in the reports of a
// run that may have no end.
const collectedMost = 1000

// collect records a session and takes an outcome into the reports.
func (r *runner) collect(e suite.Event) {
	path, command := r.record(e), ""
	if e.Outcome.Verdict != plays.Passed {
		seed, shown := r.seed(e.Scenario, e.Attempt), r.masked(e)
		command = again(shown, path, seed, r.flags.target)
		r.texts[e.Number] = r.failureText(shown, path, command)
	} else if e.Attempt > collectedMost {
		return
	}
	r.collected.Add(*e.Outcome, path, command)
}

// record writes the session of a scenario that did not pass, or of all, and gives the
// file; empty where none was written.
func (r *runner) record(e suite.Event) string {
	o := e.Outcome
	if r.flags.record == "" || len(o.Records) == 0 || o.Verdict == plays.Passed && !r.flags.recordAll {
		return ""
	}
	o.Header.Program = program()
	name := filepath.Join(r.flags.record, fileWord(r.redactor.Text(e.Scenario.Name)))
	path := name + recordingEnding
	w, err := recording.Create(path, o.Header)
	for n := 2; errors.Is(err, recording.ErrExists); n++ {
		path = fmt.Sprintf("%s-%d%s", name, n, recordingEnding)
		w, err = recording.Create(path, o.Header)
	}
	if err == nil {
		for _, record := range o.Records {
			w.Write(record)
		}
		err = errors.Join(w.Failed(), w.Close())
	}
	if err != nil {
		r.failed = cleanError(fmt.Errorf("the session of %q was not recorded: %w", e.Scenario.Name, err))
		return ""
	}
	return path
}

// recordingEnding is that of the files of sessions.
const recordingEnding = ".ndjson"

// inLines prints each scenario as it ended, in the order of the list, while somebody reads
// that.
func (r *runner) inLines(ctx context.Context, stop context.CancelCauseFunc) (suite.Summary, error) {
	print := suite.Ordered(func(e suite.Event) {
		if _, err := io.WriteString(r.lines(), runLine(e, r.total())+r.texts[e.Number]); err != nil {
			stop(errUnread)
		}
		delete(r.texts, e.Number)
	})
	return suite.Run(ctx, r.list, r.config(print, func(*spec.Scenario, int, spec.Step) {})), nil
}

// inTable shows a table until the run is over. What did not pass remains below it.
func (r *runner) inTable(ctx context.Context, stop context.CancelCauseFunc) (sum suite.Summary, err error) {
	board := table.NewBoard(r.total(), api.SystemClock().Now)
	lines := map[int]string{}
	observe := func(e suite.Event) {
		if e.Outcome != nil && e.Outcome.Verdict != plays.Passed && e.Outcome.Verdict != plays.Skipped {
			lines[e.Number] = runLine(e, r.total()) + r.texts[e.Number]
		}
		board.Observe(e)
	}
	over := make(chan struct{})
	go func() {
		defer close(over)
		sum = suite.Run(ctx, r.list, r.config(observe, func(s *spec.Scenario, attempt int, at spec.Step) {
			board.Step(s.Pos, attempt, r.redactor.Text(spec.Text(at.Do)))
		}))
		board.End()
	}()
	facts := []string{widget.Clean(r.flags.target)}
	if shard := r.flags.Shard.String(); shard != "" {
		facts = append(facts, "shard "+shard)
	}
	atOnce, err := table.Run(ctx, table.Config{Board: board, Facts: facts, Term: r.env("TERM"), Theme: r.look(), Stop: func() { stop(nil) }, In: r.In, Out: r.raw()})
	if atOnce || err != nil {
		return sum, errors.Join(err, &endedError{interrupted: true})
	}
	<-over
	for _, number := range slices.Sorted(maps.Keys(lines)) {
		_, _ = io.WriteString(r.lines(), lines[number])
	}
	return sum, nil
}
