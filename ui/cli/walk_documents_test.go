package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/assets"
)

// A payslip of the samples, from the list to its values and away again, with keys
// alone, in three windows.
func TestAUserUploadsAndRevokesADocument(t *testing.T) {
	t.Parallel()
	needTmux(t)
	program := build(t, "winkterm")
	for _, size := range []struct{ width, height int }{{120, 40}, {80, 24}, {60, 18}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			uploadAndRevoke(walking(t, program, size.width, size.height, "--upload --speed 4"))
		})
	}
}

// The same against a process of its own, by the published API alone: documents
// need no browser.
func TestDocumentsGoToAnotherProcess(t *testing.T) {
	t.Parallel()
	needTmux(t)
	running, err := sandbox.Listen(t.Context(), sandbox.Config{Speed: 4, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeSandbox(running) })
	program := fmt.Sprintf("env API_KEY=%s API_SECRET=%s OPEN_API_HOST=%s %s", sandbox.DefaultKey, sandbox.DefaultKey, running.OpenAPI(), build(t, "winkterm"))
	uploadAndRevoke(walking(t, program, 120, 40, "--upload"))
}

func uploadAndRevoke(w *walk) {
	w.t.Helper()
	w.sees("uses Smile to link", "Continue")
	w.keys("Enter")
	w.sees("Upload documents instead")
	w.keys("C-d")
	w.sees("Which document do you have?", "Payslip")
	w.rest()
	w.keys("Enter")
	w.sees("Samples", "payslip-george.pdf")
	w.keys("Enter")
	w.sees("Send the file")
	w.keys("Enter")
	w.sees("was read", "George Palomero Jr.", "Kapuluan Freight Services", "21,304.1")
	w.rest()
	w.types("j")
	w.sees(`"netAmount": 21304.1`)
	w.types("s")
	w.sees("Revoke the upload")
	w.types("x")
	w.sees("Keep the upload")
	w.types("y")
	w.sees("REVOKED", "Its files and values are gone")
	w.types("c")
	w.sees("The widget is closed", "REVOKED")
	w.keys("C-n", "Right")
	screen := w.sees("[Callbacks ", "onUploadsRemoved")
	w.once(screen, "onUploadsCreated", "onUploadsRemoved", "onClose close", "FileTypeListPageOpened",
		"FileTypePageOpened", "ArchiveSuccessPageOpened", "RevokeArchivePageOpened")
	w.keys("C-n")
	w.sees("Leave winkterm")
	w.types("q")
	w.sees("left with 0")
}

// A file of one's own: its path is completed, and its name says how the sandbox
// ends the analysis.
func TestADocumentThatIsNotTakenIsExplained(t *testing.T) {
	t.Parallel()
	needTmux(t)
	dir := t.TempDir()
	content := assets.Payslips()[0].Content()
	content = append(content, '\n') // no sample any more
	for _, name := range []string{"missing name.pdf", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := walking(t, build(t, "winkterm"), 80, 24, "--upload --speed 0")
	w.sees("Continue")
	w.keys("Enter")
	w.sees("Upload documents instead")
	w.keys("C-d")
	w.sees("Which document do you have?")
	w.rest()
	w.keys("Enter")
	w.sees("Samples")
	w.types(dir + "/notes.txt")
	w.keys("Enter")
	w.sees("✗ \"notes.txt\"")
	w.keys("C-u")
	w.types(dir + "/mis")
	w.keys("Tab")
	w.sees("missing name.pdf")
	w.keys("Enter")
	w.sees("Send the file", "missing name.pdf")
	w.keys("Enter")
	w.sees("MISSING_MANDATORY_FIELD", "What happened", "Who acts", "Trying again")
	w.rest()
	w.types("t")
	w.sees("Send the file", "missing name.pdf")
}
