package setup

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"winkterm/ui/browser"
	"winkterm/ui/clipboard"
)

// The least size of a terminal that a page fits into, in cells.
const (
	leastColumns = 40
	leastRows    = 12
)

func checkTerminal(_ context.Context, u *checkup) Finding {
	name := u.Env("TERM")
	switch {
	case !u.Terminal:
		return skipped("no terminal is here to look at; the wizard needs one, the other commands do not")
	case name == "" && runtime.GOOS != "windows", name == "dumb", name == "unknown":
		return warning(fmt.Sprintf("TERM is %q, a terminal that shows no screen", name),
			"set TERM to what your terminal is, such as xterm-256color, or go without a screen: winkterm --accessible")
	case name != "" && !u.KnownTerm(name):
		return warning(fmt.Sprintf("this machine does not know a terminal %q, which TERM names", name),
			"set TERM=xterm-256color, or install the terminal's own description (ncurses-term)")
	case u.Columns < leastColumns || u.Rows < leastRows:
		return warning(fmt.Sprintf("the terminal has %d×%d cells, and a page needs %d×%d", u.Columns, u.Rows, leastColumns, leastRows),
			"make the window larger, or the letters smaller")
	case runtime.GOOS != "windows" && !u.utf8():
		return warning("the locale is not one of UTF-8, so that letters and lines can be drawn wrongly", "set LANG to one that ends in .UTF-8, such as C.UTF-8")
	}
	return ok(fmt.Sprintf("%s, %d×%d cells, UTF-8", name, u.Columns, u.Rows))
}

// utf8 goes by the variable of the locale that counts.
func (u *checkup) utf8() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := u.Env(name); value != "" {
			return strings.Contains(strings.ReplaceAll(strings.ToLower(value), "-", ""), "utf8")
		}
	}
	return runtime.GOOS == "darwin"
}

// colourVariables are those that decide how many colours there are.
var colourVariables = []string{"TERM", "COLORTERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TTY_FORCE", "WT_SESSION", "GOOGLE_CLOUD_SHELL", "ConEmuANSI", "TMUX"}

func checkColours(_ context.Context, u *checkup) Finding {
	theme := u.Env("WINKTERM_THEME")
	if theme != "" && !slices.Contains(u.Themes, theme) {
		return failed(CauseConfiguration, fmt.Sprintf("WINKTERM_THEME names no theme: %q", theme), "set it to one of "+strings.Join(u.Themes, ", ")+", or leave it out")
	}
	if !u.Terminal {
		return ok("none off a terminal")
	}
	if u.Env("NO_COLOR") != "" {
		return ok("none, for NO_COLOR is set; nothing is said by colour alone")
	}
	var environ []string
	for _, name := range colourVariables {
		if value := u.Env(name); value != "" {
			environ = append(environ, name+"="+value)
		}
	}
	profile := map[colorprofile.Profile]string{colorprofile.TrueColor: "16 million", colorprofile.ANSI256: "256", colorprofile.ANSI: "16"}[colorprofile.Env(environ)]
	if profile == "" {
		return ok("none in this terminal; nothing is said by colour alone")
	}
	if theme != "" {
		profile += ", theme " + theme
	}
	return ok(profile)
}

func checkClipboard(_ context.Context, u *checkup) Finding {
	switch program := clipboard.Program(u.Env); {
	case program != "":
		return ok(program + " takes what is copied")
	case u.Terminal:
		return ok("no program for it is here, so the terminal is asked (OSC 52), which not every one allows")
	}
	return skipped("nothing is copied off a terminal")
}

func checkBrowser(_ context.Context, u *checkup) Finding {
	program, err := browser.Program(u.Env)
	switch {
	case err != nil:
		return warning(err.Error(), "use --no-browser, which shows the address to open elsewhere, or set BROWSER to a program that opens a window")
	case program == "":
		return ok("the system opens one")
	}
	return ok(program + " opens one")
}
