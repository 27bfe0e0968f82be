package api_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"winkterm/api"
	"winkterm/api/wire"
)

// TestUploadArrivesAsItIs sends sizes on both sides of every boundary, over
// HTTP/1.1 and HTTP/2.
func TestUploadArrivesAsItIs(t *testing.T) {
	t.Parallel()
	for name, server := range map[string]func(http.HandlerFunc) *httptest.Server{
		"HTTP/1.1": func(h http.HandlerFunc) *httptest.Server { return httptest.NewServer(h) },
		"HTTP/2":   newHTTP2,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var files []*noise
			for i, size := range []int64{1, 2, 3, 4, 24<<10 - 1, 24 << 10, 24<<10 + 1, 1<<20 + 1, 3 << 20} {
				files = append(files, &noise{seed: int64(i), size: size})
			}
			s := server(func(w http.ResponseWriter, r *http.Request) {
				if r.Proto != name+".0" && r.Proto != name || r.URL.Path != "/v1/archives" {
					t.Errorf("call is %s %s", r.Proto, r.URL)
				}
				takes(t, envelope(200, "OK", oneArchive), files...)(w, r)
			})
			defer s.Close()
			p := &steady{t: t}
			archive, err := client(t, s).CreateArchive(t.Context(), uploadOf(files...), p.tell)
			if at, total := p.returned(); err != nil || archive.State.Status != wire.ArchiveStarted || at != total || p.rounds != 1 {
				t.Errorf("got %+v, %v; sent %d of %d in %d rounds", archive, err, at, total, p.rounds)
			}
			for _, f := range files {
				f.wantOpens(t, 1)
			}
		})
	}
}

func newHTTP2(h http.HandlerFunc) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.EnableHTTP2 = true
	s.StartTLS()
	return s
}

// echoed is a transport that reads a body in parts of some size, and keeps it.
type echoed struct {
	part int
	body *string
}

func (e echoed) RoundTrip(r *http.Request) (*http.Response, error) {
	var all []byte
	part := make([]byte, e.part)
	for {
		n, err := r.Body.Read(part)
		all = append(all, part[:n]...)
		if err != nil {
			*e.body = string(all)
			if err != io.EOF || int64(len(all)) != r.ContentLength {
				return nil, err
			}
			return canned{status: http.StatusOK, raw: `{"code":"OK","requestId":"r","data":` + oneArchive + `}`}.RoundTrip(r)
		}
	}
}

// TestAnyUploadIsTheJSONOfItsFiles: what is streamed is to the byte what
// marshalling all of it in memory gives, whatever the names are.
func TestAnyUploadIsTheJSONOfItsFiles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		u := api.Upload{UserID: rapid.String().Draw(t, "user"), FileType: rapid.Ptr(rapid.String(), true).Draw(t, "type")}
		want := wire.ArchiveRequest{UserID: u.UserID, FileType: u.FileType}
		for range rapid.IntRange(1, 4).Draw(t, "files") {
			content := rapid.SliceOfN(rapid.Byte(), 1, 100).Draw(t, "content")
			if rapid.Bool().Draw(t, "long") {
				content = []byte(strings.Repeat(string(content), 1000))
			}
			name := rapid.OneOf(rapid.String(), rapid.Just(`","fileContent":"`), rapid.StringN(300, 300, -1)).Draw(t, "name")
			f := wire.FileObject{FileExtensionType: wire.FormatPNG, FileSubtype: "CARD_BACK", FileName: name, FileContent: base64.StdEncoding.EncodeToString(content)}
			want.RawFiles = append(want.RawFiles, f)
			u.Files = append(u.Files, api.UploadFile{
				Name: name, Subtype: f.FileSubtype, Format: f.FileExtensionType, Size: int64(len(content)),
				Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(string(content))), nil },
			})
		}
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got string
		c, err := api.New(api.Config{BaseURL: "http://sandbox.example/v1", Key: testKey, Secret: testSecret, HTTP: &http.Client{
			Transport: echoed{rapid.IntRange(1, 40_000).Draw(t, "part"), &got},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.CreateArchive(t.Context(), u, nil); err != nil || got != string(text) {
			t.Fatalf("%v: got\n%.300q\nwant\n%.300q", err, got, text)
		}
	})
}

