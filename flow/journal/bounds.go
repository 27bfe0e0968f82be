package journal

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// What a record holds at most, in bytes. What is cut off ends in a marker that
// says how much is left out.
const (
	// BodyMax is for a body, a callback's arguments and a note's text.
	BodyMax = 16 << 10
	// lineMax is for a URL, a header's value and an error.
	lineMax = 4 << 10
	// nameMax is for ids, statuses and names.
	nameMax = 512
	// headersMax is how many header lines of a message are kept.
	headersMax = 64
	// idsMax is how many ids of a list in a launch's options are kept.
	idsMax = 64
)

const (
	markerStart = "…["
	markerEnd   = " bytes left out]"
)

func marker(left int64) string { return fmt.Sprintf("%s%d%s", markerStart, left, markerEnd) }

// splitMarker separates a text from the marker at its end. A bare number of bytes
// is all that it takes for one.
func splitMarker(s string) (text, marker string) {
	if !strings.HasSuffix(s, markerEnd) {
		return s, ""
	}
	i := strings.LastIndex(s, markerStart)
	if i < 0 || strings.Trim(s[i+len(markerStart):len(s)-len(markerEnd)], "0123456789") != "" {
		return s, ""
	}
	return s[:i], s[i:]
}

// cut shortens a text to most bytes. size is what it had on the wire: where it is
// more than len(s), someone else has cut the text before.
func (g *Gate) cut(s string, size int64, most int) string {
	whole, mark := splitMarker(s)
	if mark != "" {
		return g.cutEnd(whole[:min(len(whole), most)]) + mark
	}
	size = max(size, int64(len(s)))
	if size == int64(len(s)) && len(s) <= most {
		return s
	}
	kept := g.cutEnd(s[:min(len(s), most)])
	return kept + marker(size-int64(len(kept)))
}

// cutEnd takes off the end of a text that was cut what could be half a secret:
// the word in which the cut fell, and the beginning of a value that is known.
// The copy lets go of the long text.
func (g *Gate) cutEnd(s string) string {
	const wordMost = 512
	end := stretchLeft(s, max(0, len(s)-wordMost), len(s), isCutWord)
	for end > 0 && end < len(s) && !utf8.RuneStart(s[end]) {
		end--
	}
	return strings.Clone(s[:g.idx.unfinished(s[:end])])
}

func isCutWord(c byte) bool {
	return isLocalByte(c) || isBase64(c) || strings.IndexByte(`@%~&;:\`, c) >= 0
}

func (g *Gate) cutLine(s string) string { return g.cut(s, 0, lineMax) }

func (g *Gate) cutName(s string) string { return g.cut(s, 0, nameMax) }

func (d Screen) bounded(g *Gate) Data {
	d.Page, d.Event = g.cutName(d.Page), g.cutName(d.Event)
	d.ProviderID, d.AccountID = g.cutName(d.ProviderID), g.cutName(d.AccountID)
	d.FileType, d.ArchiveID = g.cutName(d.FileType), g.cutName(d.ArchiveID)
	return d
}

func (d Callback) bounded(g *Gate) Data {
	d.Name, d.Source = g.cutName(d.Name), g.cutName(d.Source)
	d.Args = Text(g.cut(string(d.Args), 0, BodyMax))
	return d
}

func (d Launch) bounded(g *Gate) Data {
	o := &d.Options
	o.Providers, o.TopProviders = o.Providers[:min(len(o.Providers), idsMax)], o.TopProviders[:min(len(o.TopProviders), idsMax)]
	return d.each(g.cutName)
}

func (d HTTP) bounded(g *Gate) Data {
	d.API, d.Method = g.cutName(d.API), g.cutName(d.Method)
	d.Code, d.RequestID = g.cutName(d.Code), g.cutName(d.RequestID)
	d.URL, d.Path, d.Err = g.cutLine(d.URL), g.cutLine(d.Path), g.cutLine(d.Err)
	d.Request, d.Response = g.cutMessage(d.Request), g.cutMessage(d.Response)
	return d
}

func (g *Gate) cutMessage(m Message) Message {
	m.Body = Text(g.cut(string(m.Body), m.Size, BodyMax))
	headers := m.Header[:min(len(m.Header), headersMax)]
	m.Header = nil
	for _, h := range headers {
		m.Header = append(m.Header, Header{Name: g.cutName(h.Name), Value: g.cutLine(h.Value)})
	}
	return m
}

func (d Status) bounded(g *Gate) Data {
	d.Subject, d.ID, d.ErrorCode = g.cutName(d.Subject), g.cutName(d.ID), g.cutName(d.ErrorCode)
	d.From, d.To = g.cutName(d.From), g.cutName(d.To)
	return d
}

func (d Note) bounded(g *Gate) Data {
	d.Topic, d.Text = g.cutName(d.Topic), g.cut(d.Text, 0, BodyMax)
	return d
}
