package api_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/wire"
)

// neverWhole is a server that gets a part of an upload, or nothing at all: an
// upload that breaks off early may not even show its head.
func neverWhole(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(halfway(t))
	t.Cleanup(server.Close)
	return server
}

// TestFileThatChangesUnderTheUpload works on files of the system.
func TestFileThatChangesUnderTheUpload(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		change func(path string) error
		says   string
	}{
		"grows":   {func(path string) error { return os.Truncate(path, big+1) }, "longer"},
		"shrinks": {func(path string) error { return os.Truncate(path, big-1) }, "shorter"},
		"empties": {func(path string) error { return os.Truncate(path, 0) }, "shorter"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, u := onDisk(t, big)
			p := &steady{t: t, during: func(sent, total int64) {
				if sent > 0 && sent < total/4 {
					if err := tc.change(path); err != nil {
						t.Error(err)
					}
				}
			}}
			_, err := client(t, neverWhole(t)).CreateArchive(t.Context(), u, p.tell)
			p.returned()
			wantFile(t, err, api.FileChanged, 0)
			if !strings.Contains(err.Error(), tc.says) || !strings.Contains(err.Error(), "choose the file again") {
				t.Errorf("text is %q", err)
			}
		})
	}
}

func onDisk(t *testing.T, size int64) (string, api.Upload) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "payslip.pdf")
	if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, api.Upload{Files: []api.UploadFile{{
		Name: "payslip.pdf", Format: wire.FormatPDF, Size: size,
		Open: func() (io.ReadCloser, error) { return os.Open(path) }, //nolint:gosec // the test's own file
	}}}
}

func TestFileThatChangesOverHTTP2(t *testing.T) {
	t.Parallel()
	f := &noise{size: 1 << 20}
	u := f.upload()
	u.Files[0].Size += 2
	server := newHTTP2(halfway(t))
	defer server.Close()
	_, err := client(t, server).CreateArchive(t.Context(), u, nil)
	wantFile(t, err, api.FileChanged, 0)
	f.wantOpens(t, 1)
}

// TestSizeThatWasNeverTrue: short files fit into one buffer, and yet nothing of
// them arrives as a whole.
func TestSizeThatWasNeverTrue(t *testing.T) {
	t.Parallel()
	for _, said := range []int64{1, 99, 101, 200} {
		f, body := &noise{size: 100}, ""
		u := f.upload()
		u.Files[0].Size = said
		c := client(t, stub(t), func(cfg *api.Config) { cfg.HTTP = &http.Client{Transport: echoed{7, &body}} })
		_, err := c.CreateArchive(t.Context(), u, nil)
		wantFile(t, err, api.FileChanged, 0)
		f.wantOpens(t, 1)
		if strings.Contains(body, "]}") {
			t.Errorf("said %d: the body has its end", said)
		}
	}
}

func TestFileThatIsGoneWhenItIsReadAgain(t *testing.T) {
	t.Parallel()
	path, u := onDisk(t, big)
	gone := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if gone {
			halfway(t)(w, r)
			return
		}
		gone = true
		begun(t, func(w http.ResponseWriter, r *http.Request) {
			if err := os.Remove(path); err != nil {
				t.Error(err)
			}
			envelope(429, "REQUEST_LIMIT_EXCEEDED", "null")(w, r)
		})(w, r)
	}))
	defer server.Close()
	var seen []api.Exchange
	c := client(t, server, func(cfg *api.Config) { cfg.Observe = func(x api.Exchange) { seen = append(seen, x) } })
	_, err := c.CreateArchive(t.Context(), u, nil)
	wantFile(t, err, api.FileUnreadable, 0)
	if !errors.Is(err, os.ErrNotExist) || strings.Contains(err.Error(), filepath.Dir(path)) {
		t.Errorf("got %v", err)
	}
	if len(seen) != 2 || strings.Contains(seen[1].Err, filepath.Dir(path)) {
		t.Errorf("told of %+v", seen)
	}
}

// failing gives an error after some bytes.
type failing struct {
	io.Reader
	err error
}

func (f failing) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if err != nil {
		err = f.err
	}
	return n, err
}

func (failing) Close() error { return errors.New("nobody wants to know") }

func TestFileThatCannotBeReadToItsEnd(t *testing.T) {
	t.Parallel()
	broken := errors.New("input/output error")
	for _, size := range []int64{1 << 20, 1<<20 - 5} {
		first, second := &noise{size: 1 << 20}, &noise{size: size}
		u := uploadOf(first, second)
		u.Files[1].Open = func() (io.ReadCloser, error) {
			return failing{io.LimitReader(second.content(), 1<<20-5), broken}, nil
		}
		_, err := client(t, neverWhole(t)).CreateArchive(t.Context(), u, nil)
		wantFile(t, err, api.FileUnreadable, 1)
		if !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
		first.wantOpens(t, 1)
	}
}
