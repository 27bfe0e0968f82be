package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// documents are the texts for users and engineers by their paths, the generated ones left
// out.
func documents(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(root, path)
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(name, ".") && name != "." || name == filepath.Join("docs", "commands")):
			return filepath.SkipDir
		case filepath.Ext(path) != ".md" && name != filepath.Join("docs", "llms.txt"):
			return nil
		}
		text, err := os.ReadFile(path)
		found[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Command lines of winkterm: a line of a block of code, and code within a text.
var (
	blocks   = regexp.MustCompile("(?ms)^ *```[a-z]*\n(.*?)^ *```")
	inBlocks = regexp.MustCompile(`(?m)(?:^ *(?:\$ |- |- run: )?|; |\| )winkterm((?: [^\n|;&>#]*)?)`)
	inTexts  = regexp.MustCompile("`winkterm((?: [^`\n|;&>#]*)?)")
)

// commandLines gives what stands behind winkterm in each.
func commandLines(text string) (lines []string) {
	for _, block := range blocks.FindAllStringSubmatch(text, -1) {
		for _, found := range inBlocks.FindAllStringSubmatch(block[1], -1) {
			lines = append(lines, found[1])
		}
	}
	for _, found := range inTexts.FindAllStringSubmatch(blocks.ReplaceAllString(text, ""), -1) {
		lines = append(lines, found[1])
	}
	return lines
}

// TestTheDocsNameWhatIsThere holds every command line of the docs against the commands and
// their flags.
func TestTheDocsNameWhatIsThere(t *testing.T) {
	t.Parallel()
	root := newRoot(Streams{Env: environment(nil)})
	root.InitDefaultCompletionCmd()
	lines := 0
	for name, text := range documents(t) {
		if name == "CHANGELOG.md" {
			continue // of the past
		}
		for _, line := range commandLines(text) {
			lines++
			words, _, _ := strings.Cut(line, " -- ")
			if what := unknown(root, strings.Fields(words)); what != "" {
				t.Errorf("%s: winkterm%s: there is no %s", name, line, what)
			}
		}
	}
	if lines < 150 {
		t.Errorf("the docs have %d command lines", lines)
	}
}

// unknown names the first word of a command line that is neither a command nor a flag, ""
// where all are there. A word in capitals or with dots stands for something.
func unknown(root *cobra.Command, words []string) string {
	cmd, rest, _ := root.Find(words)
	if group := cmd == root || cmd.HasSubCommands() && !cmd.Flags().HasFlags(); group && len(rest) > 0 && regexp.MustCompile(`^[a-z]+$`).MatchString(rest[0]) {
		return "command " + rest[0]
	}
	for _, word := range rest {
		if strings.HasPrefix(word, "-") && strings.Trim(word, "-…") != "" && word != "--help" && word != "--version" && flagOf(cmd, word) == nil {
			return "flag " + word
		}
	}
	return ""
}

func flagOf(cmd *cobra.Command, word string) *pflag.Flag {
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	name = strings.TrimRight(name, ".,:)…\"'")
	if name == "" {
		return nil
	}
	if !strings.HasPrefix(word, "--") {
		return cmd.Flags().ShorthandLookup(name[:1])
	}
	if f := cmd.Flags().Lookup(name); f != nil {
		return f
	}
	return cmd.InheritedFlags().Lookup(name)
}

var docLinks = regexp.MustCompile(`(?:\]\(|src="|srcset=")([^)"]+)[)"]`)

// TestTheDocsLinkWhatIsThere follows every link between the docs, with its heading.
func TestTheDocsLinkWhatIsThere(t *testing.T) {
	t.Parallel()
	texts := documents(t)
	for name, text := range texts {
		for _, found := range docLinks.FindAllStringSubmatch(blocks.ReplaceAllString(text, ""), -1) {
			target, heading, _ := strings.Cut(found[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			path := filepath.Join("..", "..", filepath.Dir(name), target)
			if target == "" {
				path = filepath.Join("..", "..", name)
			}
			linked, err := os.ReadFile(path)
			if info, folder := os.Stat(path); err != nil && (folder != nil || !info.IsDir()) {
				t.Errorf("%s links %s, which is not there", name, found[1])
			} else if heading != "" && !headings(string(linked))[heading] {
				t.Errorf("%s links %s, and there is no such heading", name, found[1])
			}
		}
	}
}

// headings gives those of a text as docLinks name them.
func headings(text string) map[string]bool {
	found := map[string]bool{}
	for line := range strings.Lines(text) {
		if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "#") {
			title = regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
			found[strings.ReplaceAll(title, " ", "-")] = true
		}
	}
	return found
}
