package browser

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/pkg/browser"
	"rsc.io/qr"

	"winkterm/api/host"
	"winkterm/ui/detached"
)

// ErrNoDisplay says that no browser can show a window here, as over SSH or in a
// container. Show the address instead; see Forward and QR.
var ErrNoDisplay = errors.New("there is no display for a browser here")

// textBrowsers show pages in the terminal, which is taken.
var textBrowsers = []string{"lynx", "w3m", "links", "links2", "elinks", "browsh", "carbonyl", "netrik", "retawq", "edbrowse", "cha"}

// OpenURL opens an address in the user's browser, which gets neither the terminal nor
// anything else of this process. It fails with ErrNoDisplay where no browser would have
// a window, and may take as long as the browser runs.
func OpenURL(address string) error {
	command, err := opener{system: runtime.GOOS, env: os.Getenv, find: findProgram}.command(address)
	switch {
	case err != nil:
		return err
	case command == nil:
		browser.Stdout, browser.Stderr = nil, nil // it would write into the screen
		return browser.OpenURL(address)
	}
	cmd := detached.Command(context.Background(), command[0], command[1:]...) // it outlives the wizard
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", command[0], err)
	}
	return nil
}

// Program names the program that OpenURL opens a browser with in an environment, "" for the
// system's own way. It fails as OpenURL does where there is none.
func Program(env func(name string) string) (string, error) {
	command, err := opener{system: runtime.GOOS, env: env, find: findProgram}.command("")
	if err != nil || command == nil {
		return "", err
	}
	return command[0], nil
}

// findProgram is exec.LookPath, which follows links: they say what a program really is.
func findProgram(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}

// opener decides which program opens a browser.
type opener struct {
	system string
	env    func(string) string
	// find gives the path of a program by its name.
	find func(string) (string, error)
}

// command is what to run for an address, nil for the way of the system.
func (o opener) command(address string) ([]string, error) {
	if list := o.env("BROWSER"); list != "" {
		for _, candidate := range filepath.SplitList(list) {
			words := strings.Fields(candidate)
			if len(words) > 0 && o.windowed(words[0]) {
				return withAddress(words, address), nil
			}
		}
		return nil, fmt.Errorf("BROWSER names no program that is there and opens a window: %q", list)
	}
	if !slices.Contains([]string{"linux", "freebsd", "netbsd", "openbsd"}, o.system) {
		return nil, nil
	}
	var programs []string
	why := ErrNoDisplay
	if o.env("WSL_DISTRO_NAME") != "" {
		programs = []string{"wslview"}
		why = fmt.Errorf("%w: install wslview, of the package wslu, to open the browser of Windows", ErrNoDisplay)
	}
	if o.env("DISPLAY") != "" || o.env("WAYLAND_DISPLAY") != "" {
		programs = append(programs, "xdg-open", "x-www-browser", "www-browser")
	}
	if at := slices.IndexFunc(programs, o.windowed); at >= 0 {
		return []string{programs[at], address}, nil
	}
	return nil, why
}

// windowed says whether a program is there and wants no terminal.
func (o opener) windowed(name string) bool {
	path, err := o.find(name)
	return err == nil && !slices.Contains(textBrowsers, filepath.Base(name)) && !slices.Contains(textBrowsers, filepath.Base(path))
}

// withAddress puts an address where a command wants it, else at its end.
func withAddress(words []string, address string) []string {
	command := slices.Clone(words)
	for i, word := range command {
		command[i] = strings.ReplaceAll(word, "%s", address)
	}
	if slices.Equal(command, words) {
		command = append(command, address)
	}
	return command
}

// Forward gives the line to type on the machine that has a browser, so that it
// reaches a page served on this one; HOST stands for this machine. The line has the
// page's port and those of the others that are on loopback too. It is empty for a page
// without a port.
func Forward(page string, others ...string) string {
	var ports []string
	for i, address := range append([]string{page}, others...) {
		u, err := url.Parse(address)
		if err != nil || u.Port() == "" || i > 0 && !host.Loopback(address) {
			continue
		}
		if port := "-L " + u.Port() + ":" + net.JoinHostPort(u.Hostname(), u.Port()); !slices.Contains(ports, port) {
			ports = append(ports, port)
		}
	}
	if len(ports) == 0 {
		return ""
	}
	return "ssh " + strings.Join(ports, " ") + " HOST"
}

// quietZone is how many light modules a QR code wants on each side.
const quietZone = 4

// QR gives a text as the rows of a QR code, its quiet zone included. A row has two
// rows of modules; what is drawn is dark, so it wants black on white. There are
// none for a text that is too long for one.
func QR(text string) []string {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return nil
	}
	var rows []string
	for y := -quietZone; y < code.Size+quietZone; y += 2 {
		var row strings.Builder
		for x := -quietZone; x < code.Size+quietZone; x++ {
			row.WriteRune(halves[code.Black(x, y)][code.Black(x, y+1)])
		}
		rows = append(rows, row.String())
	}
	return rows
}

// halves are the signs for two modules by whether the upper and the lower one are dark.
var halves = map[bool]map[bool]rune{false: {false: ' ', true: '▄'}, true: {false: '▀', true: '█'}}
