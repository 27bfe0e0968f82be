package redact

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// encodings are the ways in which a value may turn up in what is exported.
var encodings = map[string]func(string) string{
	"raw":           func(v string) string { return "x " + v + " y" },
	"upper case":    strings.ToUpper,
	"lower case":    strings.ToLower,
	"query":         url.QueryEscape,
	"path":          url.PathEscape,
	"every byte":    func(v string) string { return percented(v) },
	"twice escaped": func(v string) string { return url.QueryEscape(percented(v)) },
	"JSON":          func(v string) string { return quotedJSON(v) },
	"JSON in JSON":  func(v string) string { return quotedJSON(`{"a":` + quotedJSON(v) + `}`) },
	"JSON, by code": func(v string) string { return coded(v, `\u%04x`) },
	"Go":            strconv.Quote,
	"shell":         func(v string) string { return "'" + strings.ReplaceAll(v, "'", `'\''`) + "'" },
	"octal":         func(v string) string { return bytesAs(v, `\%03o`) },
	"HTML":          html.EscapeString,
	"HTML, by code": func(v string) string { return coded(v, "&#%d;") },
	"Markdown":      func(v string) string { return strings.NewReplacer("_", `\_`, "@", "@\u200b").Replace(v) },
	"blanks":        func(v string) string { return strings.Join(strings.Split(v, ""), " ") },
	"dashes":        func(v string) string { return v[:3] + "-" + v[3:] },
	"base64":        func(v string) string { return base64.StdEncoding.EncodeToString([]byte(v)) },
	"base64 + 1":    func(v string) string { return base64.StdEncoding.EncodeToString([]byte("k" + v + "tail")) },
	"base64 + 2":    func(v string) string { return base64.RawURLEncoding.EncodeToString([]byte("ke" + v)) },
	"base64, lines": func(v string) string {
		return base64.StdEncoding.EncodeToString([]byte(v))[:4] + "\n" + base64.StdEncoding.EncodeToString([]byte(v))[4:]
	},
	"base64 in URL": func(v string) string { return url.QueryEscape(base64.StdEncoding.EncodeToString([]byte("??" + v))) },
	"hex":           func(v string) string { return hex.EncodeToString([]byte(v)) },
	"HEX":           func(v string) string { return strings.ToUpper(hex.EncodeToString([]byte("abc" + v))) },
}

func percented(v string) string { return bytesAs(v, "%%%02X") }

func bytesAs(v, format string) (all string) {
	for _, c := range []byte(v) {
		all += fmt.Sprintf(format, c)
	}
	return all
}

func coded(v, format string) (all string) {
	for _, r := range v {
		all += fmt.Sprintf(format, r)
	}
	return all
}

func quotedJSON(v string) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// TestEveryEncodingOfAValueIsFound has secrets and personal data of many shapes.
func TestEveryEncodingOfAValueIsFound(t *testing.T) {
	t.Parallel()
	for _, value := range []struct {
		kind  Kind
		value string
	}{
		{Secret, "Tr0ub4dor&3"}, {Secret, `p"a's\s <word> 50%`}, {Secret, "pässwörter1"}, {Key, "key-9f8e7d"},
		{Token, "eyJhbGciOi.eyJzdWIi.c2lnbmF0"}, {Email, "George_P@example.test"}, {Secret, "zwölf Boxkämpfer jagen"},
		{Phone, "+63 955 999 1234"}, {SSN, "33-0000000-8"},
	} {
		r := New()
		r.Learn(value.kind, value.value)
		proof := r.Proof()
		for name, encode := range encodings {
			text := encode(value.value)
			what, found := proof.Leak([]byte("before " + text + " after"))
			if !found || what != "["+string(value.kind)+"_1]" {
				t.Errorf("%s of %q is not found in %q: %q", name, value.value, text, what)
			}
		}
	}
}

