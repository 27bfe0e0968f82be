package sandbox

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
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/assets"
)

func TestUploadsThatAreRefused(t *testing.T) {
	t.Parallel()
	good := object("a.pdf", wire.FormatPDF, "", aPDF)
	with := func(change func(*wire.FileObject)) wire.ArchiveRequest {
		f := good
		change(&f)
		return of("PAYSLIP", good, f)
	}
	tiff := string(assets.Payslips()[4].Content())
	for says, req := range map[string]wire.ArchiveRequest{
		"fileType: must be":                            of("PAYSLIPS", good),
		"rawFiles: at least one":                       of("PAYSLIP"),
		"rawFiles: at most 10":                         of("PAYSLIP", good, good, good, good, good, good, good, good, good, good, good),
		"rawFiles[1].fileExtensionType: must be":       with(func(f *wire.FileObject) { f.FileExtensionType = "pdf" }),
		"rawFiles[1].fileExtensionType: TIFF":          with(func(f *wire.FileObject) { f.FileExtensionType = "TIFF" }),
		"rawFiles[1].fileSubtype: must be":             with(func(f *wire.FileObject) { f.FileSubtype = "COMPANY_ID_BACK" }),
		"rawFiles[1].fileName: is longer":              with(func(f *wire.FileObject) { f.FileName = strings.Repeat("x", 1001) }),
		"rawFiles[1].fileContent: is wanted":           with(func(f *wire.FileObject) { f.FileExtensionType = "PNG"; f.FileContent = "\x00" }),
		"rawFiles[1].fileContent: the file is empty":   with(func(f *wire.FileObject) { f.FileContent = "" }),
		"rawFiles[1].fileContent: is not base64":       with(func(f *wire.FileObject) { f.FileContent = "JVBERi0x%%%%" }),
		"rawFiles[1].fileContent: the file is a PNG":   with(func(f *wire.FileObject) { *f = object("a", wire.FormatPDF, "", aPNG) }),
		"rawFiles[1].fileContent: the file is a PDF":   with(func(f *wire.FileObject) { f.FileExtensionType = "JPG" }),
		"rawFiles[1].fileContent: the file is a JPEG":  with(func(f *wire.FileObject) { *f = object("a", wire.FormatPNG, "", aJPEG) }),
		"rawFiles[1].fileContent: the file is a TIFF":  with(func(f *wire.FileObject) { *f = object("a", wire.FormatPDF, "", tiff) }),
		"rawFiles[1].fileContent: the file is neither": with(func(f *wire.FileObject) { *f = object("a", wire.FormatPDF, "", "hello") }),
	} {
		for _, api := range apis {
			g := uploading(t, Config{})
			req.UserID = g.userID
			body := strings.Replace(encode(t, req), `,"fileContent":"\u0000"`, "", 1)
			g.via(api, "POST", "", body).refused(t, 400, wire.CodeInvalidParameters, says)
			if n := len(g.archives("")); n != 0 {
				t.Errorf("%s: it left %d archives", says, n)
			}
		}
	}
}

func TestUploadsToNobodyAndOfWhatIsNotEnabled(t *testing.T) {
	t.Parallel()
	g := uploading(t, Config{})
	req := of("PAYSLIP", object("a", wire.FormatPDF, "", aPDF))
	req.UserID = "tenant-nobody"
	g.open("POST", "/archives", encode(t, req)).refused(t, 404, wire.CodeMissingResource, "userId")
	g.open("POST", "/archives/classify", encode(t, req)).refused(t, 404, wire.CodeMissingResource, "userId")
	bill := of("WATER_BILL", object("a", wire.FormatPDF, "", aPDF))
	g.upload(wire.TenantProvided, bill).refused(t, 403, wire.CodeUnauthorizedAccess, "fileType")
	g.upload(wire.UserProvided, bill).refused(t, 400, wire.CodeInvalidParameters, "fileType")
	g.upload(wire.UserProvided, of("CLEARANCE_NBI", bill.RawFiles...)).refused(t, 400, wire.CodeInvalidParameters, "fileType")
	g.uploaded(wire.TenantProvided, of("CLEARANCE_NBI", bill.RawFiles...))
}

func TestUploadBodies(t *testing.T) {
	t.Parallel()
	g := visit(t, Config{})
	for body, says := range map[string]string{
		"":                                    "body: is wanted",
		"{":                                   "body",
		"[]":                                  "body",
		"{}":                                  "rawFiles",
		`{}x`:                                 "body",
		"null":                                "rawFiles",
		`{"rawFiles":[{"fileContent":"JVBE`:   "body: broke off",
		`{"rawFiles":[{"fileContent":"\q"}]}`: "body: is not",
		"{\"rawFiles\":[{\"fileContent\":\"a\nb\"}]}":                      "body: is not",
		`{"rawFiles":[{"fileContent":"\u12"}]}`:                            "body",
		`{"rawFiles":[{"fileContent":5}]}`:                                 "rawFiles.fileContent",
		`{"rawFiles":{"fileContent":"JVBE"}}`:                              "rawFiles",
		`{"rawFiles":[{"fileContent":"JVBE" "JVBE"}]}`:                     "body",
		`{"rawFiles":[{"fileName":"never ends`:                             "body: broke off",
		`{"rawFiles":[{"fileName":"` + strings.Repeat("x", 1<<20) + `"}]}`: "body: is larger",
		`{"rawFiles":[` + strings.Repeat(" ", 1<<20) + `]}`:                "body: is larger",
	} {
		req := httptest.NewRequest("POST", "/v1/archives", strings.NewReader(body))
		req.Header.Set("Authorization", goodKey)
		req.Header.Set("Content-Type", "application/json; charset=utf-8")
		g.do(req).refused(t, 400, wire.CodeInvalidParameters, says)
	}
	req := httptest.NewRequest("POST", "/v1/archives", strings.NewReader("{}"))
	req.Header.Set("Authorization", goodKey)
	g.do(req).refused(t, 415, wire.CodeUnsupportedType, "application/json")
	g.send("POST", "/v1/archives", "", "{}").refused(t, 401, wire.CodeInvalidToken, "key")
	g.open("GET", "/archives/classify", "").refused(t, 501, wire.CodeUnsupportedMethod, "GET")
}

