package results

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"winkterm/flow/scenario/dwell"
	"winkterm/flow/scenario/play"
)

// The JUnit XML, as the schema junit-10 of Jenkins has it: nothing in it that other readers
// refuse. A suite is a file, and has the tags as properties: test cases have none there.
type (
	junitRun struct {
		XMLName  xml.Name      `xml:"testsuites"`
		Name     string        `xml:"name,attr"`
		Tests    int           `xml:"tests,attr"`
		Failures int           `xml:"failures,attr"`
		Errors   int           `xml:"errors,attr"`
		Time     string        `xml:"time,attr"`
		Suites   []*junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"`
		Timestamp  string          `xml:"timestamp,attr"`
		File       string          `xml:"file,attr"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`

		groups []*group
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name     string `xml:"name,attr"`
		Class    string `xml:"classname,attr"`
		Time     string `xml:"time,attr"`
		Problems []junitProblem
		Out      string `xml:"system-out,omitempty"`
	}
	// junitProblem is why a case did not pass; the name of the element says which way.
	junitProblem struct {
		XMLName xml.Name
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",cdata"` // for the lines of it to be read; clean of control characters
	}
)

func writeJUnit(to io.Writer, r Run) error {
	doc := junitRun{Name: "winkterm", Time: seconds(r.TookMs), Tests: r.Counts.Scenarios, Failures: r.Counts.Failed - r.Counts.Errors, Errors: r.Counts.Errors}
	for _, g := range grouped(r.Scenarios) {
		i := slices.IndexFunc(doc.Suites, func(s *junitSuite) bool { return s.File == g.File })
		if i < 0 {
			i = len(doc.Suites)
			doc.Suites = append(doc.Suites, &junitSuite{Name: g.File, File: g.File})
		}
		doc.Suites[i].groups = append(doc.Suites[i].groups, g)
	}
	for _, s := range doc.Suites {
		s.fill(r)
	}
	if _, err := io.WriteString(to, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(to)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(to, "\n")
	return err
}

// fill writes the groups of a suite into it.
func (s *junitSuite) fill(r Run) {
	s.Timestamp = r.Began.UTC().Format("2006-01-02T15:04:05")
	s.Properties = []junitProperty{{"winkterm", r.Version}, {"target", r.Target}, {"seed", strconv.FormatUint(r.Seed, 10)}}
	if r.Shard != nil {
		s.Properties = append(s.Properties, junitProperty{"shard", fmt.Sprintf("%d/%d", r.Shard.Index, r.Shard.Of)})
	}
	var took dwell.Millis
	for _, g := range s.groups {
		took += g.Real
		if len(g.Tags) > 0 {
			s.Properties = append(s.Properties, junitProperty{"tags of " + g.Name, strings.Join(g.Tags, ",")})
		}
		s.Cases = append(s.Cases, g.junitCase())
		s.Tests++
		switch {
		case g.broken():
			s.Errors++
		case len(g.Failed) > 0:
			s.Failures++
		case g.Attempts == 0:
			s.Skipped++
		}
	}
	s.Time = seconds(took)
}

// junitCase has the failure of the first attempt that failed, for everybody, and those of
// attempts for whoever knows them: "rerun" after it where none passed, "flaky" where one did.
func (g *group) junitCase() junitCase {
	c := junitCase{Name: g.Name, Class: strings.ReplaceAll(strings.TrimSuffix(g.File, ".yaml"), "/", "."), Time: seconds(g.Real)}
	add := func(name, message string, e Entry) {
		c.Problems = append(c.Problems, junitProblem{xml.Name{Local: name}, message, string(e.Verdict), e.Detail()})
	}
	if g.Attempts == 0 {
		add("skipped", "not played", g.Entry)
	}
	for i, e := range g.Failed {
		first, again := "failure", "Failure"
		if e.Verdict != play.Failed {
			first, again = "error", "Error"
		}
		if i == 0 {
			add(first, g.Sentence(), e)
		}
		if g.flaky() {
			add("flaky"+again, e.sentence(), e)
		} else if i > 0 {
			add("rerun"+again, e.sentence(), e)
		}
		if e.Recording != "" {
			c.Out += "[[ATTACHMENT|" + e.Recording + "]]\n" // GitLab and Jenkins show the file
		}
	}
	return c
}

func seconds(m dwell.Millis) string { return strconv.FormatFloat(float64(m)/1000, 'f', 3, 64) }