// TestWhatIsShortIsFoundInItsEncodings: raw it may be chance, in hexadecimal it is not.
func TestWhatIsShortIsFoundInItsEncodings(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"YGUS1", "123456", "hunter2", "Singapore", "Kuala Lumpur"} {
		r := New()
		r.Learn(Secret, value)
		if _, found := r.Proof().Leak([]byte("pass" + value + "word, record " + value)); found {
			t.Errorf("%q counts as found in any bytes", value)
		}
		if what, found := r.Proof().Leak([]byte(hex.EncodeToString([]byte(value)))); !found || what != "[SECRET_1]" {
			t.Errorf("%q is not found in hexadecimal", value)
		}
	}
}

// TestAShortValueThatStandsAloneIsFound is what Text is for: a code, a short password.
func TestAShortValueThatStandsAloneIsFound(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Code, "4711")
	r.Learn(Secret, "hunter2")
	r.Learn(Secret, "ab")
	proof := r.Proof()
	for text, want := range map[string]string{
		"code 4711 is wrong": "[CODE_1]", `{"x":"4711"}`: "[CODE_1]", `{"x":4711}`: "[CODE_1]", "hunter2": "[SECRET_1]",
		`{"x":"ab"}`: "[SECRET_2]", "mail a@example.test": "[EMAIL_1]", `{"password":"other"}`: "[SECRET_3]",
		"[CODE_1] a-4711 12:4711 hunter23 cab": "", `{"id":"4711"}`: "", "": "", "••••": "", `{"password":"••••"}`: "",
	} {
		what, found := proof.Text(text)
		if found != (want != "") || found && want[:4] != what[:4] {
			t.Errorf("%q: found %q, want %q", text, what, want)
		}
	}
}

// TestNumbersThatAreChanceAreNone has a number stand in longer ones.
func TestNumbersThatAreChanceAreNone(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(SSN, "3300000008")
	r.Learn(BirthDate, "2026-11-29")
	r.Learn(Secret, "12.50")
	for text, want := range map[string]bool{
		"id 33000000081": false, "0123456789013300000008": false, "2026-11-29T07:30:00Z 12.50": false,
		"n 3300000008, 633300000008": true, "33-0000000-8": true,
	} {
		if what, found := r.Proof().Leak([]byte(text)); found != want {
			t.Errorf("%q: %q, %t", text, what, found)
		}
	}
}

// TestWordsOfTheReportAreChance has a user whose password every report has.
func TestWordsOfTheReportAreChance(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Secret, "color-scheme")
	r.Learn(Secret, "client_secret")
	proof := r.Proof().Without(`{"Color-Scheme": 1}`)
	if what, found := proof.Leak([]byte(`{"color-scheme": 1, "client_secret": 2, "colorscheme": 3}`)); found {
		t.Errorf("found %q", what)
	}
	for _, text := range []string{hex.EncodeToString([]byte("color-scheme")), base64.StdEncoding.EncodeToString([]byte("client_secret"))} {
		if _, found := proof.Leak([]byte(text)); !found {
			t.Errorf("%q is not found", text)
		}
	}
	if _, found := r.Proof().Leak([]byte("COLOR-scheme")); !found {
		t.Error("without a vocabulary it is no chance")
	}
}

// TestMaskTakesChanceAlone: a code that stood in a record before it was typed is masked, and
// nothing else is, so that Text still refuses it.
func TestMaskTakesChanceAlone(t *testing.T) {
	t.Parallel()
	r := New()
	r.Learn(Code, "4711")
	r.Learn(Secret, "correcthorsebattery")
	for text, want := range map[string]string{
		`sent to +63 ••• 4711`:   `sent to +63 ••• [CODE_1]`,
		`{"hint":"4711"} a-4711`: `{"hint":"[CODE_1]"} a-4711`,
		"no secret":              "no secret", "": "",
		"4711 correcthorsebattery": "4711 correcthorsebattery", "4711 mail a@example.test": "4711 mail a@example.test",
		`-d '{"password":"'"$SECRET_1"'"}' 4711`: `-d '{"password":"'"$SECRET_1"'"}' 4711`,
	} {
		got := r.Proof().Mask(text)
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if _, found := r.Proof().Text(got); found != (strings.Contains(got, "4711") && !strings.Contains(got, "a-4711")) {
			t.Errorf("%q: leaks: %t", got, found)
		}
	}
}

