package setup

import (
	"context"
	"time"

	"winkterm/ui/detached"
)

// keeping is how git keeps a file.
type keeping int

const (
	apart   keeping = iota // ignored, or in no repository that git knows here
	exposed                // not ignored: the next "git add ." takes it
	tracked
)

// gitWait is how long git may take.
const gitWait = 3 * time.Second

// git asks the git of this machine, where there is one, how it keeps a file of a folder.
func git(ctx context.Context, dir, name string) keeping {
	ctx, cancel := context.WithTimeout(ctx, gitWait)
	defer cancel()
	run := func(args ...string) bool {
		// What the repository's own settings would have run stays off.
		cmd := detached.Command(ctx, "git", append([]string{"-c", "core.fsmonitor=false", "-C", dir}, args...)...)
		return cmd.Run() == nil
	}
	switch {
	case !run("rev-parse", "--is-inside-work-tree"):
		return apart
	case run("ls-files", "--error-unmatch", "--", name):
		return tracked
	case run("check-ignore", "--quiet", "--", name):
		return apart
	}
	return exposed
}

// Exposed says whether git would take a file of a folder into a repository.
func Exposed(ctx context.Context, dir, name string) bool { return git(ctx, dir, name) != apart }
