package results

import (
	"bytes"
	"encoding/json"
	"slices"

	"winkterm/assets"
	"winkterm/flow/scenario/coverage"
	"winkterm/flow/scenario/play"
)

// LeakError says that a secret stands in what was to be written. Nothing was written.
type LeakError struct {
	// What is the placeholder that should stand there, such as [SECRET_1].
	What string
}

func (e *LeakError) Error() string {
	return "nothing was written: the report holds " + e.What + " in the clear, or encoded; take the value out of names, tags and notes of the scenarios"
}

// check searches what is to be written for what the scenarios brought along. What stands
// in every report is taken for chance.
func (r Run) check(f format, out []byte) error {
	if r.redactor == nil {
		return nil
	}
	if what, found := r.redactor.Proof().Without(vocabulary(f)).Leak(out); found {
		return &LeakError{What: what}
	}
	return nil
}

// vocabulary is what a format and the program's tables say of their own.
func vocabulary(f format) string {
	var out bytes.Buffer
	sample := Run{Program: "winkterm", Target: "embedded", Shard: &Shard{}, Coverage: coverage.New()}
	for _, verdict := range play.Verdicts() {
		e := Entry{Name: string(verdict), Verdict: verdict, Recording: "r"}
		e.Failure = &Failure{Wanted: "w", Got: "g", Code: "c", Last: []string{"l"}, Command: "winkterm run f --seed 1", Explanation: &assets.Explanation{}}
		sample.Scenarios = append(sample.Scenarios, e)
	}
	_ = f.write(&out, sample) // into memory
	explained, _ := json.Marshal(assets.Explanations())
	out.Write(explained)
	return out.String()
}

// masked is a copy of the run without the secrets that are known.
func (r Run) masked() Run {
	if r.redactor == nil {
		return r
	}
	return r.mapped(r.redactor.Label, r.redactor.Text)
}

// mapped is a copy of the run in which every text that comes from files or hosts was
// treated, names by one function and sentences by another.
func (r Run) mapped(name, prose func(string) string) Run {
	r.Target = name(r.Target)
	r.Scenarios = slices.Clone(r.Scenarios)
	for i := range r.Scenarios {
		e := &r.Scenarios[i]
		e.Tags = each(name, e.Tags)
		e.Name, e.File, e.Recording = name(e.Name), name(e.File), name(e.Recording)
		if e.Failure == nil {
			continue
		}
		f := *e.Failure
		f.File, f.Code, f.Last = name(f.File), name(f.Code), each(prose, f.Last)
		f.Step, f.Wanted, f.Got, f.Command = prose(f.Step), prose(f.Wanted), prose(f.Got), prose(f.Command)
		e.Failure = &f
	}
	return r
}

func each(f func(string) string, texts []string) []string {
	texts = slices.Clone(texts)
	for i, text := range texts {
		texts[i] = f(text)
	}
	return texts
}
