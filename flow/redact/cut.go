package redact

import (
	"fmt"
	"strings"
	"unicode/utf8"
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

// Cut shortens a text to most bytes and a marker that says how many are left out.
// The end never holds a part of a secret. size is what the text had on the wire:
// where it is more than len(s), someone else has cut the text before.
func (r *Redactor) Cut(s string, size int64, most int) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	whole, mark := splitMarker(s)
	if mark != "" {
		return r.cutEnd(whole[:min(len(whole), most)]) + mark
	}
	size = max(size, int64(len(s)))
	if size == int64(len(s)) && len(s) <= most {
		return s
	}
	kept := r.cutEnd(s[:min(len(s), most)])
	return kept + marker(size-int64(len(kept)))
}

// cutEnd takes off the end of a text that was cut what could be half a secret:
// the word in which the cut fell, and the beginning of a value that is known.
// The copy lets go of the long text.
func (r *Redactor) cutEnd(s string) string {
	const wordMost = 512
	end := stretchLeft(s, max(0, len(s)-wordMost), len(s), isCutWord)
	for end > 0 && end < len(s) && !utf8.RuneStart(s[end]) {
		end--
	}
	return strings.Clone(s[:r.idx.unfinished(s[:end])])
}

func isCutWord(c byte) bool {
	return isLocalByte(c) || isBase64(c) || strings.IndexByte(`@%~&;:\`, c) >= 0
}

// IsCut says whether a text ends in the marker of what was left out.
func IsCut(s string) bool {
	_, mark := splitMarker(s)
	return mark != ""
}
