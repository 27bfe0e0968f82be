package report_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/report"
)

// har holds an archive against the rules of HAR 1.2.
type har struct {
	t    *testing.T
	path string
}

func (h har) in(name string) har { return har{h.t, h.path + "." + name} }

func (h har) fail(format string, args ...any) {
	h.t.Helper()
	h.t.Errorf("%s: %s", h.path, fmt.Sprintf(format, args...))
}

// object wants these members and allows those; one that begins with "_" is custom.
func (h har) object(v any, wanted, allowed string) map[string]any {
	h.t.Helper()
	m, ok := v.(map[string]any)
	if !ok {
		h.fail("%T is no object", v)
		return map[string]any{}
	}
	known := " " + wanted + " " + allowed + " comment "
	for name := range m {
		if !strings.HasPrefix(name, "_") && !strings.Contains(known, " "+name+" ") {
			h.fail("has no member %q", name)
		}
	}
	for name := range strings.FieldsSeq(wanted) {
		if m[name] == nil {
			h.fail("lacks %q", name)
		}
	}
	return m
}

func (h har) list(v any, each func(har, any)) {
	h.t.Helper()
	list, ok := v.([]any)
	if !ok {
		h.fail("%T is no list", v)
	}
	for i, item := range list {
		each(h.in(fmt.Sprint(i)), item)
	}
}

func (h har) text(v any) string {
	h.t.Helper()
	text, ok := v.(string)
	if !ok {
		h.fail("%T is no text", v)
	}
	return text
}

func (h har) number(v any, least float64) float64 {
	h.t.Helper()
	n, ok := v.(float64)
	if !ok || n < least {
		h.fail("%v is no number from %v on", v, least)
	}
	return n
}

func (h har) moment(v any) {
	h.t.Helper()
	if _, err := time.Parse("2006-01-02T15:04:05.000Z07:00", h.text(v)); err != nil {
		h.fail("%v", err)
	}
}

func (h har) pairs(v any) {
	h.t.Helper()
	h.list(v, func(h har, v any) {
		m := h.object(v, "name value", "")
		h.text(m["name"])
		h.text(m["value"])
	})
}

func (h har) cookies(v any) {
	h.t.Helper()
	h.list(v, func(h har, v any) { h.object(v, "name value", "path domain expires httpOnly secure") })
}

func (h har) request(v any) {
	m := h.object(v, "method url httpVersion cookies headers queryString headersSize bodySize", "postData")
	if u, err := url.Parse(h.text(m["url"])); err != nil || !u.IsAbs() || u.Fragment != "" {
		h.fail("%v is no address: %v", m["url"], err)
	}
	h.in("cookies").cookies(m["cookies"])
	h.in("headers").pairs(m["headers"])
	h.in("queryString").pairs(m["queryString"])
	h.number(m["headersSize"], -1)
	h.number(m["bodySize"], -1)
	if m["postData"] != nil {
		h.in("postData").object(m["postData"], "mimeType params text", "")
	}
}

func (h har) response(v any) {
	m := h.object(v, "status statusText httpVersion cookies headers content redirectURL headersSize bodySize", "")
	h.number(m["status"], 0)
	h.in("cookies").cookies(m["cookies"])
	h.in("headers").pairs(m["headers"])
	h.text(m["redirectURL"])
	h.number(m["headersSize"], -1)
	h.number(m["bodySize"], -1)
	content := h.in("content").object(m["content"], "size mimeType", "compression text encoding")
	h.in("content").number(content["size"], 0)
}

func (h har) check(text string) {
	var doc map[string]any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		h.t.Fatal(err)
	}
	m := h.object(h.object(doc, "log", "")["log"], "version creator entries", "browser pages")
	if m["version"] != "1.2" {
		h.fail("version %v", m["version"])
	}
	h.in("creator").object(m["creator"], "name version", "")
	pages, last := map[string]bool{}, ""
	h.in("pages").list(m["pages"], func(h har, v any) {
		p := h.object(v, "startedDateTime id title pageTimings", "")
		h.moment(p["startedDateTime"])
		if id := h.text(p["id"]); pages[id] {
			h.fail("a second page %q", id)
		} else {
			pages[id] = true
		}
		timings := h.object(p["pageTimings"], "", "onContentLoad onLoad")
		h.number(timings["onLoad"], -1)
	})
	h.in("entries").list(m["entries"], func(h har, v any) {
		e := h.object(v, "startedDateTime time request response cache timings", "pageref serverIPAddress connection")
		h.moment(e["startedDateTime"])
		if started := h.text(e["startedDateTime"]); started < last {
			h.fail("%s is before the entry before", started)
		} else {
			last = started
		}
		if !pages[h.text(e["pageref"])] {
			h.fail("there is no page %v", e["pageref"])
		}
		h.in("request").request(e["request"])
		h.in("response").response(e["response"])
		h.in("cache").object(e["cache"], "", "beforeRequest afterRequest")
		timings := h.in("timings").object(e["timings"], "send wait receive", "blocked dns connect ssl")
		sum := 0.0
		for _, ms := range timings {
			sum += max(0, h.number(ms, -1))
		}
		if total := h.number(e["time"], 0); total != sum {
			h.fail("the timings make %v of %v", sum, total)
		}
	})
}

// TestTheArchiveKeepsTheRules holds the sessions, and calls with everything that a call
// can have, against HAR 1.2.
func TestTheArchiveKeepsTheRules(t *testing.T) {
	t.Parallel()
	for name := range played {
		har{t, name}.check(written(t, "har", caseOf(t, name)))
	}
	text := written(t, "har", report.Case{Recording: recorded(
		journal.HTTP{
			Method: "POST", URL: "https://h.test/v1/x?a=b%20c&flag&&d=[EMAIL_1]#part", Path: "/x", Status: 302, Took: 1500 * time.Microsecond,
			Request:  journal.Message{Header: []journal.Header{{Name: "Cookie", Value: "a=b; c=d"}, {Name: "Content-Type", Value: "text/plain"}}, Body: "hi", Size: 2},
			Response: journal.Message{Header: []journal.Header{{Name: "set-cookie", Value: "s=t; Secure; httponly"}, {Name: "Location", Value: "/y"}}},
		},
		journal.Screen{Page: "Consent"},
		journal.HTTP{Method: "GET", URL: "https://h.test/v1/x", Err: "no route to host"},
	)})
	har{t, "all"}.check(text)
	for _, want := range []string{
		`"name": "a",
              "value": "b c"`, `"name": "flag",
              "value": ""`, `"httpOnly": true,
              "secure": true`, `"redirectURL": "/y"`, `"_error": "no route to host"`, `"wait": 1.5`, `"mimeType": "text/plain"`,
		`"comment": "Nothing was linked`, `masked, by kind: EMAIL: 1 value in 1 place; SECRET: 3 values in 3 places`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
}
