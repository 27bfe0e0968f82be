package flow_test

import (
	"encoding/json"
	"strconv"
	"strings"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow"
)

// file is a picked one of a few words: a name, size=, format=, sample.
func file(a args) flow.File {
	f := flow.File{Path: "/home/u/" + a.at(0), Name: a.at(0), Sample: a.has("sample"), Size: 1000, Format: wire.FormatPDF}
	if size, ok := a.named["size"]; ok {
		f.Size, _ = strconv.ParseInt(size, 10, 64)
	}
	if format, ok := a.named["format"]; ok {
		f.Format = wire.FileFormat(format)
	}
	if f.Sample {
		f.Path = a.at(0)
	}
	return f
}

// fileTypes are "PAYSLIP" and the like; "WATER_BILL:off" cannot be uploaded.
func fileTypes(words []string) []wire.FileType {
	var list []wire.FileType
	for _, w := range words {
		name, off, _ := strings.Cut(w, ":")
		list = append(list, wire.FileType{Type: name, TypeLabel: strings.ToLower(name), Active: true, Enabled: off == ""})
	}
	return list
}

// archive is one of a few words: "d-1 ERROR type=PAYSLIP code=SYSTEM_ERROR", net=
// what was read off it.
func archive(a args) wire.Archive {
	out := wire.Archive{ID: a.at(0), Type: a.named["type"], UserID: "u-1", ProviderID: wire.UserProvided}
	out.State.Status = wire.ArchiveStatus(a.at(1))
	if code := wire.ArchiveErrorCode(a.named["code"]); code != "" {
		out.State.ErrorCode = &code
	}
	if net := a.named["net"]; net != "" {
		out.Extraction = &wire.ArchiveExtraction{FileType: out.Type, Analysis: json.RawMessage(`{"netAmount":` + net + `}`)}
	}
	return out
}

// archives are "d-1:PAYSLIP:ANALYZED" and the like.
func archives(words []string) []wire.Archive {
	var list []wire.Archive
	for _, w := range words {
		part := strings.Split(w, ":")
		list = append(list, archive(parseArgs([]string{part[0], part[2], "type=" + part[1]})))
	}
	return list
}

func anyFileType(t *rapid.T) wire.FileType {
	name := rapid.SampledFrom([]string{"PAYSLIP", "TAX_DOCUMENT", "COMPANY_ID", "OTHERS", "WATER_BILL"}).Draw(t, "type")
	return wire.FileType{Type: name}
}

func anyFile(t *rapid.T) flow.File {
	return file(parseArgs([]string{
		"f-" + strconv.Itoa(rapid.IntRange(1, 6).Draw(t, "file")),
		"size=" + rapid.SampledFrom([]string{"1000", "1000", "0", "15728640", "15728641"}).Draw(t, "size"),
		"format=" + rapid.SampledFrom([]string{"PDF", "PNG", "JPEG", "TIFF", ""}).Draw(t, "format"),
	}))
}

// anyArchiveID draws from few ids, so that a host gives one twice now and then.
func anyArchiveID(t *rapid.T) string {
	return "d-" + strconv.Itoa(rapid.IntRange(1, 6).Draw(t, "archive"))
}

func anyArchive(t *rapid.T, id string) wire.Archive {
	if id == "" || rapid.IntRange(0, 9).Draw(t, "whose") == 0 {
		id = anyArchiveID(t)
	}
	status := rapid.SampledFrom([]string{
		"STARTED", "STARTED", "STARTED", "ANALYZED", "ANALYZED", "UNSUPPORTED", "ERROR", "REVOKED", "DREAMING", "",
	}).Draw(t, "status")
	return archive(parseArgs([]string{id, status, "type=" + anyFileType(t).Type, "code=SYSTEM_ERROR"}))
}

// documentReply draws an answer to a request about documents.
func documentReply(t *rapid.T, r flow.Request) flow.Reply {
	if _, ok := r.(flow.LoadFileTypes); ok {
		words := []string{"PAYSLIP", "TAX_DOCUMENT", "COMPANY_ID", "OTHERS", "WATER_BILL:off"}
		return flow.FileTypesLoaded{FileTypes: fileTypes(words[:rapid.SampledFrom([]int{0, 5, 5, 5}).Draw(t, "types")])}
	}
	if sent := rapid.Int64Range(0, 200).Draw(t, "sent"); sent <= 100 {
		return flow.UploadProgress{Progress: flow.Progress{Sent: sent, Total: 100}}
	}
	return flow.ArchiveCreated{Archive: anyArchive(t, "")}
}

