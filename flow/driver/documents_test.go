package driver_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
)

// papers gives a sample's content, and for other files as much of a PDF as they
// are said to be long.
func papers(f flow.File) (io.ReadCloser, error) {
	if f.Sample {
		return io.NopCloser(bytes.NewReader(sampleOf(f.Path).Content())), nil
	}
	if strings.HasPrefix(f.Path, "gone") {
		return nil, errors.New("no such file")
	}
	if strings.HasPrefix(f.Path, "shrunk") {
		f.Size--
	}
	begin := strings.NewReader("%PDF-1.7\n")
	return io.NopCloser(io.LimitReader(io.MultiReader(begin, blanks{}), f.Size)), nil
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func sampleOf(name string) assets.Payslip {
	for _, p := range assets.Payslips() {
		if p.Name == name {
			return p
		}
	}
	return assets.Payslip{}
}

func sample(name string) flow.File {
	p := sampleOf(name)
	return flow.File{Path: name, Name: name, Sample: true, Size: int64(len(p.Content())), Format: wire.FileFormat(p.Format)}
}

func pdf(name string, size int64) flow.File {
	return flow.File{Path: name, Name: name, Size: size, Format: wire.FormatPDF}
}

// uploading is a session that may upload, natively or by the Open API alone.
func uploading(t *testing.T, p plan) *walk {
	t.Helper()
	p.sandbox, p.files = trueToLife(), papers
	p.options.Widget.EnableUpload = true
	return begin(t, p)
}

// send goes from the start to the files of a type and sends some.
func (w *walk) send(fileType string, files ...flow.File) {
	w.t.Helper()
	w.reach(flow.Consent)
	w.Apply(flow.ConsentGiven{})
	w.Apply(flow.UploadWanted{})
	w.reach(flow.FileTypeList)
	w.sendFrom(fileType, files...)
}

// sendFrom does so from the list of types.
func (w *walk) sendFrom(fileType string, files ...flow.File) {
	w.t.Helper()
	w.Apply(flow.FileTypeChosen{Type: wire.FileType{Type: fileType}})
	w.reach(flow.FileType)
	for _, f := range files {
		w.Apply(flow.FileAdded{File: f})
	}
	if n := len(w.State().Documents.Picked()); n != len(files) {
		w.t.Fatalf("%d of %d files were added: %+v", n, len(files), w.State().Notice)
	}
	w.Apply(flow.Submitted{})
}

// TestDocumentsWholePath sends a sample, has it analysed, and revokes it: over
// the Link contract, and over the Open API alone.
func TestDocumentsWholePath(t *testing.T) {
	t.Parallel()
	for name, browser := range map[string]bool{"link": false, "open": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := uploading(t, plan{browser: browser})
			w.send("PAYSLIP", sample("payslip-george.pdf"))
			s := w.reach(flow.ArchiveSuccess)
			wantValues(t, s.Documents.Current(), sampleOf("payslip-george.pdf").Values)
			id, user := s.Documents.ArchiveID, s.Session.UserID
			w.Apply(flow.RevokeWanted{})
			w.until("a look", func(s flow.State) bool { return !s.Calls.Polling() })
			w.Apply(flow.RevokeWanted{})
			w.Apply(flow.RevokeConfirmed{})
			w.until("REVOKED", func(s flow.State) bool { return s.Documents.Current().State.Status == wire.ArchiveRevoked })
			w.Apply(flow.Close{})
			w.Close()
			uploads := fmt.Sprintf(`{"uploads":[%q],"userId":%q}`, id, user)
			want := []string{"onUploadsCreated " + uploads, "onUploadsRemoved " + uploads, `onClose {"reason":"close"}`}
			if diff := cmp.Diff(want, w.callbacks()); diff != "" {
				t.Errorf("callbacks:\n%s", diff)
			}
			wantArchiveEvents(t, w, id)
			wantArchiveStatuses(t, w, id, "STARTED", "ANALYZED", "REVOKED")
			api := map[bool]string{false: "link", true: "open"}[browser]
			for _, x := range records[journal.HTTP](w) {
				if strings.HasPrefix(x.Path, "/archives") && x.API != api {
					t.Errorf("%s %s went over %s", x.Method, x.Path, x.API)
				}
			}
			w.keepsSecrets()
		})
	}
}

func wantValues(t *testing.T, a wire.Archive, printed wire.PayslipValues) {
	t.Helper()
	var got wire.PayslipValues
	if err := json.Unmarshal(a.Extracted(), &got); err != nil {
		t.Fatalf("%v: %s", err, a.Extracted())
	}
	if diff := cmp.Diff(printed, got); diff != "" {
		t.Errorf("what was read is not what is printed:\n%s", diff)
	}
}

