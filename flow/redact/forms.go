package redact

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// form is one spelling of a learned value and how it is looked for.
type form struct {
	text string
	mode mode
	of   *entry
	// crosses says that the text has bytes at which a JSON text is taken apart,
	// so that it can begin in one part and end in another.
	crosses bool
}

// mode says where a form counts as found.
type mode uint8

const (
	modeAnywhere mode = iota
	// modeFold ignores ASCII case.
	modeFold
	// modeWord wants no letter or digit beside it, modeName no "@" either.
	modeWord
	modeName
	// modeDigits wants to stand alone, not within an id, a time or a number.
	modeDigits
	// modeTail is the end of a telephone number; the digits before it belong to it.
	modeTail
	// modeBase64 is a piece of base64 text, all of which is replaced.
	modeBase64
)

// weak says that a find can be chance, so names and ids are spared.
func (m mode) weak() bool { return m == modeWord || m == modeName || m == modeDigits }

// wordMax is the length up to which a value of letters and digits is looked for
// as a word only.
const wordMax = 7

// shortest is the length below which a value is masked as a whole value only:
// a "1" is everywhere.
const shortest = 4

func modeOf(kind Kind, value string) mode {
	switch {
	case strings.ContainsRune(value, '@') && kind == Email:
		return modeFold
	case len(value) <= wordMax+1 && strings.Trim(value, "0123456789") == "":
		return modeDigits
	case kind.worded():
		return modeName
	case len(value) <= wordMax && isAlnum(value):
		return modeWord
	case kind.secret() && strings.ContainsAny(value, "0123456789"):
		return modeFold // it is no word, which could stand there in another case by chance
	}
	return modeAnywhere
}

// formsOf lists the spellings of a value in which it may turn up.
func formsOf(e *entry, value string) []form {
	var forms []form
	add := func(m mode, text string) {
		known := slices.ContainsFunc(forms, func(f form) bool { return f.text == text })
		if len(text) >= shortest && !known {
			forms = append(forms, form{text: text, mode: m, of: e, crosses: strings.ContainsAny(text, "\"{}[],:\\")})
		}
	}
	m := modeOf(e.kind, value)
	spellings(value, func(text string) { add(m, text) })
	if trimmed := strings.TrimSpace(value); trimmed != value {
		spellings(trimmed, func(text string) { add(m, text) })
	}
	if digits, ok := numeric(value); ok && len(digits) > wordMax+1 {
		add(modeTail, digits[max(0, len(digits)-phoneTail):])
		if e.kind == SSN && len(digits) == 10 {
			add(modeAnywhere, digits[:2]+"-"+digits[2:9]+"-"+digits[9:])
		}
	}
	if e.kind.secret() {
		base64Pieces(value, func(text string) { add(modeBase64, text) })
		if len(value) >= hexLeast {
			add(modeFold, hex.EncodeToString([]byte(value)))
		}
	}
	return forms
}

// spellings gives a value as it stands, escaped for JSON, Go and HTML texts, and
// for URLs as Go and as browsers do it.
func spellings(value string, give func(string)) {
	give(value)
	for _, escapeHTML := range []bool{true, false} {
		escaped := jsonEscape(value, escapeHTML)
		give(escaped)
		give(strings.ReplaceAll(escaped, "/", `\/`))
	}
	quoted := strconv.Quote(value)
	give(quoted[1 : len(quoted)-1])
	give(html.EscapeString(value))
	query := url.QueryEscape(value)
	component := strings.NewReplacer("+", "%20", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%2A", "*").Replace(query)
	for _, text := range []string{query, component, url.PathEscape(value), strings.ReplaceAll(query, "+", "%20")} {
		give(text)
		give(lowerHex(text))
	}
}

// jsonEscape gives the inside of the JSON string of a text.
func jsonEscape(text string, escapeHTML bool) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(escapeHTML)
	_ = enc.Encode(text) // a string always encodes
	return b.String()[1 : b.Len()-2]
}

var percentEscape = regexp.MustCompile(`%[0-9A-F]{2}`)

// lowerHex writes the hexadecimal digits of percent escapes small.
func lowerHex(text string) string { return percentEscape.ReplaceAllStringFunc(text, strings.ToLower) }

// base64Pieces gives what base64 makes of a value inside a longer text such as
// "key:value". What comes before shifts it by 0, 1 or 2 bytes, and the characters
// that hold bits of a neighbour are left off.
func base64Pieces(value string, give func(string)) {
	const piece = 6
	for shift := range 3 {
		bits := 8 * (shift + len(value))
		from, to := (8*shift+5)/6, bits/6
		if to-from < piece {
			continue
		}
		padded := strings.Repeat("\x00", shift) + value
		give(base64.RawStdEncoding.EncodeToString([]byte(padded))[from:to])
		give(base64.RawURLEncoding.EncodeToString([]byte(padded))[from:to])
	}
}

// phoneTail is how many digits from the end tell telephone numbers apart,
// whichever way the country is written.
const phoneTail = 10

// numeric gives the digits of a text that is nothing but digits and the
// separators of telephone and social security numbers.
func numeric(text string) (digits string, ok bool) {
	var b []byte
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			b = append(b, c)
		case strings.IndexByte("+-() ", c) < 0:
			return "", false
		}
	}
	return string(b), len(b) >= 7
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

func isAlnum(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || !isDigit(byte(r)) && !isLetter(byte(r)) })
}
