package assets

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryFileOfTheStandInIsJoined(t *testing.T) {
	t.Parallel()
	var listed []string
	for _, name := range winkScripts {
		listed = append(listed, name+".js")
	}
	for _, name := range winkStyles {
		listed = append(listed, name+".css")
	}
	files, err := files.ReadDir("wink")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if i := slices.Index(listed, f.Name()); i >= 0 {
			listed = slices.Delete(listed, i, i+1)
		} else {
			t.Errorf("%s is joined to nothing, or twice", f.Name())
		}
	}
	if len(listed) > 0 {
		t.Errorf("%v are joined twice", listed)
	}
}

// TestTheStandInMakesNoMarkup looks for what a strict policy of the host page
// would refuse, and for what would put data where it may not go.
func TestTheStandInMakesNoMarkup(t *testing.T) {
	t.Parallel()
	for _, word := range []string{
		"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".style", "javascript:",
		"localStorage", "sessionStorage", "indexedDB", "document.cookie", "console.",
	} {
		if bytes.Contains(WinkScript(), []byte(word)) {
			t.Errorf("the script has %s", word)
		}
	}
	if strings.Contains(string(WinkStyle()), "url(") {
		t.Error("the style sheet asks for something")
	}
}

// TestNoRuleReachesTheHostPage wants every selector to be bound to the widget.
func TestNoRuleReachesTheHostPage(t *testing.T) {
	t.Parallel()
	for line := range strings.Lines(string(WinkStyle())) {
		line = strings.TrimSpace(line)
		selects := strings.HasSuffix(line, "{") || strings.HasSuffix(line, ",")
		if !selects || strings.HasPrefix(line, "@") || strings.HasPrefix(line, "--") {
			continue
		}
		if !strings.HasPrefix(line, ".winkterm-") {
			t.Errorf("%s", line)
		}
	}
}

// TestTheNamesAreDocumented wants each page and each control's name in the guide,
// for whoever tests with them.
func TestTheNamesAreDocumented(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../docs/sandbox.md")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, pattern := range []string{`PAGES\.(\w+) = `, `(?:button|choice)\(w, [\x60']([\w-]+)`, `'data-wink': [\x60']([\w-]+)`} {
		for _, match := range regexp.MustCompile(pattern).FindAllSubmatch(WinkScript(), -1) {
			found++
			if !bytes.Contains(guide, append([]byte("`"), match[1]...)) {
				t.Errorf("%s is not in docs/sandbox.md", match[1])
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d names were found in the script", found)
	}
}
