package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

const payslipCalls = "/archives/-/payslips/"

func (g *guest) payslip(person string) wire.Archive {
	g.t.Helper()
	return into[wire.Archive](g.t, g.open("POST", payslipCalls+"uploadRawFile", payslipOf(g.t, g.userID, person)).want(g.t, 200))
}

func TestAPayslipAndItsPrediction(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	a := g.payslip("George")
	if a.ProviderID != wire.TenantProvided || a.UserID != g.userID || a.Type != "PAYSLIP" || a.State.Status != wire.ArchiveStarted ||
		len(a.RawFiles) != 1 || *a.RawFiles[0].SubType != "PAYSLIP" || a.RawFiles[0].Name != "PAYSLIP" {
		t.Errorf("archive %+v", a)
	}
	query := payslipCalls + "queryPrediction?archiveId=" + a.ID
	g.open("GET", query, "").refused(t, 404, wire.CodeMissingResource, "not yet")
	g.clock.pass(4 * time.Second)
	_, page := sample(t, "George")
	done := g.archive(a.ID).State.UpdatedAt
	want := wire.PayslipPrediction{
		PayslipValues: page.Values,
		MatchResult:   wire.PayslipMatch{Lowest: new(100), SSNumber: new(100)},
		Metadata: wire.ItemMetadata{
			CreatedAt: a.CreatedAt, ItemCreatedAt: done, SourceID: a.ID, SourceType: wire.SourceArchive,
			UserID: g.userID, ProviderID: wire.TenantProvided,
		},
	}
	got := into[wire.PayslipPrediction](t, g.open("GET", query, "").want(t, 200))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	g.open("DELETE", "/archives/"+a.ID, "").want(t, 200)
	g.open("GET", query, "").refused(t, 404, wire.CodeMissingResource, "archiveId")
	g.open("GET", payslipCalls+"queryPrediction", "").refused(t, 400, wire.CodeInvalidParameters, "archiveId")
	g.open("GET", payslipCalls+"queryPrediction?archiveId=u-nobody", "").refused(t, 404, wire.CodeMissingResource, "archiveId")
}

func TestPredictionsAreListed(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	var want []string
	for _, person := range []string{"George", "Ryan", "Christina", "Anisha"} {
		a := g.payslip(person)
		g.open("POST", "/archives", encode(t, of("OTHERS", object("", wire.FormatPDF, "", aPDF)))).want(t, 200)
		want = append([]string{a.ID}, want...)
		g.clock.pass(24 * time.Hour)
	}
	last := g.payslip("George") // whose analysis is not through
	list := func(query string) (ids []string) {
		for cursor := ""; ; {
			page := into[wire.Page[wire.PayslipPrediction]](t, g.open("GET", payslipCalls+"listPredictions?size=3"+query+"&cursor="+cursor, "").want(t, 200))
			for _, p := range page.Items {
				ids = append(ids, p.Metadata.SourceID)
			}
			if cursor = page.NextCursor; cursor == "" {
				return ids
			}
		}
	}
	if diff := cmp.Diff(want, list("")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[1:3], list("&startDate=2026-03-02&endDate=2026-03-03")); diff != "" {
		t.Error(diff)
	}
	g.clock.pass(4 * time.Second)
	if got := list(""); len(got) != 5 || got[0] != last.ID {
		t.Errorf("once it is through it is the first: %v", got)
	}
}

func TestPayslipsThatAreRefused(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	good := payslipOf(t, g.userID, "George")
	for says, body := range map[string]string{
		"userId: is wanted":                    strings.Replace(good, g.userID, "", 1),
		"fileContent: is wanted":               `{"userId":"` + g.userID + `","fileExtensionType":"PDF"}`,
		"fileContent: the file is empty":       `{"userId":"` + g.userID + `","fileExtensionType":"PDF","fileContent":""}`,
		"fileContent: is not base64":           `{"userId":"` + g.userID + `","fileExtensionType":"PDF","fileContent":"%%%%"}`,
		"fileContent: must not be":             `{"userId":"` + g.userID + `","fileExtensionType":"PDF","fileContent":5}`,
		"fileExtensionType: must be":           strings.Replace(good, `"PDF"`, `"DOC"`, 1),
		"fileExtensionType: TIFF":              strings.Replace(good, `"PDF"`, `"TIFF"`, 1),
		"fileContent: the file is a PDF":       strings.Replace(good, `"PDF"`, `"PNG"`, 1),
		"body: is wanted":                      "",
		"body: is not the JSON object that is": "[]",
	} {
		req := g.request("POST", payslipCalls+"uploadRawFile", body)
		req.Header.Set("Content-Type", "application/json")
		r := g.do(req)
		r.refused(t, 400, wire.CodeInvalidParameters, says)
		if !strings.HasPrefix(r.Message, says) {
			t.Errorf("%q, want it to begin with %q", r.Message, says)
		}
	}
	g.open("POST", payslipCalls+"uploadRawFile", strings.Replace(good, g.userID, "tenant-nobody", 1)).
		refused(t, 404, wire.CodeMissingResource, "userId")
	if n := len(g.archives("")); n != 0 {
		t.Errorf("%d archives were left", n)
	}
}

