package sandbox

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// everyArchive shows file types and archives in all their states, with tasks.
func (c *contract) everyArchive() {
	c.t.Helper()
	c.call("GET", "/fileTypes?size=150", "", 200)
	c.call("GET", "/fileTypes?size=3&type=PAYSLIP&active=true&enabled=true&ocr=true", "", 200)
	c.call("GET", "/fileTypes?ocr=maybe", "", 400)
	shown := map[string]bool{}
	show := func() {
		for _, a := range into[wire.Page[wire.Archive]](c.t, c.call("GET", "/archives?size=150", "", 200)).Items {
			shown[string(a.State.Status)+" "+string(a.ErrorCode())] = true
			c.call("GET", "/archives/"+a.ID, "", 200)
			c.call("GET", "/tasks?sourceId="+a.ID, "", 200)
		}
	}
	var last wire.Archive
	for _, req := range c.uploads() {
		last = into[wire.Archive](c.t, c.call("POST", "/archives", encode(c.t, req), 200))
		req.FileType = nil
		c.call("POST", "/archives/classify", encode(c.t, req), 200)
	}
	show()
	c.clock.pass(4 * time.Second)
	show()
	c.call("GET", "/archives?fileType=PAYSLIP&userId="+last.UserID+"&startDate=2026-03-01&endDate=2026-03-31&size=1", "", 200)
	c.call("DELETE", "/archives/"+last.ID, "", 200)
	show()
	c.refuseUploads(last.UserID)
	if len(shown) != 7 {
		c.t.Errorf("statuses and codes seen: %v, want all 7", shown)
	}
}

// uploads are such that end in every way.
func (c *contract) uploads() []wire.ArchiveRequest {
	c.t.Helper()
	list := []wire.ArchiveRequest{
		of("", object("missing.png", wire.FormatPNG, "CARD_FRONT", aPNG)),
		of("COMPANY_ID", object("unsupported", wire.FormatPNG, "COMPANY_ID_FRONT", aPNG), object("b", wire.FormatJPG, "COMPANY_ID_BACK", aJPEG)),
		of("TAX_DOCUMENT", object("invalid", wire.FormatPDF, "TAX_PAYMENT", aPDF)),
		of("OTHERS", object("", wire.FormatPDF, "", aPDF)),
	}
	for _, person := range assets.People() {
		raw, _ := sample(c.t, person.Name)
		list = append(list, of("PAYSLIP", raw), of("", raw))
	}
	return list
}

// refuseUploads holds refusals against the document.
func (c *contract) refuseUploads(userID string) {
	c.t.Helper()
	tiff := object("scan.tiff", "TIFF", "", aTIFF)
	c.call("POST", "/archives", encode(c.t, of("PAYSLIP", tiff)), 400)
	c.call("POST", "/archives", encode(c.t, of("PAYSLIP")), 400)
	other := of("PAYSLIP", object("a", wire.FormatPDF, "", aPDF))
	other.UserID = userID + "x"
	status := map[string]int{"/v1": 404, "/link/v1": 400}[c.base]
	c.call("POST", "/archives", encode(c.t, other), status)
	if c.base == "/v1" {
		c.call("POST", "/archives/classify", encode(c.t, of("", tiff)), 400)
		c.call("GET", "/archives?size=0", "", 400)
	}
	c.call("GET", "/archives/nobody", "", 404)
	c.call("DELETE", "/archives/nobody", "", 404)
}

// everyUpload brings archives of the session to all their ends.
func (c *contract) everyUpload(userID string) {
	c.t.Helper()
	c.call("GET", "/fileTypes?size=2&active=true&enabled=true&ocr=true&type=PAYSLIP", "", 200)
	c.call("GET", "/fileTypes?size=0", "", 400)
	for _, req := range c.uploads() {
		if req.FileType != nil && *req.FileType == "OTHERS" {
			c.call("POST", "/archives", encode(c.t, req), 400)
			continue
		}
		a := into[wire.Archive](c.t, c.call("POST", "/archives", encode(c.t, req), 200))
		c.clock.pass(4 * time.Second)
		c.call("GET", "/archives/"+a.ID, "", 200)
		c.call("DELETE", "/archives/"+a.ID, "", 200)
		c.call("GET", "/archives/"+a.ID, "", 200)
	}
	c.refuseUploads(userID)
	key := c.key
	c.openSession(wire.WidgetOptions{})
	c.call("POST", "/archives", encode(c.t, c.uploads()[0]), 403)
	c.key = key
}

func TestTheValuesAreTheSpecificationsFields(t *testing.T) {
	t.Parallel()
	doc := specification(t)
	want := doc.Components.Schemas["ArchivePayslipAnalysis"].Value.Properties
	fields := reflect.TypeFor[wire.PayslipValues]()
	for i := range fields.NumField() {
		name, _, _ := strings.Cut(fields.Field(i).Tag.Get("json"), ",")
		if want[name] == nil {
			t.Errorf("the specification has no %q", name)
		}
	}
	if fields.NumField() != len(want) {
		t.Errorf("%d fields, the specification has %d", fields.NumField(), len(want))
	}
}
