package report

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/plain"
	"winkterm/flow/redact"
)

// call is one that can be made again.
type call struct {
	journal.HTTP
	seq int
	// polls is how often it was made with the same end; the last one stands for all.
	polls int
	// named are the values that are variables by then, captured those that its answer
	// gives.
	named    []journal.Named
	captured []capture
	// why says why it cannot be repeated; empty where it can.
	why string
}

// capture is a variable that an answer gives: by the key it stands under, and by its
// path.
type capture struct {
	journal.Named
	key, path string
}

// The variables of the hosts.
const (
	openHost = "OPEN_API_HOST"
	linkHost = "LINK_API_HOST"
)

// plan is the calls of a session, ready to be made again.
type plan struct {
	calls []call
	// hosts are the addresses that the calls went to.
	hosts []journal.Named
	// key says that a call needs the key and secret.
	key bool
	// wanted are the variables to set, each with what it is.
	wanted []journal.Named
	// lost are the values that come from the answers of calls that are not repeated, each
	// with what it is.
	lost []journal.Named
}

// plan folds polls, and finds out which values come from answers.
func (s *story) plan() *plan {
	p := &plan{}
	var named []journal.Named
	for _, polls := range folded(ofLane(s.records, journal.LaneHTTP), sameCall) {
		last := polls[len(polls)-1]
		d, _ := last.Data.(journal.HTTP)
		c := call{HTTP: d, seq: last.Seq, polls: len(polls), why: unrepeatable(d)}
		p.host(d)
		c.named = slices.Concat(p.hosts, named)
		c.captured = s.captures(d, named, p)
		for _, v := range c.captured {
			named = append(named, v.Named)
		}
		if c.why != "" {
			p.lose(c)
			c.captured = nil
		}
		p.calls = append(p.calls, c)
	}
	for _, c := range p.calls {
		p.want(c)
	}
	return p
}

// lose notes that the values which a call gives have to come from elsewhere.
func (p *plan) lose(c call) {
	for _, v := range c.captured {
		p.lost = append(p.lost, journal.Named{Variable: v.Variable, Value: fmt.Sprintf("what record %d, %s %s gave, which is not repeated", c.seq, plain.Line(c.Method), plain.Line(c.Path))})
	}
}

func unrepeatable(d journal.HTTP) string {
	switch {
	case !d.Request.Whole():
		return "its body was not kept whole"
	case d.Status == 0:
		return "no answer came: " + plain.Line(d.Err)
	case !token.MatchString(d.Method), slices.ContainsFunc(d.SentHeaders(), func(h journal.Header) bool { return !token.MatchString(h.Name) }):
		return "it is no call of HTTP"
	}
	return ""
}

// token is what a method or the name of a header is made of.
var token = regexp.MustCompile(`^[A-Za-z0-9-]+$`)

// host notes the address of an API: what comes before the path.
func (p *plan) host(d journal.HTTP) {
	variable := openHost
	if d.API == "link" {
		variable = linkHost
	}
	before, _, _ := strings.Cut(d.URL, "?")
	address := strings.TrimSuffix(before, d.Path)
	known := slices.ContainsFunc(p.hosts, func(n journal.Named) bool { return n.Variable == variable })
	if address == "" || known || len(journal.Pieces(address, nil)) != 1 {
		return
	}
	p.hosts = append(p.hosts, journal.Named{Value: address, Variable: variable})
}

// captures are the tokens that an answer gives for the first time, and the ids of what
// the call made.
func (s *story) captures(d journal.HTTP, named []journal.Named, p *plan) (all []capture) {
	for _, l := range leaves(string(d.Response.Body)) {
		variable := s.variableOf(l.value, d)
		known := func(n journal.Named) bool { return n.Variable == variable }
		if variable == "" || slices.ContainsFunc(named, known) || p.uses(l.value) ||
			slices.ContainsFunc(all, func(c capture) bool { return c.Variable == variable }) {
			continue
		}
		all = append(all, capture{journal.Named{Value: l.value, Variable: variable}, l.key, l.path})
	}
	return all
}

