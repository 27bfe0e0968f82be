package sandbox

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"winkterm/api/sandbox/web"
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
	g := newGuest(t, Config{})
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
	g := newGuest(t, Config{})
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

func TestABodyThatIsTooLarge(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	req := httptest.NewRequest("POST", "/v1/archives", strings.NewReader("{}"))
	req.Header.Set("Authorization", goodKey)
	req.Header.Set("Content-Type", "application/json")
	const most = 10*((wire.FileLimit+2)/3*4) + web.MaxBody
	req.ContentLength = most + 1
	g.do(req).refused(t, 400, wire.CodeInvalidParameters, fmt.Sprintf("body: is larger than %d bytes", most))
}