func TestNamesAreEscaped(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"", `a"b\c.pdf`, "line\nbreak\x00\x1b[2J\x7f.pdf", "給与明細 2026年1月.pdf", strings.Repeat("長", 300) + ".pdf",
		`x","fileContent":"`, `"}]}`, "<script>&amp;", "\u2028\u202e", "../../etc/passwd",
	} {
		u := (&noise{size: 5}).upload()
		u.Files[0].Name = name
		var got wire.ArchiveRequest
		c := client(t, stub(t, step{"POST /v1/archives", func(w http.ResponseWriter, r *http.Request) {
			if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
				t.Errorf("%q: %v", name, err)
			}
			envelope(200, "OK", oneArchive)(w, r)
		}}))
		if _, err := c.CreateArchive(t.Context(), u, nil); err != nil || len(got.RawFiles) != 1 || got.RawFiles[0].FileName != name {
			t.Errorf("%q came as %+v, %v", name, got.RawFiles, err)
		}
	}
}

func TestTheLargestFileGoesAndOneByteMoreDoesNot(t *testing.T) {
	t.Parallel()
	full, over := &noise{size: wire.FileLimit}, &noise{size: wire.FileLimit + 1}
	c, seen := watched(t, step{"POST /v1/archives", takes(t, envelope(200, "OK", oneArchive), full)})
	if _, err := c.CreateArchive(t.Context(), full.upload(), nil); err != nil {
		t.Error(err)
	}
	_, err := c.CreateArchive(t.Context(), uploadOf(full, over), nil)
	wantFile(t, err, api.FileTooLarge, 1)
	if len(*seen) != 1 {
		t.Errorf("%d attempts", len(*seen))
	}
	full.wantOpens(t, 1)
	over.wantOpens(t, 0)
}

func TestUploadsThatCannotBeSent(t *testing.T) {
	t.Parallel()
	c, seen := watched(t)
	_, err := c.CreateArchive(t.Context(), api.Upload{}, nil)
	if e := checkError(t, err, api.KindInvalid); !strings.Contains(e.Error(), "no file") {
		t.Errorf("got %v", err)
	}
	for _, size := range []int64{0, -1} {
		_, err = c.CreateArchive(t.Context(), (&noise{size: size}).upload(), nil)
		wantFile(t, err, api.FileEmpty, 0)
	}
	_, err = c.CreateArchive(t.Context(), api.Upload{Files: []api.UploadFile{{Name: "x", Size: 1}}}, nil)
	wantFile(t, err, api.FileUnreadable, 0)
	if len(*seen) != 0 {
		t.Errorf("told of %+v", *seen)
	}
}

// TestObserverSeesNotesInTheFilesPlace: the base64 is nowhere, its size is.
func TestObserverSeesNotesInTheFilesPlace(t *testing.T) {
	t.Parallel()
	front, back := &noise{size: 1 << 20}, &noise{size: 77}
	var size int64
	limited := envelope(429, "REQUEST_LIMIT_EXCEEDED", "null")
	c, seen := watched(t, step{"POST /v1/archives", takes(t, limited, front, back)},
		step{"POST /v1/archives", takes(t, func(w http.ResponseWriter, r *http.Request) {
			size = r.ContentLength
			envelope(200, "OK", oneArchive)(w, r)
		}, front, back)})
	if _, err := c.CreateArchive(t.Context(), uploadOf(front, back), nil); err != nil || len(*seen) != 2 {
		t.Fatalf("%d attempts, %v", len(*seen), err)
	}
	const want = `{"userId":"u","rawFiles":[{"fileExtensionType":"PDF","fileName":"0.pdf","fileContent":"<base64 of 1048576 bytes>"},` +
		`{"fileExtensionType":"PDF","fileName":"1.pdf","fileContent":"<base64 of 77 bytes>"}]}`
	for i, x := range *seen {
		if string(x.RequestBody) != want || x.RequestSize != size || x.Attempt != i+1 || x.RequestHeader.Get("Content-Type") != "application/json" {
			t.Errorf("attempt %d: %d bytes (want %d), %v, shown as\n%s", x.Attempt, x.RequestSize, size, x.RequestHeader, x.RequestBody)
		}
	}
}

// wantFile wants the failure of a file.
func wantFile(t *testing.T, err error, problem api.FileProblem, index int) {
	t.Helper()
	e := checkError(t, err, api.KindFile)
	file := asFile(err)
	if file == nil || file.Problem != problem || file.Index != index {
		t.Fatalf("got %+v (%v), want file %d: %s", file, err, index, problem)
	}
	if !strings.Contains(err.Error(), string(problem)) || strings.Contains(e.Advice(), "carried out") {
		t.Errorf("text is %q", err)
	}
}

func asFile(err error) *api.FileError {
	var file *api.FileError
	errors.As(err, &file)
	return file
}