func TestManualResults(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	payslip := g.payslip("George").ID
	other := into[wire.Archive](t, g.open("POST", "/archives", encode(t, of("COMPANY_ID", object("", wire.FormatPDF, "", aPDF)))).want(t, 200)).ID
	send := func(body string) reply {
		return g.open("POST", payslipCalls+"sendManualResult", strings.ReplaceAll(body, "ID", payslip))
	}
	send(`{"archiveId":"ID","validFile":false}`).want(t, 200)
	before := g.archive(payslip)
	send(`{"archiveId":"ID","validFile":true,"checkedFields":["netAmount"],"data":{"netAmount":1,"currency":"PHP","startDate":null,"endDate":"2026-02-28"}}`).want(t, 200)
	if diff := cmp.Diff(before, g.archive(payslip)); diff != "" {
		t.Errorf("it is forgotten: %s", diff)
	}
	for body, says := range map[string]string{
		`{"validFile":true}`:                                                         "archiveId",
		`{"archiveId":"ID"}`:                                                         "validFile",
		`{"archiveId":"ID","validFile":"no"}`:                                        "validFile",
		`{"archiveId":"ID","validFile":true,"checkedFields":"all"}`:                  "checkedFields",
		`{"archiveId":"ID","validFile":true,"data":{"startDate":"1 May"}}`:           "data.startDate",
		`{"archiveId":"ID","validFile":true,"data":{"endDate":"2026-02-30"}}`:        "data.endDate",
		`{"archiveId":"ID","validFile":true,"data":{"payDate":""}}`:                  "data.payDate",
		`{"archiveId":"ID","validFile":true,"data":{"currency":"pesos"}}`:            "data.currency",
		`{"archiveId":"ID","validFile":true,"data":{"netAmount":"1"}}`:               "data.netAmount",
		`{"archiveId":"` + other + `","validFile":true,"checkedFields":["payDate"]}`: "archiveId: is of no payslip",
	} {
		send(body).refused(t, 400, wire.CodeInvalidParameters, says)
	}
	send(`{"archiveId":"u-nobody","validFile":true}`).refused(t, 404, wire.CodeMissingResource, "archiveId")
	g.open("DELETE", "/archives/"+payslip, "").want(t, 200)
	send(`{"archiveId":"ID","validFile":true}`).refused(t, 404, wire.CodeMissingResource, "archiveId")
}

func TestUploadsAreTheArchives(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	a := g.payslip("Ryan")
	g.clock.pass(time.Second)
	got := into[wire.Upload](t, g.open("GET", "/uploads/"+a.ID, "").want(t, 200))
	a = g.archive(a.ID)
	want := wire.Upload{
		ID: a.ID, CreatedAt: a.CreatedAt, ProviderID: a.ProviderID, UserID: a.UserID,
		Type: a.Type, State: a.State, RawFiles: a.RawFiles,
	}
	if diff := cmp.Diff(want, got); diff != "" || got.State.Status != wire.ArchiveAnalyzed || len(got.RawFiles) != 1 {
		t.Errorf("%+v %s", got, diff)
	}
	user := g.userID
	g.openSession(wire.WidgetOptions{})
	b := g.payslip("George")
	for query, want := range map[string]string{
		"": b.ID + " " + a.ID, "&userId=" + user: a.ID, "&userId=nobody": "", "&endDate=2026-02-28": "", "&fileType=OTHERS": b.ID + " " + a.ID,
	} {
		page := into[wire.Page[wire.Upload]](t, g.open("GET", "/uploads?size=5"+query, "").want(t, 200))
		var ids []string
		for _, u := range page.Items {
			ids = append(ids, u.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}
