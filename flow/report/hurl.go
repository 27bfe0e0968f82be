package report

import (
	"encoding/json"
	"io"
	"regexp"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/plain"
)

// writeHurl writes the calls as a file for hurl. It checks the statuses, polls until an
// account or archive stands where it stood, and captures tokens and ids.
func writeHurl(to io.Writer, s *story) error {
	p := s.plan()
	var t ticket
	s.comment(&t, "")
	t.line("#\n# Run it with hurl --test, and with a --variable name=value for each of these:")
	for _, n := range p.hosts {
		t.line("#   %s=%s", strings.ToLower(n.Variable), plain.Line(n.Value))
	}
	for _, n := range p.toSet() {
		if !p.isHost(n.Variable) {
			t.line("#   %s: %s", strings.ToLower(n.Variable), n.Value)
		}
	}
	for _, c := range p.calls {
		t.line("\n# %s", c.ends())
		entry := c.hurl()
		if c.why != "" {
			t.line("# is not repeated: %s", c.why)
			continue
		}
		t.WriteString(entry)
	}
	_, err := io.WriteString(to, t.String())
	return err
}

// hurl is the entry of a call.
func (c call) hurl() string {
	var t ticket
	t.line("%s %s", plain.Line(c.Method), c.template(c.URL, hurlURL))
	for _, h := range c.SentHeaders() {
		t.line("%s: %s", plain.Line(h.Name), c.template(h.Value, hurlText))
	}
	if c.BasicAuth() {
		t.line("[BasicAuth]\n{{api_key}}: {{api_secret}}")
	}
	status := c.polledStatus()
	if status.path != "" {
		t.line("[Options]\nretry: 60\nretry-interval: 1000ms")
	}
	if body := string(c.Request.Body); body != "" {
		t.WriteString(c.hurlBody(body))
	}
	t.line("HTTP %d", c.Status)
	if len(c.captured) > 0 {
		t.line("[Captures]")
	}
	for _, v := range c.captured {
		t.line("%s: jsonpath %s", strings.ToLower(v.Variable), hurlString(v.path))
	}
	if status.path != "" {
		t.line("[Asserts]\njsonpath %s == %s", hurlString(status.path), hurlString(status.value))
	}
	return t.String()
}

// polledStatus is where an account or archive stood when it was polled for the last
// time; empty for what was asked once.
func (c call) polledStatus() leaf {
	for _, l := range leaves(string(c.Response.Body)) {
		if c.Method == "GET" && statusPath.MatchString(l.path) {
			return l
		}
	}
	return leaf{}
}

var statusPath = regexp.MustCompile(`^\$\.data\.(connectionStatus|state\.status)$`)

// template is a text in which the variables stand as hurl has them.
func (c call) template(text string, escape func(string) string) string {
	var b strings.Builder
	for _, piece := range journal.Pieces(text, c.named) {
		if piece.Variable != "" {
			b.WriteString("{{" + strings.ToLower(piece.Variable) + "}}")
			continue
		}
		b.WriteString(escape(piece.Text))
	}
	return b.String()
}

func (c call) hurlBody(body string) string {
	if json.Valid([]byte(body)) && strings.HasPrefix(strings.TrimSpace(body), "{") {
		return c.template(body, hurlJSON) + "\n"
	}
	return "```\n" + c.template(plain.Lines(body), hurlText) + "\n```\n"
}

func hurlURL(text string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", "#", "%23", " ", "%20").Replace(plain.Line(text))
}

func hurlText(text string) string {
	return strings.NewReplacer(`\`, `\\`, "#", `\#`, "{{", `\u{7b}\u{7b}`).Replace(text)
}

// hurlJSON keeps what stands in JSON from being a variable; objects have a quote or a
// closing brace behind their first one.
func hurlJSON(text string) string { return strings.ReplaceAll(text, "{{", `\u007b\u007b`) }

func hurlString(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "{{", `\u{7b}\u{7b}`).Replace(plain.Line(text)) + `"`
}
