package redact

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// triggers are the bytes at which something may stand that its looks give away.
var triggers = [256]bool{'[': true, '@': true, '%': true, '+': true, '0': true, '=': true, 'e': true, 'b': true, 'B': true}

// trigger masks what stands at s[i], between low and high. It gives where to go
// on, or 0 when there was nothing.
func (w *scanner) trigger(i, low, high int, h how) int {
	if w.s[i] == '[' {
		return i + placeholderAt(w.s, i)
	}
	if h&looksToo == 0 {
		return 0
	}
	from, to, kind := 0, 0, Kind("")
	switch w.s[i] {
	case '=':
		return w.pair(i, low, high, h)
	case '@':
		if from, to = userInfo(w.s, low, i); to > 0 {
			w.put(from, to, w.r.login(w.s[from:to]))
			return to
		}
		return w.email(i, 1, low, high)
	case '%':
		if strings.HasPrefix(w.s[i:high], "%40") {
			return w.email(i, len("%40"), low, high)
		}
		if strings.HasPrefix(w.s[i:high], "%2B") || strings.HasPrefix(w.s[i:high], "%2b") {
			from, to = phoneAt(w.s, i, i+len("%2B"), low, high)
		}
		kind = Phone
	case '+', '0':
		from, to = phoneAt(w.s, i, i+1, low, high)
		kind = Phone
	case 'e':
		from, to = jwtAt(w.s, i, high)
		kind = Token
	case 'b', 'B':
		return w.scheme(i, high)
	}
	if to == 0 {
		return 0
	}
	found := w.s[from:to]
	if w.s[i] == '%' {
		found = "+" + w.s[i+len("%2B"):to]
	}
	w.put(from, to, w.r.place(kind, found, false))
	return to
}

// email masks the address whose "@", written in width bytes, is at i.
func (w *scanner) email(i, width, low, high int) int {
	from, to := emailAround(w.s, i, width, low, high)
	if to == 0 {
		return 0
	}
	w.put(from, to, w.r.place(Email, w.s[from:i]+"@"+w.s[i+width:to], false))
	return to
}

func isEmail(s string) bool {
	i := strings.IndexByte(s, '@')
	if i <= 0 {
		return false
	}
	from, to := emailAround(s, i, 1, 0, len(s))
	return from == 0 && to == len(s)
}

// emailAround finds the address around the "@" at i. What a provider has masked
// itself (g•••@smileapi.io) is none.
func emailAround(s string, i, width, low, high int) (from, to int) {
	from = stretchLeft(s, max(low, i-64), i, isLocalByte)
	for from < i && !utf8.RuneStart(s[from]) {
		from++
	}
	if n := strings.LastIndex(s[from:i], "•"); n > 0 {
		return 0, 0
	} else if n == 0 {
		from += len("•")
	}
	from += len(s[from:i]) - len(strings.TrimLeft(s[from:i], ".'+-"))
	if stars := stretchLeft(s, low, from, func(c byte) bool { return c == '*' }); stars < from && stars > low && isLocalByte(s[stars-1]) {
		return 0, 0
	}
	domain := i + width
	for to = domain; to < high && (isDigit(s[to]) || isLetter(s[to]) || s[to] == '.' || s[to] == '-'); {
		to++
	}
	name := strings.TrimRight(s[domain:to], ".-")
	if dot := strings.LastIndexByte(name, '.'); from == i || !isDomain(name, dot) {
		return 0, 0
	}
	return from, domain + len(name)
}

// isDomain says whether a name with its last dot at dot can be a host's. The file
// name logo@2x.png is no address.
func isDomain(name string, dot int) bool {
	if dot <= 0 || len(name)-dot-1 < 2 {
		return false
	}
	for i := dot + 1; i < len(name); i++ {
		if !isLetter(name[i]) {
			return false
		}
	}
	scaled := dot == 2 && isDigit(name[0]) && name[1] == 'x'
	return !scaled
}

func isLocalByte(c byte) bool {
	return isDigit(c) || isLetter(c) || c >= utf8.RuneSelf || strings.IndexByte("._+-'", c) >= 0
}

