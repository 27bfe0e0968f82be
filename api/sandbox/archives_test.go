package sandbox

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/assets"
)

// A few files that are what they begin with.
const (
	aPDF  = "%PDF-1.7\nnothing of note\n%%EOF\n"
	aPNG  = "\x89PNG\r\n\x1a\nnothing of note"
	aJPEG = "\xff\xd8\xff\xe0nothing of note"
	aTIFF = "II*\x00nothing of note"
)

func object(name string, format wire.FileFormat, subtype, data string) wire.FileObject {
	return wire.FileObject{
		FileExtensionType: format, FileSubtype: subtype, FileName: name,
		FileContent: base64.StdEncoding.EncodeToString([]byte(data)),
	}
}

// sample is the payslip of a person as a file to upload.
func sample(t testing.TB, person string) (wire.FileObject, assets.Payslip) {
	t.Helper()
	for _, p := range assets.Payslips() {
		if p.Person == person && p.Format != assets.FormatTIFF {
			return object(p.Name, wire.FileFormat(p.Format), "PAYSLIP", string(p.Content())), p
		}
	}
	t.Fatalf("%s has no payslip", person)
	panic("unreachable")
}

// of is an upload of that type, empty for none.
func of(fileType string, files ...wire.FileObject) wire.ArchiveRequest {
	req := wire.ArchiveRequest{RawFiles: files}
	if fileType != "" {
		req.FileType = &fileType
	}
	return req
}

// apis are the two ways to upload, in the session's user's name.
var apis = []string{wire.TenantProvided, wire.UserProvided}

// uploading is linking in a session with upload.
func uploading(t testing.TB, cfg Config) *guest {
	t.Helper()
	g := newGuest(t, cfg)
	g.openSession(wire.WidgetOptions{EnableUpload: true})
	return g
}

// via calls /archives of one of the apis.
func (g *guest) via(api, method, path, body string) reply {
	g.t.Helper()
	if api == wire.UserProvided {
		return g.link(method, "/archives"+path, body)
	}
	return g.open(method, "/archives"+path, body)
}

// send an upload for the session's user.
func (g *guest) upload(api string, req wire.ArchiveRequest) reply {
	g.t.Helper()
	req.UserID = g.userID
	return g.via(api, "POST", "", encode(g.t, req))
}

// uploaded is upload that must be accepted.
func (g *guest) uploaded(api string, req wire.ArchiveRequest) wire.Archive {
	g.t.Helper()
	a := into[wire.Archive](g.t, g.upload(api, req).want(g.t, 200))
	if a.State.Status != wire.ArchiveStarted || a.Extraction != nil || a.Classification != nil || len(a.RawFiles) != len(req.RawFiles) {
		g.t.Fatalf("a new archive is %+v", a)
	}
	return a
}

func (g *guest) archive(id string) wire.Archive {
	g.t.Helper()
	return into[wire.Archive](g.t, g.open("GET", "/archives/"+id, "").want(g.t, 200))
}

