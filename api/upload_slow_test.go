package api_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
)

// slowUpload uploads to a handler on such a clock.
func slowUpload(t *testing.T, u api.Upload, h http.HandlerFunc) (time.Duration, error) {
	t.Helper()
	return slowly(t, h, func(ctx context.Context, c *api.Client) error {
		_, err := c.CreateArchive(ctx, u, nil)
		return err
	})
}

// TestSlowLineIsNoTimeout: an upload may take far longer than the time-out while
// it moves.
func TestSlowLineIsNoTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &noise{size: 1 << 20}
		took, err := slowUpload(t, f.upload(), func(w http.ResponseWriter, r *http.Request) {
			for range r.ContentLength >> 16 {
				sleep(r, api.Timeout-time.Second)
				if _, err := io.CopyN(io.Discard, r.Body, 1<<16); err != nil {
					t.Error(err)
				}
			}
			_, _ = io.Copy(io.Discard, r.Body)
			sleep(r, 3*api.Timeout-time.Second)
			envelope(200, "OK", oneArchive)(w, r)
		})
		if err != nil || took < 20*api.Timeout {
			t.Errorf("took %s, %v", took, err)
		}
		f.wantOpens(t, 1)
	})
}

// TestStandstillTimesOut, wherever it is.
func TestStandstillTimesOut(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		read, wait int64
		says       string
		doubt      bool
	}{
		"at the beginning": {0, 1, " % of the upload: nothing moved for 30s", false},
		"in the middle":    {700_000, 1, " % of the upload: nothing moved for 30s", false},
		"at the end":       {1 << 40, 3, "all was sent, and no answer came within 1m30s", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				f := &noise{size: 1 << 20}
				took, err := slowUpload(t, f.upload(), func(_ http.ResponseWriter, r *http.Request) {
					_, _ = io.CopyN(io.Discard, r.Body, tc.read)
					sleep(r, time.Hour)
				})
				e := checkError(t, err, api.KindTimeout)
				if took != time.Duration(tc.wait)*api.Timeout || !strings.Contains(err.Error(), tc.says) ||
					strings.Contains(e.Advice(), "carried out") != tc.doubt {
					t.Errorf("took %s: %v", took, err)
				}
				f.wantOpens(t, 1)
			})
		})
	}
}

// TestFileThatHangsTimesOut: a file on a share that is gone, say.
func TestFileThatHangsTimesOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stuck{make(chan struct{}), make(chan struct{}), make(chan struct{})}
		u := (&noise{size: 100}).upload()
		u.Files[0].Open = func() (io.ReadCloser, error) { return s, nil }
		took, err := slowUpload(t, u, halfway(t))
		wantKind(t, err, api.KindTimeout)
		if took != api.Timeout {
			t.Errorf("took %s", took)
		}
		close(s.release)
		<-s.closed
	})
}

// forgetful is a transport that fails and leaves the body open.
type forgetful struct{}

func (forgetful) RoundTrip(r *http.Request) (*http.Response, error) {
	_, _ = r.Body.Read(make([]byte, 1))
	return nil, io.ErrUnexpectedEOF
}

// TestTheFilesAreClosedAtOnce, whether the transport closes the body or not.
func TestTheFilesAreClosedAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f, began := &noise{size: 1 << 20}, api.SystemClock().Now()
		c, err := api.New(api.Config{BaseURL: "http://smile.test/v1", Key: testKey, Secret: testSecret, HTTP: &http.Client{Transport: forgetful{}}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.CreateArchive(t.Context(), f.upload(), nil)
		wantKind(t, err, api.KindUnreachable)
		if took := api.SystemClock().Now().Sub(began); took != 0 {
			t.Errorf("took %s", took)
		}
		f.wantOpens(t, 1)
	})
}