// wantArchiveEvents checks which pages about documents told what they are about.
func wantArchiveEvents(t *testing.T, w *walk, id string) {
	t.Helper()
	var got []string
	for _, c := range records[journal.Callback](w) {
		var e wire.UIEvent
		if c.Name != string(wire.OnUIEvent) {
			continue
		}
		if err := json.Unmarshal([]byte(c.Args), &e); err != nil {
			t.Fatal(err)
		}
		if e.Archive != nil {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", e.EventName, e.Archive.FileType, e.Archive.ArchiveID)))
		}
	}
	want := []string{"FileTypePageOpened PAYSLIP", "ArchiveSuccessPageOpened PAYSLIP " + id, "RevokeArchivePageOpened PAYSLIP " + id}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("onUIEvent:\n%s", diff)
	}
}

func wantArchiveStatuses(t *testing.T, w *walk, id string, want ...string) {
	t.Helper()
	var got []string
	from := ""
	for _, s := range records[journal.Status](w) {
		if s.Subject != "archive" || s.ID != id || s.From != from || (s.Since > 0) != (s.To == "ANALYZED") {
			t.Errorf("the status %+v", s)
		}
		from = s.To
		got = append(got, s.To)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses:\n%s", diff)
	}
}

// TestHowAnalysesEnd sends what the sandbox does not analyse.
func TestHowAnalysesEnd(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fileType string
		status   wire.ArchiveStatus
		code     wire.ArchiveErrorCode
	}{
		"unsupported.pdf":  {"PAYSLIP", wire.ArchiveUnsupported, ""},
		"missing-date.pdf": {"PAYSLIP", wire.ArchiveError, wire.ErrMissingMandatoryField},
		"invalid.pdf":      {"TAX_DOCUMENT", wire.ArchiveError, wire.ErrInvalidFieldFormat},
		"holiday.pdf":      {"COMPANY_ID", wire.ArchiveError, wire.ErrArchiveSystemError},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := uploading(t, plan{})
			w.send(c.fileType, pdf(name, 5000))
			s := w.until("the end of the analysis", func(s flow.State) bool { return s.Documents.ArchiveID != "" && !s.Documents.Analysing() })
			got := s.Documents.Current()
			if s.Page != flow.ArchiveStatus || got.State.Status != c.status || got.ErrorCode() != c.code || s.Calls.Polling() {
				t.Errorf("%s: %s %s on %s", name, got.State.Status, got.ErrorCode(), s.Page)
			}
			if len(s.Documents.Picked()) != 1 {
				t.Errorf("the files are lost: %v", s.Documents.Files)
			}
			w.Apply(flow.Done{})
			if s := w.State(); s.Session.CloseReason != wire.CloseError {
				t.Errorf("left by %q", s.Session.CloseReason)
			}
		})
	}
}

// TestTwoSides sends both sides of a company id in one archive, in order.
func TestTwoSides(t *testing.T) {
	t.Parallel()
	w := uploading(t, plan{})
	w.send("COMPANY_ID", pdf("front.pdf", 3000), pdf("back.pdf", 4000))
	s := w.reach(flow.ArchiveStatus)
	archive, err := w.tenant().Archive(t.Context(), s.Documents.ArchiveID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range archive.RawFiles {
		got = append(got, fmt.Sprint(f.Name, " ", *f.SubType))
	}
	if diff := cmp.Diff([]string{"front.pdf COMPANY_ID_FRONT", "back.pdf COMPANY_ID_BACK"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestKnownUserHasDocuments shows what was uploaded in an earlier session, the
// oldest first.
func TestKnownUserHasDocuments(t *testing.T) {
	t.Parallel()
	first := uploading(t, plan{})
	first.send("PAYSLIP", sample("payslip-ryan.png"))
	first.reach(flow.ArchiveSuccess)
	first.Apply(flow.AnotherWanted{})
	first.sendFrom("TAX_DOCUMENT", pdf("unsupported.pdf", 3000))
	s := first.until("the end of the analysis", func(s flow.State) bool { return len(s.Documents.Archives) == 2 && !s.Documents.Analysing() })
	first.Apply(flow.Close{})
	first.Apply(flow.Begin{})
	again := first.reach(flow.Consent)
	if diff := cmp.Diff(s.Documents.Archives, again.Documents.Archives); diff != "" || again.Session.UserID != s.Session.UserID {
		t.Errorf("user %s:\n%s", again.Session.UserID, diff)
	}
}
