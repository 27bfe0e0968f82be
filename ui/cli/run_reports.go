package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"winkterm/flow/scenario/coverage"
	"winkterm/flow/scenario/dwell"
	"winkterm/flow/scenario/results"
)

// runReports are the flags that say what is written about a run, and what it must reach.
type runReports struct {
	files                     map[string]*string // by format
	github                    bool
	coverage, require, budget string
	required                  coverage.Requirement
	budgets                   dwell.Budget
}

// githubFormat is the one that goes to stdout, where GitHub reads it.
const githubFormat = "github"

func (f *runReports) register(set *pflag.FlagSet) {
	f.files = map[string]*string{}
	for _, name := range results.Formats() {
		if name == githubFormat {
			set.BoolVar(&f.github, name, false, "print "+results.Doc(name))
			continue
		}
		f.files[name] = new(string)
		set.StringVar(f.files[name], name, "", "write "+results.Doc(name)+", into this `FILE`, or - for stdout")
	}
	set.StringVar(&f.coverage, "coverage", "", "write into this `FILE` what of the flow was exercised and what never, as JSON where it ends in .json, as the run's page where it ends in .html, else as text")
	set.StringVar(&f.require, "require-coverage", "", "fail below this coverage: `KINDS`, such as codes=16,edges=100%")
	set.StringVar(&f.budget, "budget", "", "fail when the p95 of something at a provider is longer than this: `TIMES`, such as connected=8s,analyzed=20s,\"POST /accounts\"=300ms; connected.p99=8s takes another measure (p50, p95, p99, max)")
}

// prepare finds what is wrong with the flags before anything is played.
func (f *runReports) prepare() (err error) {
	if f.required, err = coverage.ParseRequirement(f.require); err != nil {
		return usage("--require-coverage: %w", err)
	}
	if f.budgets, err = dwell.ParseBudget(f.budget); err != nil {
		return usage("--budget: %w", err)
	}
	taken := map[string]string{}
	for _, out := range f.outputs() {
		whole := wholePath(out.path)
		if other := taken[whole]; other != "" {
			return usage("--%s and --%s name the same file", other, out.flag)
		}
		taken[whole] = out.flag
		if scenarioFile(out.path) {
			return usage("--%s %s: that would be a file of scenarios; a report has another ending", out.flag, out.path)
		}
		if info, err := os.Stat(filepath.Dir(out.path)); err != nil || !info.IsDir() {
			return usage("--%s %s: there is no folder %s", out.flag, out.path, filepath.Dir(out.path))
		}
	}
	return nil
}

// reportFile is a file to be written.
type reportFile struct {
	flag, path string
	write      func(io.Writer, results.Run) error
}

// outputs are the files that flags name.
func (f *runReports) outputs() (all []reportFile) {
	for _, name := range results.Formats() {
		if path := f.files[name]; path != nil && *path != "" {
			all = append(all, reportFile{name, *path, func(to io.Writer, r results.Run) error { return results.Write(to, name, r) }})
		}
	}
	if f.coverage != "" {
		all = append(all, reportFile{"coverage", f.coverage, f.writeCoverage})
	}
	return all
}

func (f *runReports) writeCoverage(to io.Writer, r results.Run) error {
	switch strings.ToLower(filepath.Ext(f.coverage)) {
	case ".json":
		e := json.NewEncoder(to)
		e.SetIndent("", "  ")
		return e.Encode(r.Coverage)
	case ".html", ".htm":
		return results.Write(to, "html", r) // the map is a part of the page
	}
	return r.Coverage.WriteText(to, true)
}

// write writes all reports, also when one of them cannot be, and names each that could not.
func (f *runReports) write(s Streams, r results.Run) error {
	var failed []error
	for _, out := range f.outputs() {
		var content bytes.Buffer
		err := out.write(&content, r)
		if err == nil {
			err = writeReport(s, out.path, content.Bytes())
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("--%s %s: %w", out.flag, out.path, err))
		}
	}
	if f.github {
		failed = append(failed, results.Write(s.Out, githubFormat, r))
	}
	return errors.Join(failed...)
}

// writeReport writes a file as a whole or not at all, over one that is there. What is no
// plain file, such as a pipe, is written to as it is, and - is stdout.
func writeReport(s Streams, path string, content []byte) error {
	if path == standardInput {
		_, err := s.Out.Write(content)
		return err
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().IsRegular() {
		return writeNew(path, content, true)
	}
	to, err := os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // the user names it
	if err != nil {
		return err
	}
	_, err = to.Write(content)
	return errors.Join(err, to.Close())
}

// met says what the run should have reached and did not. With a budget, and of a run with
// repetitions, the times are printed.
func (f *runReports) met(to io.Writer, r results.Run, repeated bool) (err error) {
	if repeated || f.budget != "" {
		err = dwell.WriteText(to, r.Dwell)
	}
	return errors.Join(err, r.Coverage.Check(f.required), f.budgets.Check(r.Dwell))
}
