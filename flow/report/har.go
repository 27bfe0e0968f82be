package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"winkterm/flow/journal"
)

// The shapes of HAR 1.2. Every list is there, also an empty one, and what is not known
// is -1, as the format wants it.
type (
	harLog struct {
		Version string     `json:"version"`
		Creator harName    `json:"creator"`
		Pages   []harPage  `json:"pages"`
		Entries []harEntry `json:"entries"`
		Comment string     `json:"comment"`
	}
	harName struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	harPage struct {
		Started string         `json:"startedDateTime"`
		ID      string         `json:"id"`
		Title   string         `json:"title"`
		Timings map[string]int `json:"pageTimings"`
	}
	harEntry struct {
		Page     string             `json:"pageref"`
		Started  string             `json:"startedDateTime"`
		Time     float64            `json:"time"`
		Request  harRequest         `json:"request"`
		Response harResponse        `json:"response"`
		Cache    struct{}           `json:"cache"`
		Timings  map[string]float64 `json:"timings"`
		Comment  string             `json:"comment,omitempty"`
	}
	harRequest struct {
		Method      string      `json:"method"`
		URL         string      `json:"url"`
		Version     string      `json:"httpVersion"`
		Cookies     []harCookie `json:"cookies"`
		Headers     []harPair   `json:"headers"`
		Query       []harPair   `json:"queryString"`
		Post        *harPost    `json:"postData,omitempty"`
		HeadersSize int         `json:"headersSize"`
		BodySize    int64       `json:"bodySize"`
	}
	harResponse struct {
		Status      int         `json:"status"`
		StatusText  string      `json:"statusText"`
		Version     string      `json:"httpVersion"`
		Cookies     []harCookie `json:"cookies"`
		Headers     []harPair   `json:"headers"`
		Content     harContent  `json:"content"`
		Redirect    string      `json:"redirectURL"`
		HeadersSize int         `json:"headersSize"`
		BodySize    int64       `json:"bodySize"`
		Error       string      `json:"_error,omitempty"`
	}
	harPair struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	harCookie struct {
		Name     string `json:"name"`
		Value    string `json:"value"`
		HTTPOnly bool   `json:"httpOnly,omitempty"`
		Secure   bool   `json:"secure,omitempty"`
	}
	harPost struct {
		MIMEType string    `json:"mimeType"`
		Params   []harPair `json:"params"`
		Text     string    `json:"text"`
	}
	harContent struct {
		Size     int64  `json:"size"`
		MIMEType string `json:"mimeType"`
		Text     string `json:"text,omitempty"`
	}
)

const harVersion = "HTTP/1.1"

// writeHAR writes the calls as an HTTP archive, with a page for each of the wizard's.
func writeHAR(to io.Writer, s *story) error {
	log := harLog{
		Version: "1.2", Creator: harName{"winkterm", cmp.Or(s.header.Program, "unknown")},
		Pages: []harPage{s.harPage(0, "Start", s.start)}, Entries: []harEntry{},
		Comment: s.summary.Sentence + " " + s.masking.line(),
	}
	for _, r := range s.records {
		switch d := r.Data.(type) {
		case journal.Screen:
			log.Pages = append(log.Pages, s.harPage(len(log.Pages), d.Page, r.At))
		case journal.HTTP:
			e := entry(d, r)
			e.Page = log.Pages[len(log.Pages)-1].ID
			log.Entries = append(log.Entries, e)
		case journal.Callback, journal.Launch, journal.Status, journal.Note, journal.State, journal.Intent, journal.Webhook, journal.Items, journal.Unknown:
		}
	}
	slices.SortStableFunc(log.Entries, func(a, b harEntry) int { return strings.Compare(a.Started, b.Started) })
	enc := json.NewEncoder(to)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]harLog{"log": log})
}

func (s *story) harPage(n int, title string, at time.Time) harPage {
	return harPage{wall(at), fmt.Sprintf("page_%d", n), title, map[string]int{"onContentLoad": -1, "onLoad": -1}}
}

func entry(d journal.HTTP, r journal.Record) harEntry {
	ms := max(0, float64(d.Took.Microseconds())/1000)
	return harEntry{
		Started: wall(r.At.Add(-d.Took)), Time: ms, Request: harRequestOf(d), Response: harResponseOf(d),
		Timings: map[string]float64{"send": 0, "wait": ms, "receive": 0},
		Comment: joined("; ", fmt.Sprintf("record %d", r.Seq), d.Code, labelled("requestId", d.RequestID), d.Err, d.Note),
	}
}

func harRequestOf(d journal.HTTP) harRequest {
	address, _, _ := strings.Cut(d.URL, "#")
	q := harRequest{
		Method: d.Method, URL: address, Version: harVersion, Headers: pairs(d.Request.Header), Query: query(address),
		Cookies: cookies(d.Request.Header, "cookie"), HeadersSize: -1, BodySize: d.Request.Size,
	}
	if d.Request.Body != "" {
		q.Post = &harPost{contentType(d.Request.Header), []harPair{}, string(d.Request.Body)}
	}
	return q
}

func harResponseOf(d journal.HTTP) harResponse {
	p := harResponse{
		Status: d.Status, StatusText: d.Code, Version: harVersion, Headers: pairs(d.Response.Header),
		Cookies: cookies(d.Response.Header, "set-cookie"), Redirect: headerOf(d.Response.Header, "location"),
		Content:     harContent{d.Response.Size, contentType(d.Response.Header), string(d.Response.Body)},
		HeadersSize: -1, BodySize: d.Response.Size, Error: d.Err,
	}
	if d.Status == 0 {
		p.BodySize, p.Version = -1, ""
	}
	return p
}

func pairs(headers []journal.Header) []harPair {
	all := []harPair{}
	for _, h := range headers {
		all = append(all, harPair(h))
	}
	return all
}

func headerOf(headers []journal.Header, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

func contentType(headers []journal.Header) string {
	return cmp.Or(headerOf(headers, "content-type"), "application/octet-stream")
}

// query is the query of a URL, in its order.
func query(address string) []harPair {
	all := []harPair{}
	_, text, _ := strings.Cut(address, "?")
	for part := range strings.SplitSeq(text, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		all = append(all, harPair{unescaped(name), unescaped(value)})
	}
	return all
}

func unescaped(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}

// cookies are those of the headers of a name. Of what is set only the first part is a
// cookie; its attributes follow.
func cookies(headers []journal.Header, name string) []harCookie {
	all := []harCookie{}
	for _, h := range headers {
		if !strings.EqualFold(h.Name, name) {
			continue
		}
		parts := strings.Split(h.Value, ";")
		if name == "set-cookie" {
			c := cookie(parts[0])
			for _, attribute := range parts[1:] {
				c.HTTPOnly = c.HTTPOnly || strings.EqualFold(strings.TrimSpace(attribute), "httponly")
				c.Secure = c.Secure || strings.EqualFold(strings.TrimSpace(attribute), "secure")
			}
			all = append(all, c)
			continue
		}
		for _, part := range parts {
			all = append(all, cookie(part))
		}
	}
	return all
}

func cookie(part string) harCookie {
	name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
	return harCookie{Name: name, Value: value}
}
