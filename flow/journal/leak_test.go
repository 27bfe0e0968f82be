package journal

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow/redact"
)

// secretGen makes values of at least eight bytes, with all that needs escaping
// somewhere. Each test has its own: a generator is not safe for concurrent use.
func secretGen() *rapid.Generator[string] {
	runes := rapid.SampledFrom([]rune(`abcXYZ019 "\'/&%+<>=:;,{}[]@#?$` + "\n\té株😀"))
	return rapid.StringOfN(runes, 8, 24, -1).Filter(func(s string) bool {
		return strings.Trim(s, " \t\n") == s && strings.ContainsAny(s, "abcXYZé株😀")
	})
}

var (
	unescapeHTML = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&")
	placeholder  = regexp.MustCompile(`^\[[A-Z]+_\d+\]$`)
	hexEscape    = regexp.MustCompile(`%[0-9A-F]{2}`)
)

// spelled gives a value as programs write it, by the name of the way.
func spelled(value string) map[string]string {
	asJSON, _ := json.Marshal(value)
	path := url.PathEscape(value)
	return map[string]string{
		"raw":        value,
		"json":       strings.Trim(string(asJSON[1:len(asJSON)-1]), "\n"),
		"json plain": unescapeHTML.Replace(string(asJSON[1 : len(asJSON)-1])),
		"go":         strings.TrimSuffix(strings.TrimPrefix(strconv.Quote(value), `"`), `"`),
		"query":      url.QueryEscape(value),
		"path":       path,
		"lower hex":  hexEscape.ReplaceAllStringFunc(path, strings.ToLower),
	}
}

// placed puts a value into one of the places of a record.
func placed(t *rapid.T, value string) Data {
	text := rapid.SampledFrom([]string{"%s", "x%sx", "it's %s!", "a=%s&b", `say "%s"`, "[%s]", "\n%s"})
	ways := spelled(value)
	way := rapid.SampledFrom([]string{"raw", "json", "json plain", "go", "query", "path", "lower hex"}).Draw(t, "way")
	inText := fmt.Sprintf(text.Draw(t, "text"), ways[way])
	member, _ := json.Marshal(map[string]any{"note": "so " + value + " is", "list": []any{1, value, map[string]string{value: "x"}}})
	shaped, _ := json.Marshal(map[string]any{"page": "Login", "notice": "so " + value + " is", "list": []any{1, value, map[string]string{"x": value}}})
	nested, _ := json.Marshal(map[string]string{"payload": string(member)})
	login := base64.StdEncoding.EncodeToString([]byte(rapid.StringMatching(`[a-z]{1,9}`).Draw(t, "key") + ":" + value))
	safe := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return -1
		}
		return r
	}, inText)
	return rapid.SampledFrom([]Data{
		Note{Topic: "t", Text: inText},
		Note{Fault: &Fault{Did: inText, Fault: wire.Fault{ID: inText, Name: wire.FaultName(inText), Delay: inText, DelayMax: inText, RetryAfter: inText, Field: inText, When: wire.FaultWhen{Operation: inText, UserID: inText, ProviderID: inText}}}},
		Note{Topic: inText, Text: "with " + login + " in it"},
		Screen{Page: inText, ProviderID: "x", AccountID: inText},
		Status{Subject: "account", ID: inText, To: inText, ErrorCode: inText},
		Callback{Name: "onUIEvent", Args: Text(member)},
		Callback{Name: "onUIEvent", Args: Text(nested)},
		Callback{Name: "onUIEvent", Source: inText, Args: "null"},
		Launch{Options: wire.WidgetOptions{CompanyName: inText, TemplateID: inText, Providers: []string{"x", inText}, TopProviders: []string{inText}}},
		Unknown{Of: "later", Name: "x", Raw: Text(member)},
		Webhook{ID: inText, Type: inText, UserID: inText, SubjectID: inText, ErrorCode: inText, Marks: []string{inText}, Missing: []string{"x", inText}, Signature: inText},
		Webhook{Body: Text(member)},
		Items{List: inText, UserID: inText, SourceID: inText, RequestID: inText},
		Items{Body: Text(member)},
		State{Page: inText, State: JSON(shaped)},
		Intent{Name: inText, Args: JSON(shaped)},
		HTTP{Method: "GET", URL: "https://h/v1/x?note=" + ways["query"] + "&y=1", Path: "/x/" + ways["path"]},
		HTTP{Method: "GET", URL: "https://h/v1/" + ways["lower hex"], Err: fmt.Sprintf("Get %q: refused %q", inText, value)},
		HTTP{Method: "GET", URL: "https://h/v1/", Note: inText},
		HTTP{Request: Message{Header: []Header{{"X-Note", safe}, {"Authorization", "Basic " + login}}}},
		HTTP{Request: Message{Header: []Header{{"X-Note", "x-" + login}, {"Cookie", "a=" + value}}}},
		HTTP{Request: Message{Body: Text(member)}, Response: Message{Body: Text(nested)}},
		HTTP{Response: Message{Body: Text(inText + string(member))}},
		HTTP{Response: Message{Body: Text(member[:len(member)-rapid.IntRange(0, len(member)/2).Draw(t, "cut")])}},
	}).Draw(t, "data")
}

