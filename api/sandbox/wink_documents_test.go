package sandbox_test

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"

	"winkterm/assets"
)

// file writes a file for the picker, and gives its path.
func (s *seat) file(name string, content []byte) string {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), name)
	s.must(os.WriteFile(path, content, 0o600))
	return path
}

// sample is one of the sample payslips.
func (s *seat) sample(i int) string {
	p := assets.Payslips()[i]
	return s.file(p.Name, p.Content())
}

// toFiles goes to the page where the files of a type are chosen.
func (s *seat) toFiles(kind string) *seat {
	s.t.Helper()
	return s.on("Consent").press("continue").on("ProviderList").press("upload").on("FileTypeList").press("type-" + kind).on("FileType")
}

func (s *seat) choose(paths ...string) *seat {
	s.t.Helper()
	s.do(chromedp.SetUploadFiles(named("files"), paths))
	return s
}

func payslip(s *seat) {
	s.toFiles("PAYSLIP").press("submit").shows("Choose a file first")
	s.choose(s.sample(0)).shows("payslip-george.pdf").press("submit")
	s.on("ArchiveSuccess").shows("Kapuluan Freight Services, Inc.").shows("3300000008").press("archive")
	s.on("RevokeArchive").press("details").shows("ANALYZED").press("revoke").press("confirm").shows("REVOKED").press("return")
	s.on("FileTypeList").press("back").on("ProviderList").press("close")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "FileTypeListPageOpened", "FileTypePageOpened PAYSLIP", "onUploadsCreated [u1]",
		"ArchiveSuccessPageOpened PAYSLIP u1", "RevokeArchivePageOpened PAYSLIP u1", "onUploadsRemoved [u1]",
		"FileTypeListPageOpened", "ProviderListPageOpened", "onClose close")
	s.quiet()
}

// noEmployer goes to the document types by the button for who does not find an employer.
func noEmployer(s *seat) {
	s.on("Consent").press("continue").on("ProviderList").press("missing").on("FileTypeList").press("back").on("ProviderList").press("close")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "FileTypeListPageOpened", "ProviderListPageOpened", "onClose close")
	s.quiet()
}

func unreadable(s *seat) {
	front, back := s.file("front.png", []byte("\x89PNG\r\n\x1a\nx")), s.file("back.jpg", []byte("\xff\xd8\xffx"))
	s.toFiles("COMPANY_ID").choose(front, back).shows("front · PNG").shows("back · JPG").press("submit")
	s.on("ArchiveStatus").shows("SYSTEM_ERROR").first("retry").press("retry").on("FileType").shows("front · PNG").press("remove-1")
	s.choose(s.file("Unsupported.jpeg", []byte("\xff\xd8\xffx"))).shows("back · JPEG").press("submit").on("ArchiveStatus").press("details").shows("UNSUPPORTED").first("another").press("exit")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "FileTypeListPageOpened", "FileTypePageOpened COMPANY_ID", "onUploadsCreated [u1]",
		"FileTypePageOpened COMPANY_ID", "onUploadsCreated [u2]", "onClose error")
	s.quiet()
}

func unfitFiles(s *seat) {
	large := s.file("large.pdf", bytes.Repeat([]byte("%PDF-1.7\n"), 15<<20/9+1))
	s.toFiles("PAYSLIP").choose(large).shows("is larger than 15 MB")
	s.choose(s.file("empty.pdf", nil)).shows("is empty")
	s.choose(s.sample(len(assets.Payslips()) - 1)).shows("is neither PDF nor PNG nor JPEG")
	fit := s.file("a.pdf", []byte("%PDF-1.7"))
	s.choose(fit, fit).shows("is there already")
	for _, name := range []string{"b.pdf", "c.pdf", "d.pdf"} {
		s.choose(s.file(name, []byte("%PDF-1.7"))).shows(name)
	}
	s.choose(s.file("e.pdf", []byte("%PDF-1.7"))).shows("At most 4 files").press("close")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "FileTypeListPageOpened", "FileTypePageOpened PAYSLIP", "onClose close")
	s.quiet()
}

func survey(s *seat) {
	s.on("Consent").press("continue").on("ProviderList")
	s.do(chromedp.SendKeys(named("search"), "luntian"))
	s.press("provider-luntian_farms_ph").on("EmployerSurvey").press("upload").on("FileTypeList").press("back")
	s.on("EmployerSurvey").press("record").logIn("ssNumber", "3300000008", "123456").code("1234").on("ConnectSuccess").press("done")
	s.fired("ConsentPageOpened", "ProviderListPageOpened", "EmployerSurveyPageOpened", "FileTypeListPageOpened", "EmployerSurveyPageOpened",
		"LoginPageOpened sss_ph", "onAccountCreated sss_ph a1", "MfaPageOpened sss_ph", "onAccountConnected sss_ph a1",
		"ConnectSuccessPageOpened sss_ph a1", "onClose exit")
	s.quiet()
}
