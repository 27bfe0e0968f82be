package results

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"winkterm/flow/plain"
)

var tapName = strings.NewReplacer(`\`, `\\`, "#", `\#`)

// writeTAP writes TAP 13, which all of its readers take. Below what failed is the attempt
// as YAML, with the names of the JSON; in single lines, for some readers take no others.
func writeTAP(to io.Writer, r Run) error {
	var b bytes.Buffer
	all := grouped(r.mapped(plain.Line, plain.Line).Scenarios)
	fmt.Fprintf(&b, "TAP version 13\n1..%d\n", len(all))
	for i, g := range all {
		line := fmt.Sprintf("ok %d - %s", i+1, tapName.Replace(g.Name))
		switch {
		case g.Attempts == 0:
			line += " # SKIP not played"
		case len(g.Failed) > 0:
			text, err := tapYAML(g)
			if err != nil {
				return err
			}
			line = "not " + line + "\n  ---\n  " + strings.ReplaceAll(text, "\n", "\n  ") + "\n  ..."
		}
		b.WriteString(line + "\n")
	}
	_, err := b.WriteTo(to)
	return err
}

// tapYAML is the first attempt that failed, from its JSON.
func tapYAML(g *group) (string, error) {
	text, err := json.Marshal(g.Failed[0])
	if err != nil {
		return "", err
	}
	var fields map[string]any
	if err := yaml.Unmarshal(text, &fields); err != nil { // JSON is YAML, and numbers stay whole
		return "", err
	}
	fields["message"], fields["attempts"] = g.Sentence(), g.Attempts
	out, err := yaml.Marshal(fields)
	return strings.TrimRight(string(out), "\n"), err
}