var archiveRanks = map[wire.ArchiveStatus]int{
	wire.ArchiveAnalyzed: 1, wire.ArchiveUnsupported: 1, wire.ArchiveError: 1, wire.ArchiveRevoked: 2,
}

// checkArchives checks that what is final stays so.
func (p *probe) checkArchives(before flow.State) {
	p.Helper()
	for _, old := range before.Documents.Archives {
		now, ok := p.state.Documents.Archive(old.ID)
		from, to := old.State.Status, now.State.Status
		if !ok || archiveRanks[to] < archiveRanks[from] || archiveRanks[from] == 1 && from != to && to != wire.ArchiveRevoked {
			p.Fatalf("archive %s was %s and is %q", old.ID, from, to)
		}
	}
}

// checkFiles checks that what was picked is lost by taking it out, by being
// analysed, by beginning another document after it was rejected and by closing
// alone, and that it could be sent as it is.
func (p *probe) checkFiles(before flow.State, e flow.Event) {
	p.Helper()
	_, out := e.(flow.FileRemoved)
	if _, another := e.(flow.AnotherWanted); another && before.Page == flow.ArchiveStatus {
		out = true
	}
	analysed := p.state.Page == flow.ArchiveSuccess && before.Page != flow.ArchiveSuccess
	for name, was := range before.Documents.Files {
		gone := len(p.state.Documents.Files[name]) < len(was)
		if gone && p.state.Page != flow.Closed && (!out && !analysed || name != before.Documents.Type.Type) {
			p.Fatalf("%T on %s lost the files of %s", e, before.Page, name)
		}
	}
	for name, files := range p.state.Documents.Files {
		for i, f := range files {
			side := name == "COMPANY_ID" && f.Subtype != []string{"COMPANY_ID_FRONT", "COMPANY_ID_BACK", ""}[min(i, 2)]
			if f.Size <= 0 || f.Size > wire.FileLimit || f.Format == "TIFF" || f.Format == "" || i > 3 || side {
				p.Fatalf("file %d of %s is %+v", i, name, f)
			}
		}
	}
}

// checkUpload checks that nothing is said to be under way which is not, and that
// nothing is uploaded where it is off.
func (p *probe) checkUpload() {
	p.Helper()
	s := p.state
	if s.Calls.Upload != (flow.Progress{}) && (!s.Calls.Sending() || s.Calls.Slots[flow.SlotUser].Held) {
		p.Fatalf("%s says %+v and sends nothing", s.Page, s.Calls.Upload)
	}
	if p.visited[flow.FileTypeList] > 0 && !s.Options.CanUpload() {
		p.Fatalf("documents are offered although upload is off")
	}
	if s.Page == flow.ArchiveStatus && s.Documents.Analysing() && !s.Calls.Polling() && s.Notice.Text == "" {
		p.Fatalf("ArchiveStatus looks at nothing and says nothing")
	}
	if s.Page == flow.ArchiveStatus && (!s.OnBackStack(flow.FileType) || !s.OnBackStack(flow.FileTypeList)) {
		p.Fatalf("no way leads from ArchiveStatus back to the files: %v", s.BackStack)
	}
	// What the widget in a browser does may be watched beside it.
	poll, _ := s.Calls.Slots[flow.SlotPoll].Request.(flow.Poll)
	if s.Page == flow.ArchiveStatus && !s.Documents.Analysing() && poll.Subject.Kind == flow.SubjectArchive {
		p.Fatalf("ArchiveStatus looks at an archive that is %s", s.Documents.Current().State.Status)
	}
}

// countUploadCallback checks that each callback of an archive comes once and in order.
func (p *probe) countUploadCallback(name wire.CallbackName, args wire.UploadsCallback) {
	p.Helper()
	if len(args.Uploads) != 1 || args.UserID != p.state.Session.UserID {
		p.Fatalf("%s carries %+v", name, args)
	}
	id := args.Uploads[0]
	for _, before := range p.uploads[id] {
		if before == name || before == wire.OnUploadsRemoved {
			p.Fatalf("%s of %s after %s", name, id, before)
		}
	}
	p.uploads[id] = append(p.uploads[id], name)
	a, known := p.state.Documents.Archive(id)
	if name == wire.OnUploadsRemoved && (!known || a.State.Status != wire.ArchiveRevoked || !p.revoked[id]) {
		p.Fatalf("%s of %s, which is %q and was revoked by the user: %t", name, id, a.State.Status, p.revoked[id])
	}
}
