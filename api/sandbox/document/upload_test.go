package document

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

const aPDF = "%PDF-1.7\nnothing of note\n%%EOF\n"

func TestTheLimitOfABody(t *testing.T) {
	t.Parallel()
	const start = `{"rawFiles":[{"fileContent":"`
	for says, body := range map[string]io.Reader{
		"body: broke off":                iotest.ErrReader(errors.New("cut")),
		"body: is larger than 100 bytes": http.MaxBytesReader(nil, io.NopCloser(strings.NewReader(strings.Repeat("A", 200))), 100),
	} {
		err := (&bodyReader{in: bufio.NewReader(io.MultiReader(strings.NewReader(start), body))}).run()
		if got := refuseBody(err); !strings.HasSuffix(got.Error(), says) {
			t.Errorf("got %v, want %q", got, says)
		}
	}
}

// jsonOf draws a JSON value that is full of what the reader looks for.
func jsonOf(t *rapid.T, depth int) any {
	text := rapid.SampledFrom([]string{"", "fileContent", "FILECONTENT", `"`, `\`, ":", `":"`, "JVBERi0=", "é\u2028", "a"})
	kind := rapid.IntRange(0, 4).Draw(t, "kind")
	if depth == 0 {
		kind = min(kind, 2)
	}
	switch kind {
	case 0:
		return text.Draw(t, "text")
	case 1:
		return rapid.IntRange(-9, 9).Draw(t, "number")
	case 2:
		return nil
	case 3:
		list := []any{}
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			list = append(list, jsonOf(t, depth-1))
		}
		return list
	}
	object := map[string]any{}
	for range rapid.IntRange(0, 3).Draw(t, "keys") {
		object[text.Draw(t, "key")] = jsonOf(t, depth-1)
	}
	return object
}

// restore swaps the contents of files in a value.
func restore(v any, swap func(text string) any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = restore(v[i], swap)
		}
	case map[string]any:
		for key, value := range v {
			if text, ok := value.(string); ok && strings.EqualFold(key, "fileContent") {
				v[key] = swap(text)
			} else {
				v[key] = restore(value, swap)
			}
		}
	}
	return v
}

func TestReadingTakesTheContentsAndNothingElse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		body, err := json.MarshalIndent(jsonOf(rt, 4), "", rapid.SampledFrom([]string{"", " \t"}).Draw(rt, "indent"))
		if err != nil {
			rt.Fatal(err)
		}
		r := bodyReader{in: bufio.NewReader(iotest.OneByteReader(bytes.NewReader(body)))}
		if err := r.run(); err != nil {
			if errors.Is(err, errManyFiles) {
				return
			}
			rt.Fatalf("%v: %s", err, body)
		}
		var got, want any
		if err := errors.Join(json.Unmarshal(r.rest.Bytes(), &got), json.Unmarshal(body, &want)); err != nil {
			rt.Fatalf("%v: %s from %s", err, r.rest.Bytes(), body)
		}
		got = restore(got, func(n string) any {
			c, ok := lookUp(r.contents, wire.FileObject{FileContent: n})
			if c.broken {
				return "broken"
			}
			return fmt.Sprint(c.sum, ok)
		})
		want = restore(want, func(text string) any {
			data, err := base64.StdEncoding.DecodeString(text)
			if err != nil {
				return "broken"
			}
			return fmt.Sprint(sha256.Sum256(data), true)
		})
		if fmt.Sprint(got) != fmt.Sprint(want) {
			rt.Fatalf("%s: got %v, want %v", body, got, want)
		}
	})
}

func TestContents(t *testing.T) {
	t.Parallel()
	long := base64.StdEncoding.EncodeToString([]byte(aPDF + strings.Repeat("x", 5001)))
	for text, want := range map[string]content{
		`"`:                                     {},
		`JVBERi0="`:                             {size: 5, format: wire.FormatPDF},
		`JVBERi0"`:                              {broken: true},
		`JVBERi0=JVBERi0="`:                     {broken: true},
		`JVBERi0=\nJVBERi0="`:                   {broken: true},
		`JVBE\r\nRi0=\n"`:                       {size: 5, format: wire.FormatPDF},
		`\u004aVBERi0="`:                        {size: 5, format: wire.FormatPDF},
		`\u014aVBERi0="`:                        {broken: true},
		`\/\/\/\/\u002b\u002B++"`:               {size: 6},
		`_-_-"`:                                 {broken: true},
		`data:application\/pdf;base64,JVBE"`:    {broken: true},
		`  JVBE"`:                               {broken: true},
		`DQoKJVBERi0="`:                         {size: 8, format: wire.FormatPDF},
		`77u/JVBERi0="`:                         {size: 8, format: wire.FormatPDF},
		long + `"`:                              {size: int64(len(aPDF)) + 5001, format: wire.FormatPDF},
		strings.TrimRight(long, "=") + `====="`: {broken: true},
		long + strings.Repeat("A", 4096) + `"`:  {broken: true},
	} {
		for _, in := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			got, err := readContent(bufio.NewReader(in))
			if err != nil || got.broken != want.broken {
				t.Errorf("%.40s: %+v %v, want %+v", text, got, err, want)
			}
			if !want.broken && (got.size != want.size || got.format != want.format) {
				t.Errorf("%.40s: %+v, want %+v", text, got, want)
			}
		}
	}
}

func FuzzBody(f *testing.F) {
	f.Add([]byte(`{"rawFiles":[{"fileContent":"JVBERi0=","fileName":"\"fileContent\":"}]}`))
	f.Add([]byte(`{"fileContent" : "\u004a\/", "a":{"FILEcontent":null}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r := bodyReader{in: bufio.NewReader(bytes.NewReader(body))}
		if err := r.run(); err != nil {
			var no *web.Refused
			if !errors.As(refuseBody(err), &no) {
				t.Errorf("%v is no refusal", err)
			}
			if json.Valid(body) && !errors.Is(err, errManyFiles) && !errors.Is(err, errLongRest) {
				t.Errorf("%v, but this is JSON: %s", err, body)
			}
			return
		}
		if json.Valid(body) && !json.Valid(r.rest.Bytes()) {
			t.Errorf("%s became %s", body, r.rest.Bytes())
		}
	})
}
