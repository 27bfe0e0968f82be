package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"

	"winkterm/ui/setup"
	"winkterm/ui/widget"
)

// stateWords begin the line of a finding: a sign and a word.
var stateWords = map[setup.State]string{
	setup.OK: "✓ ok", setup.Warning: "! warning", setup.Failed: "✗ failed", setup.Skipped: "- skipped",
}

// Where the columns of a finding begin.
const (
	findingCheck = 11
	findingText  = 25
)

// findingsText writes findings in lines of a width: sign and word, the check, the sentence,
// and below it what to do.
func findingsText(found []setup.Finding, width int) string {
	var b strings.Builder
	counts := map[setup.State]int{}
	for _, f := range found {
		counts[f.State]++
		begin := widget.Fit(stateWords[f.State], findingCheck) + widget.Fit(f.Check, findingText-findingCheck)
		writeWrapped(&b, begin, f.Text, width)
		if f.Mend != "" {
			writeWrapped(&b, strings.Repeat(" ", findingText), "→ "+f.Mend, width)
		}
	}
	fmt.Fprintf(&b, "\n%d ok, %d to mend, %d failed, %d skipped\n", counts[setup.OK], counts[setup.Warning], counts[setup.Failed], counts[setup.Skipped])
	return b.String()
}

// writeWrapped writes a text in lines of a width, each of them behind a margin of which the
// first one has something in it.
func writeWrapped(to io.Writer, margin, text string, width int) {
	for _, line := range wrapped(text, max(width-findingText, 20)) {
		fmt.Fprintln(to, strings.TrimRight(margin+line, " "))
		margin = strings.Repeat(" ", findingText)
	}
}

// checkingProgress shows on a terminal how many checks are done, and leaves nothing there.
func checkingProgress(s Streams) func(done, of int) {
	file, ok := s.rawErr().(*os.File)
	if !ok || s.quiet() || !term.IsTerminal(file.Fd()) {
		return func(int, int) {}
	}
	return func(done, of int) {
		if done == of {
			fmt.Fprint(file, "\r\x1b[K")
			return
		}
		fmt.Fprintf(file, "\rchecking: %d of %d", done, of)
	}
}
