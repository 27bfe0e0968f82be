package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winkterm/api"
)

// walk is the program in tmux, as a user has it.
type walk struct {
	t    *testing.T
	sock string
}

// walking starts the program in a window of its own, in an empty folder.
func walking(t *testing.T, program string, width, height int, args string) *walk {
	t.Helper()
	return walkingIn(t, t.TempDir(), program, width, height, args)
}

// walkingIn starts the program in a window of its own, in a folder.
func walkingIn(t *testing.T, folder, program string, width, height int, args string) *walk {
	t.Helper()
	w := &walk{t: t, sock: filepath.Join(t.TempDir(), "tmux")}
	command := fmt.Sprintf("cd %s; env API_KEY= API_SECRET= OPEN_API_HOST= TERM=tmux-256color %s %s; echo left with $?; cat", folder, program, args)
	w.tmux("-f", os.DevNull, "new-session", "-d", "-x", fmt.Sprint(width), "-y", fmt.Sprint(height), command)
	t.Cleanup(func() {
		_ = exec.CommandContext(context.WithoutCancel(t.Context()), "tmux", "-S", w.sock, "kill-server").Run()
	})
	return w
}

func (w *walk) tmux(args ...string) string {
	w.t.Helper()
	out, err := exec.CommandContext(w.t.Context(), "tmux", append([]string{"-S", w.sock}, args...)...).CombinedOutput()
	if err != nil {
		w.t.Fatalf("tmux %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func (w *walk) screen() string { return w.tmux("capture-pane", "-p") }

// sees waits until the screen shows all the texts.
func (w *walk) sees(texts ...string) string {
	w.t.Helper()
	clock := api.SystemClock()
	screen := ""
	for deadline := clock.Now().Add(30 * time.Second); clock.Now().Before(deadline); {
		screen = w.screen()
		missing := false
		for _, text := range texts {
			missing = missing || !strings.Contains(screen, text)
		}
		if !missing {
			return screen
		}
		if err := clock.Sleep(w.t.Context(), 30*time.Millisecond); err != nil {
			w.t.Fatal(err)
		}
	}
	w.t.Fatalf("the screen never showed %q:\n%s", texts, screen)
	return ""
}

// rest waits until a page that came unasked takes letters.
func (w *walk) rest() {
	w.t.Helper()
	if err := api.SystemClock().Sleep(w.t.Context(), 400*time.Millisecond); err != nil {
		w.t.Fatal(err)
	}
}

func (w *walk) keys(keys ...string) { w.t.Helper(); w.tmux(append([]string{"send-keys"}, keys...)...) }
func (w *walk) types(text string)   { w.t.Helper(); w.tmux("send-keys", "-l", text) }

// once checks that each text stands on the screen exactly one time.
func (w *walk) once(screen string, texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if n := strings.Count(screen, text); n != 1 {
			w.t.Errorf("%q stands there %d times:\n%s", text, n, screen)
		}
	}
}

func needTmux(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatal("tmux is missing, and CI may not leave the walk out")
	}
	t.Skip("left out: the walk needs tmux, which is not on this machine")
}

// The whole path, with keys alone, in three windows.
func TestAUserLinksAndRevokesAnAccount(t *testing.T) {
	t.Parallel()
	needTmux(t)
	program := build(t, "winkterm")
	for _, size := range []struct{ width, height int }{{120, 40}, {80, 24}, {60, 18}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			linkAndRevoke(walking(t, program, size.width, size.height, "--speed 4"))
		})
	}
}

func linkAndRevoke(w *walk) {
	w.t.Helper()
	w.sees("uses Smile to link", "Continue")
	w.keys("Enter")
	w.sees("Search")
	w.types("sss")
	w.sees("Social Security System", "sss_ph")
	w.keys("Enter")
	w.sees("Log in to Social Security System", "try George")
	w.keys("C-t")
	w.sees("3300000008", "••••••")
	w.keys("Enter")
	w.sees("Verify it is you", "attempts left 3")
	w.rest()
	w.types("1234")
	w.keys("Enter")
	w.sees("is connected", "CONNECTED")
	w.rest()
	w.types("s")
	w.sees("Revoke the account")
	w.types("x")
	w.sees("That deletes its data")
	w.types("y")
	w.sees("DISCONNECTED", "Its data are gone")
	w.types("c")
	w.sees("The widget is closed")
	w.keys("C-n", "Right")
	screen := w.sees("[Callbacks ", "onAccountRemoved")
	w.once(screen, "onAccountCreated", "onAccountConnected", "onAccountRemoved", "onClose close",
		"ConsentPageOpened", "ProviderListPageOpened", "LoginPageOpened", "MfaPageOpened",
		"ConnectSuccessPageOpened", "AccountRevokePageOpened")
	w.keys("C-n")
	w.sees("Leave winkterm")
	w.types("q")
	w.sees("left with 0")
}

// A code that is typed blindly behind the password arrives, and so does one that is typed
// as soon as its page is there.
func TestACodeTypedBlindlyArrives(t *testing.T) {
	t.Parallel()
	needTmux(t)
	program := build(t, "winkterm")
	for _, size := range []struct{ width, height int }{{120, 40}, {80, 24}, {60, 18}} {
		for _, wait := range []bool{false, true} {
			t.Run(fmt.Sprintf("%dx%d wait %t", size.width, size.height, wait), func(t *testing.T) {
				t.Parallel()
				w := walking(t, program, size.width, size.height, "--provider sss_ph --no-consent --speed 4")
				w.sees("try George")
				w.types("3300000008")
				w.keys("Tab")
				w.types("123456")
				w.keys("Enter")
				if wait {
					w.sees("Verify it is you")
				}
				w.types("1234")
				w.keys("Enter")
				w.sees("is connected", "CONNECTED")
			})
		}
	}
}

// A record opens and shows what the host page would have seen, masked.
func TestACallbackAndACallAreLookedAt(t *testing.T) {
	t.Parallel()
	needTmux(t)
	w := walking(t, build(t, "winkterm"), 120, 40, "--provider freelancer --no-consent --speed 0")
	w.sees("How do you log in there?")
	w.keys("Enter")
	w.sees("try George")
	w.keys("C-t", "Enter")
	w.sees("is connected", "LINK_ACCOUNT Finished")
	w.keys("C-n", "Right", "/")
	w.types("onAccountConnected")
	w.keys("Enter", "Enter")
	w.sees(`"accountId"`, `"userId"`, `"providerId": "freelancer"`)
	w.keys("Escape")
	w.sees("open record")
	w.keys("Right", "/", "C-u")
	w.sees("[HTTP")
	w.types("POST /accounts")
	w.keys("Enter", "Enter")
	screen := w.sees("credentials", "[EMAIL_1]")
	if strings.Contains(screen, "123456") || strings.Contains(screen, "gpalomero") {
		w.t.Errorf("a credential shows:\n%s", screen)
	}
}

// A magic password ends in its error, which is explained.
func TestAnErrorIsExplained(t *testing.T) {
	t.Parallel()
	needTmux(t)
	w := walking(t, build(t, "winkterm"), 80, 24, "--provider sss_ph --no-consent --speed 0")
	w.sees("try George")
	w.types("3300000008")
	w.keys("Tab")
	w.types("error_ACCOUNT_LOCKED")
	w.keys("Enter")
	w.sees("ACCOUNT_LOCKED", "What happened", "Who acts")
	w.rest()
	w.types("x")
	w.sees("The widget is closed", "error")
}