// uses says whether a call so far was made with a value.
func (p *plan) uses(value string) bool {
	return slices.ContainsFunc(p.calls, func(c call) bool {
		return strings.Contains(c.URL, value) || strings.Contains(string(c.Request.Body), value) ||
			slices.ContainsFunc(c.Request.Header, func(h journal.Header) bool { return strings.Contains(h.Value, value) })
	})
}

// variableOf names a value that an answer may give, empty for one that is nothing of
// the kind.
func (s *story) variableOf(value string, d journal.HTTP) string {
	if kind, numbered := redact.KindOf(value); kind == redact.Token && numbered && slices.Contains(slices.Collect(redact.Placeholders(value)), value) {
		return strings.Trim(value, "[]")
	}
	if d.Method != "POST" {
		return ""
	}
	for _, of := range []struct {
		name string
		ids  []string
	}{{"USER", s.summary.Users}, {"ACCOUNT", s.summary.Accounts}, {"ARCHIVE", s.summary.Archives}} {
		if i := slices.Index(of.ids, value); i >= 0 && identifier.MatchString(value) {
			return fmt.Sprintf("%s_%d", of.name, i+1)
		}
	}
	return ""
}

// identifier is an id with a prefix, by which it is found in an answer again.
var identifier = regexp.MustCompile(`^[a-z]+-[A-Za-z0-9-]+$`)

// want notes the variables of a call that no answer gives.
func (p *plan) want(c call) {
	if c.why != "" {
		return
	}
	p.key = p.key || c.BasicAuth()
	texts := []string{c.URL, string(c.Request.Body)}
	for _, h := range c.SentHeaders() {
		texts = append(texts, h.Value)
	}
	for _, text := range texts {
		for _, piece := range journal.Pieces(text, c.named) {
			given := func(n journal.Named) bool { return n.Variable == piece.Variable }
			if piece.Variable == "" || slices.ContainsFunc(p.wanted, given) {
				continue
			}
			if i := slices.IndexFunc(p.lost, given); i >= 0 {
				p.wanted = append(p.wanted, p.lost[i])
			} else if !slices.ContainsFunc(c.named, given) {
				p.wanted = append(p.wanted, journal.Named{Variable: piece.Variable, Value: fmt.Sprintf("what is masked in record %d, %s %s", c.seq, plain.Line(c.Method), plain.Line(c.Path))})
			}
		}
	}
}

// leaf is a string in a JSON text, with its path as JSONPath has it.
type leaf struct{ path, key, value string }

var plainKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// leaves are the strings of a JSON text, those of an object by their keys; none of what
// is no JSON.
func leaves(text string) (all []leaf) {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return nil
	}
	var walk func(path, key string, v any)
	walk = func(path, key string, v any) {
		switch v := v.(type) {
		case string:
			all = append(all, leaf{path, key, v})
		case []any:
			for i, item := range v {
				walk(fmt.Sprintf("%s[%d]", path, i), key, item)
			}
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				if plainKey.MatchString(name) {
					walk(path+"."+name, name, v[name])
				}
			}
		}
	}
	walk("$", "", v)
	return all
}

// ends says how a call ended, for a comment.
func (c call) ends() string {
	text := joined(" ", plain.Line(c.Method), plain.Line(c.Path))
	if c.Status > 0 {
		text += fmt.Sprintf(", %d", c.Status)
	}
	text = joined(", ", text, plain.Line(c.Code))
	if c.RequestID != "" {
		text += ", requestId " + plain.Line(c.RequestID)
	}
	if c.polls > 1 {
		text += fmt.Sprintf(", the last of %d polls", c.polls)
	}
	return fmt.Sprintf("%s (record %d)", text, c.seq)
}
