package results

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"
)

// What a command of GitHub's log cannot have as it is, in its text and in a property.
var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub writes an error for each scenario that failed.
func writeGitHub(to io.Writer, r Run) error {
	var b strings.Builder
	for _, g := range failures(r) {
		at := g.at()
		fmt.Fprintf(&b, "::error file=%s,line=%d,col=%d,title=%s::%s\n", githubProperty.Replace(path.Clean(at.File)), at.Line, max(at.Column, 1),
			githubProperty.Replace(g.Name), githubText.Replace(g.Sentence()+"\n"+g.Failed[0].Detail()))
	}
	_, err := io.WriteString(to, b.String())
	return err
}

// gitlabIssue is one of GitLab's Code Quality report.
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string         `json:"path"`
	Lines map[string]int `json:"lines"`
}

// writeGitLab writes an issue for each scenario that failed. Its fingerprint is made of
// file, name and step, so that it stays the same while lines move.
func writeGitLab(to io.Writer, r Run) error {
	issues, seen := []gitlabIssue{}, map[string]int{}
	for _, g := range failures(r) {
		at, severity := g.at(), "major"
		if g.broken() {
			severity = "critical"
		}
		id := g.File + "\x00" + g.Name + "\x00" + at.Step
		if seen[id]++; seen[id] > 1 {
			id += fmt.Sprintf("\x00%d", seen[id])
		}
		sum := sha256.Sum256([]byte(id))
		issues = append(issues, gitlabIssue{
			Description: g.Name + ": " + g.Sentence(), CheckName: "winkterm scenario " + string(g.Failed[0].Verdict), Fingerprint: hex.EncodeToString(sum[:]),
			Severity: severity, Location: gitlabLocation{path.Clean(at.File), map[string]int{"begin": at.Line}},
		})
	}
	enc := json.NewEncoder(to)
	enc.SetIndent("", "  ")
	return enc.Encode(issues)
}
