package planted

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// Find says which values stand in the data, each with the way in which it does: as it is,
// in any case, escaped for URLs, JSON and HTML, in base64 wherever it begins, in
// hexadecimal, without blanks and dashes, or between escape sequences of a terminal.
func Find(data []byte, values ...Value) (found []string) {
	text := sequence.ReplaceAllString(string(data), "")
	lower := strings.ToLower(text)
	views := map[string]string{"as it is": lower, "without blanks": squeeze(lower)}
	for _, v := range values {
		secret := v.secret()
		for way, form := range forms(secret) {
			in := views["as it is"]
			switch way {
			case "squeezed":
				in = views["without blanks"]
			case "base64 0", "base64 1", "base64 2":
				in = text
			default:
				form = strings.ToLower(form)
			}
			if strings.Contains(in, form) {
				found = append(found, fmt.Sprintf("%s (%q) %s", v.Name, secret, way))
			}
		}
	}
	return found
}

// secret is the part of a value that says something: what is around it may stay.
func (v Value) secret() string {
	for _, around := range []struct{ before, behind string }{
		{"Bearer ", ""}, {"sid=", ";"}, {"passcode=", ""}, {"access_token=", ""}, {"<", ">"}, {"call ", ""}, {"//ops:", "@"}, {"root:", "@"},
	} {
		if _, rest, ok := strings.Cut(v.Text, around.before); ok && (v.At == Header || v.At == Looks) {
			if around.behind != "" {
				rest, _, _ = strings.Cut(rest, around.behind)
			}
			return rest
		}
	}
	return v.Text
}

// sequence is an escape sequence of a terminal.
var sequence = regexp.MustCompile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)")

func squeeze(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "(", "", ")", "", "\n", "").Replace(s)
}

// forms are the ways in which a value is written. Those of less than six signs, which can
// be chance, are left out.
func forms(value string) map[string]string {
	asJSON, _ := json.Marshal(value)
	all := map[string]string{
		"as it is": value, "for a URL": url.QueryEscape(value), "for a path": url.PathEscape(value),
		"in JSON": strings.Trim(string(asJSON), `"`), "in hexadecimal": hex.EncodeToString([]byte(value)), "squeezed": squeeze(strings.ToLower(value)),
	}
	for shift := range 3 {
		padded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + value))
		all[fmt.Sprintf("base64 %d", shift)] = padded[(8*shift+5)/6 : 8*(shift+len(value))/6]
	}
	for way, form := range all {
		if len(form) < 6 {
			delete(all, way)
		}
	}
	return all
}
