package api_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"

	"winkterm/api"
	"winkterm/api/wire"
)

const oneArchive = `{"id":"u-1","createdAt":"2026-01-01T00:00:00Z","providerId":"tenant-provided","userId":"u","type":"PAYSLIP",
	"state":{"status":"STARTED","errorCode":null,"errorMessage":null,"updatedAt":"2026-01-01T00:00:00Z"},"rawFiles":[]}`

// big is more than the buffers of a connection hold.
const big = 8 << 20

// noise is a file whose content is made while it is read.
type noise struct {
	seed, size int64

	mu             sync.Mutex
	opened, closed int
}

// content gives the same bytes each time.
func (f *noise) content() io.Reader {
	var seed [32]byte
	seed[0], seed[1] = byte(f.seed), byte(f.size)
	return io.LimitReader(rand.NewChaCha8(seed), f.size)
}

func (f *noise) sum() string { return sum(f.content()) }

func sum(r io.Reader) string {
	h := sha256.New()
	n, err := io.Copy(h, r)
	return fmt.Sprintf("%d bytes, %x, %v", n, h.Sum(nil), err)
}

func (f *noise) open() (io.ReadCloser, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.opened++
	return noiseReader{f.content(), f}, nil
}

// wantOpens wants the file to have been opened so often, and closed as often.
func (f *noise) wantOpens(t *testing.T, n int) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.opened != n || f.closed != n {
		t.Errorf("opened %d times, closed %d times, want %d", f.opened, f.closed, n)
	}
}

type noiseReader struct {
	io.Reader
	f *noise
}

func (r noiseReader) Close() error {
	r.f.mu.Lock()
	defer r.f.mu.Unlock()
	r.f.closed++
	return nil
}

func (f *noise) upload() api.Upload { return uploadOf(f) }

func uploadOf(files ...*noise) api.Upload {
	u := api.Upload{UserID: "u"}
	for i, f := range files {
		u.Files = append(u.Files, api.UploadFile{
			Name: fmt.Sprintf("%d.pdf", i), Format: wire.FormatPDF, Size: f.size, Open: f.open,
		})
	}
	return u
}

// takes reads a whole upload, wants it to be that of the files, and answers.
func takes(t *testing.T, then http.HandlerFunc, want ...*noise) http.HandlerFunc {
	t.Helper()
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || int64(len(body)) != r.ContentLength || r.TransferEncoding != nil || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("read %d bytes of %d, %v; headers are %v", len(body), r.ContentLength, err, r.Header)
		}
		var got wire.ArchiveRequest
		if err := json.Unmarshal(body, &got); err != nil || len(got.RawFiles) != len(want) {
			t.Errorf("%d files, %v", len(got.RawFiles), err)
		}
		for i := range min(len(got.RawFiles), len(want)) {
			raw, err := base64.StdEncoding.DecodeString(got.RawFiles[i].FileContent)
			if err != nil {
				t.Errorf("file %d: %v", i, err)
			}
			h := sha256.Sum256(raw)
			if sum := fmt.Sprintf("%d bytes, %x, <nil>", len(raw), h); sum != want[i].sum() {
				t.Errorf("file %d has %s, want %s", i, sum, want[i].sum())
			}
		}
		then(w, r)
	}
}

// steady wants progress to begin with 0, to grow, and to begin anew only from 0.
type steady struct {
	t       *testing.T
	at      int64
	total   int64
	rounds  int
	returns bool
	during  func(sent, total int64)
	mu      sync.Mutex
}

func (s *steady) tell(sent, total int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.returns:
		s.t.Errorf("told of %d after the call returned", sent)
	case sent == 0:
		s.rounds++
	case sent <= s.at || sent > total || s.total != 0 && s.total != total:
		s.t.Errorf("%d of %d came after %d of %d", sent, total, s.at, s.total)
	}
	s.at, s.total = sent, total
	if s.during != nil {
		s.during(sent, total)
	}
}

// returned gives where it stands, and wants no more from now on.
func (s *steady) returned() (at, total int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.returns = true
	return s.at, s.total
}
