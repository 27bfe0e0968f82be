package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// version is set by a build outside of a repository, which Go does not know the version
// of: -ldflags "-X winkterm/ui/cli.version=v1.2.3".
var version string

// Build is what the program was built of. Fields that the build does not know are empty.
type Build struct {
	// Version is that of a tag, or made of the last tag, the commit's moment and the
	// commit; "devel" where neither is known.
	Version string `json:"version"`
	// Commit is the whole hash, Date its moment in RFC 3339 and UTC. Modified says that
	// there was more than the commit has.
	Commit   string `json:"commit,omitempty"`
	Date     string `json:"date,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	// Revision is the commit, under the name that it had first.
	Revision string `json:"revision"`
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
}

// ThisBuild reads what Go has written into the program.
func ThisBuild() Build {
	info, _ := debug.ReadBuildInfo()
	return buildOf(info)
}

// buildOf reads build info, which may be nil.
func buildOf(info *debug.BuildInfo) Build {
	b := Build{Version: version, Revision: "unknown", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	if info != nil {
		b.Version = cmp.Or(b.Version, strings.Trim(info.Main.Version, "()"))
		for _, setting := range info.Settings {
			switch setting.Key {
			case "vcs.revision":
				b.Commit, b.Revision = setting.Value, setting.Value
			case "vcs.time":
				b.Date = setting.Value
			case "vcs.modified":
				b.Modified = setting.Value == "true"
			}
		}
	}
	b.Version = cmp.Or(b.Version, "devel")
	return b
}

// String is one line, such as
//
//	winkterm v1.2.3 (commit 0123…, 2026-11-29T17:05:16Z) go1.26.8 linux/amd64
func (b Build) String() string {
	from := "commit unknown"
	if b.Commit != "" {
		from = "commit " + b.Commit + ", " + b.Date
	}
	if b.Modified {
		from += ", modified"
	}
	return fmt.Sprintf("winkterm %s (%s) %s %s/%s", b.Version, from, b.Go, b.OS, b.Arch)
}

// program is what recordings and reports call this program.
func program() string { return ThisBuild().program() }

// program is the version with the commit, unless that is in it already.
func (b Build) program() string {
	if len(b.Commit) < 12 || strings.Contains(b.Version, b.Commit[:12]) {
		return b.Version
	}
	return b.Version + " " + b.Commit
}

// addVersion has --version print what the command does.
func addVersion(root *cobra.Command) {
	root.Version = ThisBuild().String()
	root.SetVersionTemplate("{{.Version}}\n")
	root.Flags().Bool("version", false, "print the version, the commit and its date")
}

// newVersion prints what the program was built of.
func newVersion(s Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit and its date",
		Args:  exactly(0, "version takes no arguments"),
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return writeJSON(s.Out, ThisBuild())
			}
			_, err := fmt.Fprintln(s.Out, ThisBuild())
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}
