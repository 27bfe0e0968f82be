package link_test

import (
	"io"
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/link"
	"winkterm/api/wire"
)

const (
	payslip = `{"logoUrl":"","type":"PAYSLIP","typeLabel":"Payslip","active":true,"enabled":true,"ocr":true,"supported":["INCOMES"]}`
	archive = `{"id":"u/1","createdAt":"2026-01-01T00:00:00Z","providerId":"user-provided","userId":"u","type":"PAYSLIP",` +
		`"rawFiles":[{"id":"f-1","createdAt":"2026-01-01T00:00:00Z","name":"pay.pdf","subType":null,"size":1,"format":"PDF","url":""}],`
	started  = archive + `"state":{"status":"STARTED","errorCode":null,"errorMessage":null,"updatedAt":"2026-01-01T00:00:00Z"}}`
	analysed = archive + `"state":{"status":"ANALYZED","updatedAt":"2026-01-01T00:00:02Z"},` +
		`"extraction":{"fileType":"PAYSLIP","analysis":{"netAmount":9000,"payDate":null}}}`
)

func paper(content string) api.UploadFile {
	return api.UploadFile{
		Name: "pay.pdf", Subtype: "PAYSLIP", Format: wire.FormatPDF, Size: int64(len(content)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil },
	}
}

// TestOneUploadFromFileTypeToRevoke goes through every call of the contract.
func TestOneUploadFromFileTypeToRevoke(t *testing.T) {
	t.Parallel()
	const body = `{"fileType":"PAYSLIP","rawFiles":[{"fileExtensionType":"PDF","fileSubtype":"PAYSLIP","fileName":"pay.pdf","fileContent":"YWJjZA=="}]}`
	c := serve(t, opening(),
		step{"GET /fileTypes?active=true&cursor=c&enabled=true&ocr=false&size=3&type=PAYSLIP", sessionKey, "", 200, ok(`{"items":[` + payslip + `]}`)},
		step{"GET /fileTypes?size=150", sessionKey, "", 200, ok(`{"items":[` + payslip + `],"nextCursor":null}`)},
		step{"POST /archives", sessionKey, body, 200, ok(started)},
		step{"GET /archives/u%2F1", sessionKey, "", 200, ok(analysed)},
		step{"DELETE /archives/u%2F1", sessionKey, "", 200, fault("OK")})
	open(t, c)
	lookAtTypes(t, c)
	ctx, kind := t.Context(), "PAYSLIP"
	created, err := c.CreateArchive(ctx, api.Upload{FileType: &kind, Files: []api.UploadFile{paper("abcd")}}, nil)
	if err != nil || created.State.Status != wire.ArchiveStarted || created.ProviderID != wire.UserProvided || created.Extracted() != nil {
		t.Errorf("created %+v, %v", created, err)
	}
	now, err := c.Archive(ctx, created.ID)
	if err != nil || now.State.Status != wire.ArchiveAnalyzed || string(now.Extracted()) != `{"netAmount":9000,"payDate":null}` {
		t.Errorf("archive is %+v, %v", now, err)
	}
	if err := c.RevokeArchive(ctx, created.ID); err != nil {
		t.Error(err)
	}
}

func lookAtTypes(t *testing.T, c *link.Client) {
	t.Helper()
	yes, no := true, false
	page, err := c.FileTypesPage(t.Context(), api.ListOptions{Cursor: "c", Size: 3, Type: "PAYSLIP", Active: &yes, Enabled: &yes, OCR: &no})
	if err != nil || len(page.Items) != 1 || page.Items[0].Type != "PAYSLIP" {
		t.Errorf("page is %+v, %v", page, err)
	}
	if page, err := c.FileTypesPage(t.Context(), api.ListOptions{Size: 150}); err != nil || !page.Items[0].OCR {
		t.Errorf("got %+v, %v", page, err)
	}
}

func TestUploadIsSentOnce(t *testing.T) {
	t.Parallel()
	const body = `{"rawFiles":[{"fileExtensionType":"PDF","fileSubtype":"PAYSLIP","fileName":"pay.pdf","fileContent":"YQ=="}]}`
	c := serve(t, opening(), step{"POST /archives", sessionKey, body, 503, fault("SERVER_UNAVAILABLE")})
	open(t, c)
	_, err := c.CreateArchive(t.Context(), api.Upload{Files: []api.UploadFile{paper("a")}}, nil)
	wantKind(t, err, api.KindServerDown)
}

func TestUploadNeedsASession(t *testing.T) {
	t.Parallel()
	_, err := serve(t).CreateArchive(t.Context(), api.Upload{Files: []api.UploadFile{paper("a")}}, nil)
	wantKind(t, err, api.KindTokenRefused)
}