func TestEveryEndOfAnArchive(t *testing.T) {
	t.Parallel()
	payslip, _ := sample(t, "George")
	tiff := object("scan.png", wire.FormatPNG, "", aPNG)
	for _, c := range []struct {
		fileType string
		files    []wire.FileObject
		status   wire.ArchiveStatus
		code     wire.ArchiveErrorCode
	}{
		{"PAYSLIP", []wire.FileObject{payslip}, wire.ArchiveAnalyzed, ""},
		{"PAYSLIP", []wire.FileObject{object("Unsupported.pdf", wire.FormatPDF, "", aPDF)}, wire.ArchiveUnsupported, ""},
		{"PAYSLIP", []wire.FileObject{object("missing page.pdf", wire.FormatPDF, "", aPDF)}, wire.ArchiveError, wire.ErrMissingMandatoryField},
		{"TAX_DOCUMENT", []wire.FileObject{object("INVALID", wire.FormatJPG, "TAX_PAYMENT", aJPEG)}, wire.ArchiveError, wire.ErrInvalidFieldFormat},
		{"PAYSLIP", []wire.FileObject{object("mine.pdf", wire.FormatPDF, "", aPDF)}, wire.ArchiveError, wire.ErrArchiveSystemError},
		{"PAYSLIP", []wire.FileObject{object("", wire.FormatPDF, "", aPDF)}, wire.ArchiveError, wire.ErrArchiveSystemError},
		{"TAX_DOCUMENT", []wire.FileObject{object("payslip.pdf", wire.FormatPDF, "", string(assets.Payslips()[0].Content()))}, wire.ArchiveError, wire.ErrArchiveSystemError},
		{"PAYSLIP", []wire.FileObject{renamed(payslip, "unsupported.pdf")}, wire.ArchiveUnsupported, ""},
		{"PAYSLIP", []wire.FileObject{payslip, tiff}, wire.ArchiveError, wire.ErrArchiveSystemError},
		{"PAYSLIP", []wire.FileObject{payslip, object("unsupported", wire.FormatPNG, "", aPNG), tiff}, wire.ArchiveUnsupported, ""},
	} {
		for _, api := range apis {
			g := uploading(t, Config{Speed: 1})
			made := g.uploaded(api, of(c.fileType, c.files...))
			if again := g.archive(made.ID); cmp.Diff(made, again) != "" {
				t.Errorf("it is not yet time: %s", cmp.Diff(made, again))
			}
			g.clock.pass(4 * time.Second)
			for _, a := range []wire.Archive{g.archive(made.ID), into[wire.Archive](t, g.via(api, "GET", "/"+made.ID, "").want(t, 200))} {
				if a.State.Status != c.status || a.ErrorCode() != c.code || (a.State.ErrorMessage != nil) != (c.code != "") {
					t.Errorf("%s %s: %+v, want %s %s", c.fileType, c.files[0].FileName, a.State, c.status, c.code)
				}
				if a.ProviderID != api || a.UserID != g.userID || a.Type != c.fileType || a.Classification != nil {
					t.Errorf("archive %+v", a)
				}
				if (a.Extraction != nil) != (c.status == wire.ArchiveAnalyzed) || !a.State.UpdatedAt.After(a.CreatedAt) {
					t.Errorf("archive %+v", a)
				}
			}
		}
	}
}

func renamed(f wire.FileObject, name string) wire.FileObject {
	f.FileName = name
	return f
}

func TestTheValuesAreThoseOfTheSample(t *testing.T) {
	t.Parallel()
	g := uploading(t, Config{})
	for _, p := range assets.People() {
		raw, want := sample(t, p.Name)
		raw.FileName = "mine, or so it is called" // the content counts
		made := g.uploaded(wire.UserProvided, of("PAYSLIP", raw))
		a := g.archive(made.ID)
		var got wire.PayslipValues
		if a.Extraction == nil || a.Extraction.FileType != "PAYSLIP" || string(a.Analysis) != string(a.Extraction.Analysis) {
			t.Fatalf("%s: %+v", p.Name, a)
		}
		dec := json.NewDecoder(strings.NewReader(string(a.Extraction.Analysis)))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&got); err != nil || cmp.Diff(want.Values, got) != "" {
			t.Errorf("%s: %v %s", p.Name, err, cmp.Diff(want.Values, got))
		}
		if strings.Contains(string(a.Extraction.Analysis), "null") {
			t.Errorf("the specification allows no null: %s", a.Extraction.Analysis)
		}
	}
}

func TestRawFiles(t *testing.T) {
	t.Parallel()
	g := uploading(t, Config{})
	names := []string{"front 名刺.png", "../\x1b[31m" + strings.Repeat("x", 300), ""}
	made := g.uploaded(wire.UserProvided, of("COMPANY_ID",
		object(names[0], wire.FormatPNG, "COMPANY_ID_FRONT", aPNG+strings.Repeat("x", 1024)),
		object(names[1], wire.FormatJPEG, "COMPANY_ID_BACK", aJPEG),
		object(names[2], wire.FormatJPG, "", aJPEG)))
	names[2] = "COMPANY_ID"
	seen := map[string]bool{}
	for i, f := range made.RawFiles {
		if f.Name != names[i] || f.Size != 1+(2-i)/2 || seen[f.ID] || !f.CreatedAt.Equal(made.CreatedAt) ||
			!strings.HasPrefix(f.URL, "https://files.example.invalid/"+made.ID+"/") {
			t.Errorf("file %d: %+v", i, f)
		}
		seen[f.ID] = true
	}
	if sub := made.RawFiles[0].SubType; sub == nil || *sub != "COMPANY_ID_FRONT" || made.RawFiles[2].SubType != nil {
		t.Errorf("subtypes %v %v", sub, made.RawFiles[2].SubType)
	}
}