// leaks says in which spelling a text holds the value.
func leaks(text, value string) string {
	for way, spelling := range spelled(value) {
		if strings.Contains(text, spelling) {
			return way
		}
	}
	for shift := range 3 {
		padded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + value))
		if piece := padded[(8*shift+5)/6 : 8*(shift+len(value))/6]; strings.Contains(text, piece) {
			return "base64"
		}
	}
	return ""
}

// texts gives every string of a record's JSON as it reads when decoded.
func texts(v any, give func(string)) {
	switch v := v.(type) {
	case string:
		give(v)
	case []any:
		for _, item := range v {
			texts(item, give)
		}
	case map[string]any:
		for key, item := range v {
			give(key)
			texts(item, give)
		}
	}
}

func TestNothingLearnedLeaks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		j := New(newClock().now)
		secrets := rapid.SliceOfN(secretGen(), 1, 4).Draw(t, "secrets")
		for _, s := range secrets {
			j.Redactor().Learn(redact.Secret, s)
		}
		for range rapid.IntRange(1, 6).Draw(t, "records") {
			j.Append(placed(t, rapid.SampledFrom(secrets).Draw(t, "which")))
		}
		for _, r := range j.Since(0) {
			assertSafe(t, r, secrets)
		}
	})
}

func assertSafe(t *rapid.T, r Record, secrets []string) {
	line, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var decoded any
	if err := json.Unmarshal(line, &decoded); err != nil {
		t.Fatal(err)
	}
	for _, s := range secrets {
		// In a line a quote of its own is written "\"", so a bare one is JSON's.
		if way := leaks(string(line), s); way != "" && !strings.Contains(s, `"`) {
			t.Fatalf("%q stands %s in %s", s, way, line)
		}
		texts(decoded, func(text string) {
			if way := leaks(text, s); way != "" {
				t.Fatalf("%q stands %s in the text %q", s, way, text)
			}
		})
	}
}

// Short values are masked where they stand alone.
func TestNoShortValueLeaks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[A-Za-z0-9]{1,7}`).Draw(t, "secret")
		g := redact.New()
		g.Learn(redact.Secret, secret)
		d, _ := mask(g, HTTP{
			URL:      "https://h/?x=" + secret,
			Response: Message{Body: Text(`{"note":"` + secret + `","list":["` + secret + `"]}`)},
		}).(HTTP)
		const mark = "[SECRET_1]"
		want := HTTP{URL: "https://h/?x=" + mark, Response: Message{Body: Text(`{"note":"` + mark + `","list":["` + mark + `"]}`)}}
		if d.URL != want.URL || d.Response.Body != want.Response.Body {
			t.Fatalf("%q left %q and %q", secret, d.URL, d.Response.Body)
		}
	})
}

// The same value has one placeholder wherever it is, and no other value has it.
func TestPlaceholdersAreStable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := redact.New()
		of := map[string]string{}
		values := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{9,20}`), 2, 8, rapid.ID[string]).Draw(t, "values")
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			value := rapid.SampledFrom(values).Draw(t, "value")
			key := rapid.SampledFrom([]string{"password", "accessToken", "firstName", "docId", "otp"}).Draw(t, "key")
			n, _ := mask(g, Note{Text: `{"` + key + `":"` + value + `"}`}).(Note)
			mark := strings.TrimSuffix(strings.TrimPrefix(n.Text, `{"`+key+`":"`), `"}`)
			if !placeholder.MatchString(mark) {
				t.Fatalf("%q was masked as %q", value, n.Text)
			}
			if before, ok := of[mark]; ok && before != value {
				t.Fatalf("%q and %q are both %s", before, value, mark)
			}
			of[mark] = value
		}
		distinct := map[string]bool{}
		for _, value := range of {
			if distinct[value] {
				t.Fatalf("%q has two placeholders: %v", value, of)
			}
			distinct[value] = true
		}
	})
}

// Masking what is masked changes nothing.
func TestMaskTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := redact.New()
		secret := secretGen().Draw(t, "secret")
		g.Learn(redact.Secret, secret)
		once := mask(g, placed(t, secret))
		first, _ := json.Marshal(once)
		again, _ := json.Marshal(mask(g, once))
		if string(first) != string(again) {
			t.Fatalf("%s became %s", first, again)
		}
	})
}

// Whatever comes in, masking gives text back, and what was JSON stays JSON.
func FuzzMask(f *testing.F) {
	f.Add(`{"password":"x`)
	f.Add(`[[[{"a":"\u00`)
	f.Add(`a=%40b@c.de=+6399999999999&Basic Og==`)
	f.Fuzz(func(t *testing.T, body string) {
		g := redact.New()
		g.Learn(redact.Secret, `se"cr,et`)
		g.Learn(redact.Code, "1234")
		d, _ := mask(g, HTTP{URL: body, Request: Message{Header: []Header{{"Cookie", body}}}, Response: Message{Size: int64(len(body)), Body: Text(body)}}).(HTTP)
		if utf8.ValidString(body) != utf8.ValidString(string(d.Response.Body)) && utf8.ValidString(body) {
			t.Errorf("%q became %q", body, d.Response.Body)
		}
		if json.Valid([]byte(body)) && len(body) <= BodyMax && !strings.Contains(body, "secr") && !json.Valid([]byte(d.Response.Body)) {
			t.Errorf("JSON %q became %q", body, d.Response.Body)
		}
	})
}
