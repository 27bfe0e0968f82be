package driver_test

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow"
)

// uploads answers the upload in the sandbox's place as often as it likes.
func uploads(answer func(n int, w http.ResponseWriter, r *http.Request) bool) func(http.Handler) http.Handler {
	var n atomic.Int32
	return func(host http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			upload := r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/archives")
			if !upload || !answer(int(n.Add(1)), w, r) {
				host.ServeHTTP(w, r)
			}
		})
	}
}

// TestUploadIsCutOff breaks the connection in the middle: the Problem page says
// so, and the very files are sent again.
func TestUploadIsCutOff(t *testing.T) {
	t.Parallel()
	w := uploading(t, plan{door: uploads(func(n int, _ http.ResponseWriter, r *http.Request) bool {
		if n == 1 {
			_, _ = io.CopyN(io.Discard, r.Body, r.ContentLength/2)
			panic(http.ErrAbortHandler)
		}
		return false
	})})
	w.send("PAYSLIP", sample("payslip-christina.jpeg"), pdf("large.pdf", 8<<20))
	s := w.reach(flow.Problem)
	if f := s.Calls.Failed.Failure; f.Kind != flow.Passing || s.Calls.Failed.Origin != flow.FileType || f.Call != "POST /archives" || f.Advice == "" {
		t.Errorf("%+v", s.Calls.Failed)
	}
	if s.Calls.Upload != (flow.Progress{}) {
		t.Errorf("%+v of nothing", s.Calls.Upload)
	}
	w.Apply(flow.Retried{})
	s = w.reach(flow.ArchiveStatus)
	if n := count(w.callbacks(), "onUploadsCreated"); n != 1 || len(s.Documents.Current().RawFiles) != 2 {
		t.Errorf("onUploadsCreated fired %d times for %+v", n, s.Documents.Current())
	}
}

// TestUploadIsRefused stays with the files and says why.
func TestUploadIsRefused(t *testing.T) {
	t.Parallel()
	w := uploading(t, plan{})
	mislabelled := sample("payslip-ryan.png")
	mislabelled.Format = wire.FormatPDF
	w.send("PAYSLIP", mislabelled)
	refused := func(s flow.State) bool { return s.Notice.Level == flow.Error }
	s := w.until("the refusal", refused)
	if s.Page != flow.FileType || !strings.Contains(s.Notice.Text, "the file is a PNG") || len(s.Documents.Picked()) != 1 {
		t.Errorf("on %s with %v: %s", s.Page, s.Documents.Picked(), s.Notice.Text)
	}
	for name, why := range map[string]string{"gone.pdf": "no such file", "shrunk.pdf": "the file changed while it was sent"} {
		w.Apply(flow.FileRemoved{Index: 0})
		w.Apply(flow.FileAdded{File: pdf(name, 3<<20)})
		w.Apply(flow.Submitted{})
		s = w.until("word of the file", refused)
		if s.Page != flow.FileType || !strings.Contains(s.Notice.Text, name) || !strings.Contains(s.Notice.Text, why) {
			t.Errorf("on %s: %s", s.Page, s.Notice.Text)
		}
	}
	w.Apply(flow.FileRemoved{Index: 0})
	w.Apply(flow.FileAdded{File: sample("payslip-ryan.png")})
	w.Apply(flow.Submitted{})
	w.reach(flow.ArchiveSuccess)
}

// TestUploadIsStopped gives up while the host reads no further: nothing is left
// behind, and the files can be sent anew.
func TestUploadIsStopped(t *testing.T) {
	t.Parallel()
	arrived, stopped := make(chan struct{}), make(chan struct{})
	w := uploading(t, plan{door: uploads(func(n int, _ http.ResponseWriter, r *http.Request) bool {
		if n > 1 {
			return false
		}
		_, _ = io.CopyN(io.Discard, r.Body, 1000)
		close(arrived)
		<-stopped
		return true
	})})
	w.send("PAYSLIP", pdf("unsupported.pdf", wire.FileLimit))
	w.until("the first bytes", func(s flow.State) bool { return s.Calls.Upload.Sent > 0 })
	<-arrived // else the second upload could be the first that the host sees
	w.Apply(flow.UploadStopped{})
	close(stopped)
	if s := w.State(); s.Page != flow.FileType || s.Calls.Sending() || s.Calls.Upload != (flow.Progress{}) || len(s.Documents.Picked()) != 1 {
		t.Fatalf("on %s, %+v of %v", s.Page, s.Calls.Upload, s.Documents.Picked())
	}
	w.Apply(flow.Submitted{})
	w.until("the end of the analysis", func(s flow.State) bool { return s.Documents.ArchiveID != "" && !s.Documents.Analysing() })
	if n := count(w.callbacks(), "onUploadsCreated"); n != 1 {
		t.Errorf("onUploadsCreated fired %d times", n)
	}
	w.promptly()
}

// TestNothingToOpenWith has no way to a file's content, which is said on the page.
func TestNothingToOpenWith(t *testing.T) {
	t.Parallel()
	p := plan{sandbox: trueToLife()}
	p.options.Widget.EnableUpload = true
	w := begin(t, p)
	w.send("PAYSLIP", pdf("a.pdf", 100))
	s := w.until("the refusal", func(s flow.State) bool { return s.Notice.Level == flow.Error })
	if s.Page != flow.FileType || !strings.Contains(s.Notice.Text, "a.pdf") {
		t.Errorf("on %s: %s", s.Page, s.Notice.Text)
	}
}

// TestTokenEndsDuringAnUpload has the host refuse the session in the middle: the
// files are sent once more, with a new one.
func TestTokenEndsDuringAnUpload(t *testing.T) {
	t.Parallel()
	w := uploading(t, plan{door: uploads(func(n int, w http.ResponseWriter, r *http.Request) bool {
		if n == 1 {
			_, _ = io.Copy(io.Discard, r.Body)
			says(http.StatusUnauthorized, "application/json", `{"code":"UNAUTHENTICATED","message":"over","requestId":"r"}`)(w, r)
		}
		return n == 1
	})})
	w.send("PAYSLIP", sample("payslip-anisha.pdf"))
	w.reach(flow.ArchiveSuccess)
	got := w.callbacks()
	if len(got) != 2 || !strings.HasPrefix(got[0], "onTokenExpired") || !strings.HasPrefix(got[1], "onUploadsCreated") {
		t.Errorf("callbacks %v", got)
	}
	if n := countCalls(w, "POST /archives"); n != 2 {
		t.Errorf("the files were sent %d times", n)
	}
}