// large streams a body with one PDF of that many bytes.
func large(t testing.TB, size int) io.Reader {
	t.Helper()
	pr, pw := io.Pipe()
	t.Cleanup(func() { _ = pr.Close() })
	go func() {
		_, _ = io.WriteString(pw, `{"fileType":"PAYSLIP","rawFiles":[{"fileExtensionType":"PDF","fileContent":"`)
		enc := base64.NewEncoder(base64.StdEncoding, pw)
		_, _ = io.WriteString(enc, "%PDF-")
		_, _ = io.CopyN(enc, zeros{}, int64(size-5))
		_ = enc.Close()
		_, _ = io.WriteString(pw, `"}]}`)
		_ = pw.Close()
	}()
	return pr
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestTheLimitOfAFile(t *testing.T) {
	t.Parallel()
	g := visit(t, Config{})
	send := func(size int) reply {
		req := httptest.NewRequest("POST", "/v1/archives", large(t, size))
		req.Header.Set("Authorization", goodKey)
		req.Header.Set("Content-Type", "application/json")
		return g.do(req)
	}
	a := into[wire.Archive](t, send(wire.FileLimit).want(t, 200))
	if a.RawFiles[0].Size != 15*1024 {
		t.Errorf("size %d kB", a.RawFiles[0].Size)
	}
	send(wire.FileLimit+1).refused(t, 400, wire.CodeInvalidParameters, "rawFiles[0].fileContent: the file is larger than 15 MB")
}

func TestTheLimitOfABody(t *testing.T) {
	t.Parallel()
	const start = `{"rawFiles":[{"fileContent":"`
	for says, body := range map[string]io.Reader{
		"body: broke off":                iotest.ErrReader(errors.New("cut")),
		"body: is larger than 100 bytes": http.MaxBytesReader(nil, io.NopCloser(strings.NewReader(strings.Repeat("A", 200))), 100),
	} {
		err := (&peeler{in: bufio.NewReader(io.MultiReader(strings.NewReader(start), body))}).run()
		if got := bodyFault(err); !strings.HasSuffix(got.Error(), says) {
			t.Errorf("got %v, want %q", got, says)
		}
	}
	g := visit(t, Config{})
	req := httptest.NewRequest("POST", "/v1/archives", strings.NewReader("{}"))
	req.Header.Set("Authorization", goodKey)
	req.Header.Set("Content-Type", "application/json")
	req.ContentLength = maxUpload + 1
	g.do(req).refused(t, 400, wire.CodeInvalidParameters, fmt.Sprintf("body: is larger than %d bytes", maxUpload))
}

// jsonOf draws a JSON value that is full of what the peeler looks for.
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

func TestPeelingTakesTheContentsAndNothingElse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		body, err := json.MarshalIndent(jsonOf(rt, 4), "", rapid.SampledFrom([]string{"", " \t"}).Draw(rt, "indent"))
		if err != nil {
			rt.Fatal(err)
		}
		p := peeler{in: bufio.NewReader(iotest.OneByteReader(bytes.NewReader(body)))}
		if err := p.run(); err != nil {
			if errors.Is(err, errManyFiles) {
				return
			}
			rt.Fatalf("%v: %s", err, body)
		}
		var got, want any
		if err := errors.Join(json.Unmarshal(p.rest.Bytes(), &got), json.Unmarshal(body, &want)); err != nil {
			rt.Fatalf("%v: %s from %s", err, p.rest.Bytes(), body)
		}
		got = restore(got, func(n string) any {
			c, ok := lookUp(p.contents, wire.FileObject{FileContent: n})
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

func FuzzPeel(f *testing.F) {
	f.Add([]byte(`{"rawFiles":[{"fileContent":"JVBERi0=","fileName":"\"fileContent\":"}]}`))
	f.Add([]byte(`{"fileContent" : "\u004a\/", "a":{"FILEcontent":null}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		p := peeler{in: bufio.NewReader(bytes.NewReader(body))}
		if err := p.run(); err != nil {
			var no *refused
			if !errors.As(bodyFault(err), &no) {
				t.Errorf("%v is no refusal", err)
			}
			if json.Valid(body) && !errors.Is(err, errManyFiles) && !errors.Is(err, errLongRest) {
				t.Errorf("%v, but this is JSON: %s", err, body)
			}
			return
		}
		if json.Valid(body) && !json.Valid(p.rest.Bytes()) {
			t.Errorf("%s became %s", body, p.rest.Bytes())
		}
	})
}
