package ui

import (
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/files/query"
)

var uploading = flow.Options{Native: true, Widget: wire.WidgetOptions{EnableUpload: true}}

// uploads lets the session of a bench that has not begun take documents.
func (b *bench) uploads() *bench {
	b.host.state = flow.New(uploading)
	b.app.state = b.host.state
	return b
}

func (b *bench) toFileTypes() *bench {
	b.t.Helper()
	b.uploads().toProviders()
	b.press("ctrl+d")
	b.answer(flow.FileTypesLoaded{FileTypes: fileTypes()})
	b.on(flow.FileTypeList)
	return b
}

// toPicker goes to the picker of the first or third type, a payslip or the two
// sides of a company id.
func (b *bench) toPicker(down int) *bench {
	b.t.Helper()
	b.toFileTypes()
	for range down {
		b.press("down")
	}
	b.press("enter")
	b.on(flow.FileType)
	b.answerQuery(1, listed())
	return b
}

// answerQuery answers a question of the page by its number: the first is for the
// directory.
func (b *bench) answerQuery(id int, s query.Result) {
	b.send(resultMsg{page: b.app.page.views, answer: query.Answer{ID: id, What: s}})
}

func (b *bench) toUploading() *bench {
	b.t.Helper()
	b.toPicker(0).press("enter", "enter")
	if !b.host.state.Calls.Sending() {
		b.t.Fatalf("nothing is being sent:\n%s", b.screen())
	}
	b.now = b.now.Add(2 * time.Second)
	b.answer(flow.UploadProgress{Progress: flow.Progress{Sent: 42 << 10, Total: 100 << 10}})
	return b
}

func (b *bench) toArchive() *bench {
	b.t.Helper()
	b.toUploading()
	b.answer(flow.ArchiveCreated{Archive: archive(wire.ArchiveStarted)})
	b.on(flow.ArchiveStatus)
	return b
}

func (b *bench) toAnalyzed() *bench {
	b.t.Helper()
	b.toArchive()
	b.answer(flow.ArchiveSeen{Archive: archive(wire.ArchiveAnalyzed)})
	b.on(flow.ArchiveSuccess)
	return b
}

func (b *bench) toArchiveError(status wire.ArchiveStatus, code wire.ArchiveErrorCode) *bench {
	b.t.Helper()
	b.toArchive()
	a := archive(status)
	if code != "" {
		message := "the host said no"
		a.State.ErrorCode, a.State.ErrorMessage = &code, &message
	}
	b.answer(flow.ArchiveSeen{Archive: a})
	b.on(flow.ArchiveStatus)
	return b
}

func (b *bench) toRevokeArchive() *bench {
	b.t.Helper()
	b.toAnalyzed()
	b.press("s")
	b.on(flow.RevokeArchive)
	return b
}

func fileTypes() []wire.FileType {
	var all []wire.FileType
	for _, t := range assets.FileTypes() {
		if t.Widget || !t.Enabled || !t.Active {
			all = append(all, wire.FileType{Type: t.Type, TypeLabel: t.TypeLabel, Active: t.Active, Enabled: t.Enabled, OCR: t.OCR})
		}
	}
	return all
}

// listed is a directory as the picker gets it.
func listed() query.Listed {
	return query.Listed{
		Dir: "/home/george/Documents",
		Samples: []flow.File{
			{Path: "payslip-george.pdf", Name: "payslip-george.pdf", Sample: true, Size: 61 << 10, Format: wire.FormatPDF},
			{Path: "payslip-ryan.png", Name: "payslip-ryan.png", Sample: true, Size: 39 << 10, Format: wire.FormatPNG},
		},
		Entries: []query.Entry{
			{Name: "2026", Dir: true},
			{Name: "badge-back.jpg", Size: 820 << 10, Format: wire.FormatJPG},
			{Name: "badge-front.jpg", Size: 1300 << 10, Format: wire.FormatJPG},
			{Name: "empty.pdf", Format: wire.FormatPDF, Reason: "empty"},
			{Name: "notes.txt", Size: 900, Reason: "not a PDF, PNG or JPEG"},
			{Name: "paylip \x1b[31mred.pdf", Size: 2 << 10, Format: wire.FormatPDF},
			{Name: "scan.tiff", Size: 4 << 20, Reason: "TIFF is not taken by the API"},
			{Name: "給与明細.pdf", Size: 120 << 10, Format: wire.FormatPDF},
		},
	}
}

func archive(status wire.ArchiveStatus) wire.Archive {
	side := "PAYSLIP"
	a := wire.Archive{
		ID: "ar-5c1d90e2", UserID: "tenant-9f2c7a60", ProviderID: wire.UserProvided, Type: "PAYSLIP", CreatedAt: began,
		State:    wire.ArchiveState{Status: status, UpdatedAt: began},
		RawFiles: []wire.RawFile{{ID: "f-1", Name: "payslip-george.pdf", SubType: &side, Size: 61, Format: wire.FormatPDF}},
	}
	if status == wire.ArchiveAnalyzed {
		a.Extraction = &wire.ArchiveExtraction{FileType: "PAYSLIP", Analysis: []byte(`{"startDate":"2026-10-16","endDate":"2026-10-31",` +
			`"payDate":null,"currency":"PHP","grossAmount":25850.50,"netAmount":21304.10,"employerName":"Kapuluan Freight Services, Inc.",` +
			`"employeeName":"George Palomero Jr.","ssNumber":"3300000008"}`)}
	}
	return a
}