func TestClassification(t *testing.T) {
	t.Parallel()
	payslip, _ := sample(t, "Anisha")
	other := object("holiday.jpg", wire.FormatJPG, "CARD_FRONT", aJPEG)
	for _, c := range []struct {
		path   string
		file   wire.FileObject
		status wire.ArchiveStatus
		code   wire.ArchiveErrorCode
		class  string
	}{
		{"", payslip, wire.ArchiveAnalyzed, "", "PAYSLIP"},
		{"", other, wire.ArchiveError, wire.ErrArchiveSystemError, "OTHERS"},
		{"/classify", payslip, wire.ArchiveAnalyzed, "", "PAYSLIP"},
		{"/classify", other, wire.ArchiveAnalyzed, "", "OTHERS"},
		{"/classify", object("missing", wire.FormatPNG, "", aPNG), wire.ArchiveError, wire.ErrMissingMandatoryField, "OTHERS"},
		{"/classify", object("unsupported", wire.FormatPNG, "", aPNG), wire.ArchiveUnsupported, "", "OTHERS"},
	} {
		g := newGuest(t, Config{})
		made := into[wire.Archive](t, g.open("POST", "/archives"+c.path, encode(t, of("", c.file))).want(t, 200))
		if made.Type != "OTHERS" || made.Classification != nil {
			t.Errorf("%s: it cannot be known yet: %+v", c.path, made)
		}
		a := g.archive(made.ID)
		if a.State.Status != c.status || a.ErrorCode() != c.code || a.Type != c.class || a.Classification == nil || a.Classification.FileType != c.class {
			t.Errorf("%s %s: %+v", c.path, c.file.FileName, a)
		}
		if (a.Extraction != nil) != (c.path == "" && c.class == "PAYSLIP") {
			t.Errorf("%s %s: extraction %v", c.path, c.file.FileName, a.Extraction)
		}
		task := g.tasks("sourceId=" + a.ID)[0]
		if (task.Type == wire.TaskClassifyArchive) != (c.path != "") || task.Status != wire.TaskFinished || (len(task.Datapoints) > 0) != (a.Extraction != nil) {
			t.Errorf("%s: task %+v", c.path, task)
		}
	}
}

func TestWithoutUserOneIsMade(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	body := encode(t, of("PAYSLIP", object("x", wire.FormatPDF, "", aPDF)))
	first := into[wire.Archive](t, g.open("POST", "/archives", body).want(t, 200))
	g.open("POST", "/archives", encode(t, of("PAYSLIP"))).want(t, 400) // makes none
	second := into[wire.Archive](t, g.open("POST", "/archives", strings.Replace(body, "{", `{"userId":null,`, 1)).want(t, 200))
	if first.UserID == second.UserID {
		t.Error("both are of one user")
	}
	g.open("GET", "/users/"+second.UserID, "").want(t, 200)
	if n := len(into[wire.Page[wire.User]](t, g.open("GET", "/users", "")).Items); n != 2 {
		t.Errorf("%d users, want 2", n)
	}
}

func TestTheTaskOfAnArchive(t *testing.T) {
	t.Parallel()
	g := uploading(t, Config{Speed: 1})
	payslip, _ := sample(t, "Ryan")
	a := g.uploaded(wire.UserProvided, of("PAYSLIP", payslip))
	query := "sourceId=" + a.ID + "&userId=" + g.userID
	if task := g.tasks(query)[0]; task.Type != wire.TaskAnalyzeArchive || task.Status != wire.TaskStarted || task.FinishedAt != nil {
		t.Errorf("started: %+v", task)
	}
	g.clock.pass(4 * time.Second)
	task := g.tasks(query)[0]
	want := wire.ItemMetadata{
		CreatedAt: a.CreatedAt, ItemCreatedAt: a.CreatedAt, SourceID: a.ID, SourceType: wire.SourceArchive,
		UserID: g.userID, ProviderID: wire.UserProvided,
	}
	done := g.archive(a.ID).State.UpdatedAt
	if task.Status != wire.TaskFinished || !task.FinishedAt.Equal(done) || cmp.Diff(want, task.Metadata) != "" {
		t.Errorf("finished: %+v", task)
	}
	if !slices.Equal(task.Datapoints, []wire.Datapoint{wire.DataIdentities, wire.DataEmployments, wire.DataIncomes}) {
		t.Errorf("datapoints %v", task.Datapoints)
	}
}

