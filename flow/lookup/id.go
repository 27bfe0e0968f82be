package lookup

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// Kind is what an id belongs to.
type Kind string

// The kinds.
const (
	Account Kind = "account"
	Archive Kind = "archive"
	User    Kind = "user"
)

// idMax is the longest id that the specification allows, pastedMax how much may be pasted
// around one.
const (
	idMax     = 200
	pastedMax = 64 << 10
)

// prefixes are what ids begin with. Users have no prefix that is documented; tenant- is
// that of the documentation's examples.
var prefixes = map[string]Kind{"a-": Account, "u-": Archive, "archive-": Archive, "tenant-": User}

// idForm is an id with a known prefix, cut is one that was shortened to be shown.
var (
	idForm = regexp.MustCompile(`(?:^|[^0-9A-Za-z_-])((?:a-|u-|archive-|tenant-)[0-9A-Za-z_-]{3,})`)
	cut    = regexp.MustCompile(`(?:a-|u-|archive-|tenant-)[0-9A-Za-z_-]*(?:…|\.\.\.)`)
)

// KindOf says what an id belongs to by what it begins with, "" where that says nothing.
func KindOf(id string) Kind {
	for prefix, kind := range prefixes {
		if strings.HasPrefix(id, prefix) {
			return kind
		}
	}
	return ""
}

// ParseID finds the id in a text that was pasted: with blanks or quotes around it, or
// somewhere in a URL, a line of a log, or JSON. Of several it takes the first of the
// kind that is wanted, "" for any, else the first. It fails with a sentence that says
// what to paste.
func ParseID(text string, want Kind) (string, error) {
	if len(text) > pastedMax {
		return "", fmt.Errorf("that is too much to look for an id in: paste the line with the id alone")
	}
	if plain, err := url.QueryUnescape(text); err == nil && strings.Contains(text, "%") {
		text = plain
	}
	if short := cut.FindString(text); short != "" {
		return "", fmt.Errorf("%q was shortened: paste the whole id", short)
	}
	var first string
	for _, m := range idForm.FindAllStringSubmatch(text, -1) {
		id := strings.TrimRight(m[1], "-_")
		if want == "" || KindOf(id) == want {
			return bounded(id)
		}
		if first == "" {
			first = id
		}
	}
	if first != "" {
		return bounded(first)
	}
	return bare(text)
}

// errNoID says that a text has no id.
var errNoID = errors.New("there is no id in that: an account's begins with a-, an archive's with u-, a user's with tenant-")

// bare takes a text as an id that has no prefix, without what stands around it.
func bare(text string) (string, error) {
	id := strings.Trim(text, " \t\r\n\"'`,;<>()[]{}“”‘’")
	if id == "" || strings.ContainsFunc(id, func(r rune) bool { return !strings.ContainsRune(idLetters, r) }) {
		return "", errNoID
	}
	return bounded(id)
}

const idLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."

func bounded(id string) (string, error) {
	if len(id) > idMax {
		return "", fmt.Errorf("an id has at most %d characters, this one has %d", idMax, len(id))
	}
	return id, nil
}
