package browser

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/pkg/browser"
	"rsc.io/qr"
)

// ErrNoDisplay says that no browser can show a window here, as over SSH or in a
// container. Show the address instead; see Forward and QR.
var ErrNoDisplay = errors.New("there is no display for a browser here")

// quiet keeps what a browser prints off the screen. A file of its own is handed
// on as it is, so that nobody waits for a browser that runs on.
var quiet = sync.OnceValue(func() error {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err == nil {
		browser.Stdout, browser.Stderr = null, null
	}
	return err
})

// OpenURL opens an address in the user's browser, whose output is thrown away. It
// fails with ErrNoDisplay where a browser would take the terminal, and may take
// as long as the browser runs.
func OpenURL(address string) error {
	if err := mayOpen(runtime.GOOS, os.Getenv); err != nil {
		return err
	}
	if err := quiet(); err != nil {
		return fmt.Errorf("the browser's output cannot be kept off the screen: %w", err)
	}
	return browser.OpenURL(address)
}

// mayOpen says whether a browser would have a window. Without a display the
// openers of these systems turn to browsers that run in the terminal; $BROWSER
// says better where somebody has arranged for one.
func mayOpen(system string, env func(string) string) error {
	if !slices.Contains([]string{"linux", "freebsd", "netbsd", "openbsd"}, system) {
		return nil
	}
	for _, name := range []string{"DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"} {
		if env(name) != "" {
			return nil
		}
	}
	return ErrNoDisplay
}

// Forward gives the line to type on the machine that has a browser, so that it
// reaches a page served on this one; HOST stands for this machine. It is empty
// for an address without a port.
func Forward(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Port() == "" {
		return ""
	}
	return fmt.Sprintf("ssh -L %s:%s HOST", u.Port(), net.JoinHostPort(u.Hostname(), u.Port()))
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
			row.WriteRune(half(code.Black(x, y), code.Black(x, y+1)))
		}
		rows = append(rows, row.String())
	}
	return rows
}

func half(upper, lower bool) rune {
	switch {
	case upper && lower:
		return '█'
	case upper:
		return '▀'
	case lower:
		return '▄'
	}
	return ' '
}