func TestRevokingAnArchive(t *testing.T) {
	t.Parallel()
	for _, api := range apis {
		for _, after := range []time.Duration{0, 4 * time.Second} {
			g := uploading(t, Config{Speed: 1})
			payslip, _ := sample(t, "George")
			kept := g.uploaded(api, of("PAYSLIP", payslip))
			a := g.uploaded(api, of("PAYSLIP", payslip))
			task := g.tasks("sourceId=" + a.ID)[0].ID
			g.clock.pass(after)
			revokedAt := g.clock.Now()
			for range 2 {
				g.via(api, "DELETE", "/"+a.ID, "").want(t, 200)
				g.clock.pass(time.Hour) // what was to come must not come back
			}
			got := g.archive(a.ID)
			want := wire.Archive{
				ID: a.ID, CreatedAt: a.CreatedAt, ProviderID: api, UserID: g.userID, Type: "PAYSLIP", RawFiles: []wire.RawFile{},
				State: wire.ArchiveState{Status: wire.ArchiveRevoked, UpdatedAt: revokedAt},
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s after %s: %s", api, after, diff)
			}
			g.open("GET", "/tasks/"+task, "").refused(t, 404, wire.CodeMissingResource, "task")
			if tasks := g.tasks("userId=" + g.userID); len(tasks) != 1 || tasks[0].Metadata.SourceID != kept.ID {
				t.Errorf("tasks %+v", tasks)
			}
			if len(g.archives("")) != 2 {
				t.Error("a revoked archive stays listed")
			}
			g.via(api, "DELETE", "/u-nobody", "").refused(t, 404, wire.CodeMissingResource, "archive")
		}
	}
}

func TestAfterSixtyDaysTheDataAreGone(t *testing.T) {
	t.Parallel()
	g := uploading(t, Config{Speed: 1})
	payslip, _ := sample(t, "Christina")
	old := g.uploaded(wire.TenantProvided, of("PAYSLIP", payslip))
	g.clock.pass(60*24*time.Hour - time.Millisecond)
	fresh := g.uploaded(wire.TenantProvided, of("", payslip))
	if a := g.archive(old.ID); a.State.Status != wire.ArchiveAnalyzed || a.Extraction == nil || len(g.tasks("")) != 2 {
		t.Errorf("a moment before: %+v", a)
	}
	g.clock.pass(time.Millisecond)
	sum := into[wire.SandboxState](t, g.send("GET", "/_sandbox", "", "").want(t, 200))
	if sum.Tasks != 1 || sum.Archives[wire.ArchiveRevoked] != 1 || sum.Archives[wire.ArchiveStarted] != 1 {
		t.Errorf("state %+v", sum)
	}
	a := g.archive(old.ID)
	if a.State.Status != wire.ArchiveRevoked || a.Extraction != nil || len(a.RawFiles) != 0 || !a.State.UpdatedAt.Equal(g.clock.Now()) {
		t.Errorf("after that: %+v", a)
	}
	if tasks := g.tasks(""); len(tasks) != 1 || tasks[0].Metadata.SourceID != fresh.ID {
		t.Errorf("tasks %+v", tasks)
	}
	g.open("DELETE", "/archives/"+old.ID, "").want(t, 200)
}

func TestAnotherUsersArchiveIsMissing(t *testing.T) {
	t.Parallel()
	g := uploading(t, Config{})
	payslip, _ := sample(t, "George")
	a, other := g.uploaded(wire.UserProvided, of("PAYSLIP", payslip)), g.userID
	g.openSession(wire.WidgetOptions{EnableUpload: true})
	g.link("GET", "/archives/"+a.ID, "").refused(t, 404, wire.CodeMissingResource, "archive")
	g.link("DELETE", "/archives/"+a.ID, "").refused(t, 404, wire.CodeMissingResource, "archive")
	req := of("PAYSLIP", payslip)
	req.UserID = other
	g.link("POST", "/archives", encode(t, req)).refused(t, 400, wire.CodeInvalidParameters, "userId")
	if g.archive(a.ID).State.Status != wire.ArchiveAnalyzed {
		t.Error("it was revoked all the same")
	}
}

func TestASessionWithoutUploadTakesNone(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	payslip, _ := sample(t, "George")
	g.upload(wire.UserProvided, of("PAYSLIP", payslip)).refused(t, 403, wire.CodeUnauthorizedAccess, "enableUpload")
	if page := into[wire.Page[wire.FileType]](t, g.link("GET", "/fileTypes", "").want(t, 200)); len(page.Items) != 0 {
		t.Errorf("file types %+v", page.Items)
	}
	g.uploaded(wire.TenantProvided, of("PAYSLIP", payslip))
}