// userInfo finds the "user:password" of a URL before the "@" at i.
func userInfo(s string, low, i int) (from, to int) {
	low = max(low, i-256)
	n := strings.LastIndex(s[low:i], "://")
	if n < 0 {
		return 0, 0
	}
	from = low + n + len("://")
	if from == i || strings.ContainsAny(s[from:i], "/?# \t\r\n\"'<>") || isPlaceholder(s[from:i]) {
		return 0, 0
	}
	return from, i
}

// Limits of a telephone number with its country (E.164 allows 15 digits).
const (
	phoneDigitsMin = 9
	phoneDigitsMax = 15
)

// phoneAt finds the telephone number whose "+" or leading 0 ends before first. It
// begins with a plus (or one in brackets), or is the Philippine 09 and nine more.
func phoneAt(s string, i, first, low, high int) (from, to int) {
	if i > low && (isDigit(s[i-1]) || isLetter(s[i-1])) || first >= high || !isDigit(s[first]) {
		return 0, 0
	}
	if s[i] == '0' {
		if s[first] != '9' || i > low && strings.IndexByte("-.:_/+%", s[i-1]) >= 0 {
			return 0, 0
		}
		end, digits := digitGroups(s, i, high, 11)
		if digits != 11 || end < high && (isLetter(s[end]) || s[end] == '-' || s[end] == '_') {
			return 0, 0
		}
		return i, end
	}
	end, digits := digitGroups(s, first, high, phoneDigitsMax)
	if digits < phoneDigitsMin {
		return 0, 0
	}
	if from = i; from > low && s[from-1] == '(' {
		from--
	}
	return from, end
}

// digitGroups reads groups of digits with at most two separators between them.
// It stops where the next group would make it more than most digits, and once a
// number is complete.
func digitGroups(s string, from, high, most int) (end, digits int) {
	const complete = 11
	for i := from; ; {
		start := i
		for i < high && isDigit(s[i]) {
			i++
		}
		if i == start || digits+i-start > most {
			return end, digits
		}
		end, digits = i, digits+i-start
		if digits >= complete {
			return end, digits
		}
		for n := 0; n < 2 && i < high && strings.IndexByte(" -.()/", s[i]) >= 0; n++ {
			i++
		}
	}
}

// jwtAt finds a signed token: three parts of base64, the first of which begins
// with {" and so with eyJ.
func jwtAt(s string, i, high int) (from, to int) {
	if !strings.HasPrefix(s[i:high], "eyJ") || i > 0 && isKeyByte(s[i-1]) {
		return 0, 0
	}
	for to = i; to < high && (isKeyByte(s[to]) || s[to] == '.'); {
		to++
	}
	token := strings.TrimRight(s[i:to], ".")
	if len(token) < 30 || strings.Count(token, ".") < 2 {
		return 0, 0
	}
	return i, i + len(token)
}

// scheme masks what follows "Bearer " or "Basic " at i, unless it is prose.
func (w *scanner) scheme(i, high int) int {
	if i > 0 && isLetter(w.s[i-1]) {
		return 0
	}
	name, _, ok := strings.Cut(w.s[i:min(i+len("bearer "), high)], " ")
	bearer := strings.EqualFold(name, "bearer")
	if !ok || !bearer && !strings.EqualFold(name, "basic") {
		return 0
	}
	from := i + len(name) + 1
	to := from
	for to < high && (isBase64(w.s[to]) || w.s[to] == '.' || w.s[to] == '~') {
		to++
	}
	credential := strings.TrimRight(w.s[from:to], ".")
	if bearer {
		if len(credential) < 8 || len(credential) < 20 && !strings.ContainsAny(credential, "0123456789") {
			return 0
		}
		w.put(from, from+len(credential), w.r.place(Token, credential, false))
		return from + len(credential)
	}
	plain, ok := decodeBase64(credential)
	if !ok || !strings.Contains(plain, ":") {
		return 0
	}
	w.put(from, to, w.r.login(plain))
	return to
}

// login gives the placeholder of a "key:secret", and learns both: it is the
// secret's, so that every key that goes with it shows the same one.
func (r *Redactor) login(pair string) string {
	key, secret, ok := strings.Cut(pair, ":")
	if !ok || secret == "" {
		return r.place(Secret, pair, true)
	}
	if key != "" && key != secret {
		r.place(Key, key, false)
	}
	return r.place(Secret, secret, false)
}

func decodeBase64(s string) (string, bool) {
	plain, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
	return string(plain), err == nil && s != "" && utf8.Valid(plain)
}
