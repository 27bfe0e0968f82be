package files

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// expand puts the home folder in the place of a leading ~ or ~/. Anything else
// stays as it is: the homes of others, and variables. A folder that is called ~
// is reached by ./~.
func expand(path string) string {
	if path != "~" && (len(path) < 2 || path[0] != '~' || !os.IsPathSeparator(path[1])) {
		return path
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return path // there is none, and the path will not be found
	}
	return filepath.Join(home, path[1:])
}

// complete goes on with a path as far as what is on the disk leaves no choice.
// The candidates are the names that fit, folders with a separator at their end,
// at most maxEntries; there are none where nothing fits, and then the text comes back
// as it was. A single folder is completed with its separator. Capitals matter
// only if something fits with them. What is hidden is offered to who types its
// dot.
func (d disk) complete(text string) (completed string, candidates []string) {
	if text == "~" {
		return text + string(filepath.Separator), []string{text + string(filepath.Separator)}
	}
	folder, begun := filepath.Split(text)
	names := d.fitting(folder, begun)
	if len(names) == 0 {
		return text, nil
	}
	common := names[0]
	for _, n := range names[1:] {
		common = shared(common, n)
	}
	if len(common) < len(begun) { // they differ in capitals where the user has typed
		return text, names
	}
	return folder + common, names
}

// fitting gives the names of a folder that begin like that; capitals matter if one
// fits with them.
func (d disk) fitting(folder, begun string) []string {
	hidden, folded := strings.HasPrefix(begun, "."), strings.ToLower(begun)
	list, _, err := d.scan(cmp.Or(expand(folder), "."), func(name string) bool {
		return strings.HasPrefix(strings.ToLower(name), folded) && (hidden || !strings.HasPrefix(name, "."))
	})
	if err != nil {
		return nil // a path that leads nowhere has nothing to go on with
	}
	var all, exact []string
	for _, n := range list {
		name := n.name
		if n.dir {
			name += string(filepath.Separator)
		}
		all = append(all, name)
		if strings.HasPrefix(name, begun) {
			exact = append(exact, name)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return all
}

// shared is what two names begin with, in whole characters.
func shared(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) {
		_, size := utf8.DecodeRuneInString(a[n:])
		if !strings.HasPrefix(b[n:], a[n:n+size]) {
			break
		}
		n += size
	}
	return a[:n]
}