// TestWhatCanBeChance are words, names and short numbers, and nothing that is longer or
// has a digit or a sign among its letters.
func TestWhatCanBeChance(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{
		"Singapore": true, "Kuala Lumpur": true, "1234": true, "hunter2": true, "hunter2hunter": false, "correcthorsebattery": false, "pass-word-x": false,
	} {
		r := New()
		r.Learn(Secret, value)
		if got := r.Proof().Chance("[SECRET_1]"); got != want {
			t.Errorf("%q: %t", value, got)
		}
	}
	if New().Proof().Chance("[SECRET_1]") {
		t.Error("what is not known is no chance")
	}
}

// TestLocalValuesAreNotLookedFor as the redactor does not.
func TestLocalValuesAreNotLookedFor(t *testing.T) {
	t.Parallel()
	r := New()
	if got := r.Text(`{"photoUrl":"https://cdn.test/photo-1.png"}`); got != `{"photoUrl":"[LINK_1]"}` {
		t.Fatal(got)
	}
	if what, found := r.Proof().Leak([]byte("https://cdn.test/photo-1.png")); found {
		t.Errorf("found %q", what)
	}
	if _, found := New().Proof().Leak([]byte("anything")); found {
		t.Error("nothing is known, and something found")
	}
}

// TestMaskedTextsHoldNothing: what the redactor masks has no leak, whatever it is.
func TestMaskedTextsHoldNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := New()
		values := rapid.SliceOfN(rapid.StringMatching(`[A-Za-z0-9@%&"'\\/+ -]{8,24}`), 1, 5).Draw(t, "values")
		for _, v := range values {
			r.Learn(Secret, v)
		}
		text := "a " + strings.Join(values, "\n") + " " + quotedJSON(values[0]) + " " + url.QueryEscape(values[0])
		masked := r.Text(text)
		if what, found := r.Proof().Leak([]byte(masked)); found {
			t.Fatalf("%q is found in %q", what, masked)
		}
	})
}

// BenchmarkProof searches 20 MB for 200 values.
func BenchmarkProof(b *testing.B) {
	r := New()
	for i := range 200 {
		r.Learn(kinds[i%len(kinds)], fmt.Sprintf("value-%d-of-%x", i, i*7919))
	}
	line := `{"seq":24,"lane":"http","data":{"request":{"body":"{\"providerId\":\"sss_ph\",\"credentials\":{\"password\":\"[SECRET_2]\"}}"},"url":"http://127.0.0.1:40173/link/v1/accounts?a=b%20c"}}` + "\n"
	data := []byte(strings.Repeat(line, 20_000_000/len(line)))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if what, found := r.Proof().Leak(data); found {
			b.Fatal(what)
		}
	}
}

// TestUnescapeTakesWhatIsThere has escapes of every kind, and what only looks like one.
func TestUnescapeTakesWhatIsThere(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"%41%4": "A%4", "%zz%": "%zz%", `\u0041\u00`: `A\u00`, `\x41\x4`: `A\x4`, `\101\10`: `A\10`, `\q\7\é\`: `\q\7\é\`,
		`\/\"\\n`: `/"\n`, `a\nb`: "a b", "&amp;&bogus;&#65;&": "&&bogus;A&", "a\u200bb…": "ab…", "plain": "plain", "": "", `\400`: `\400`,
		"&averyverylongname;": "&averyverylongname;",
	} {
		if got := unescape(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestBase64OverLinesIsFound where its signs are among those that are taken out.
func TestBase64OverLinesIsFound(t *testing.T) {
	t.Parallel()
	const value = "~~~>>>~~~>>>"
	r := New()
	r.Learn(Secret, value)
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		text := encoding.EncodeToString([]byte(value))
		if text = text[:8] + "\r\n" + text[8:]; !strings.ContainsAny(text, "+-") {
			t.Fatal(text)
		}
		if what, found := r.Proof().Leak([]byte(text)); !found {
			t.Errorf("%q is not found: %s", text, what)
		}
	}
}

func TestIsCut(t *testing.T) {
	t.Parallel()
	if IsCut("a…[b bytes left out]") || IsCut("") || !IsCut("a…[12 bytes left out]") {
		t.Error("a cut text is taken for another one")
	}
}
