package cli

import (
	"fmt"
	"testing"
)

// Four keys arm an error, the next login meets it, and the lanes say so. Starting
// the sandbox over leads back to the beginning.
func TestAFaultIsArmedMetAndForgotten(t *testing.T) {
	t.Parallel()
	needTmux(t)
	program := build(t, "winkterm")
	for _, size := range []struct{ width, height int }{{120, 40}, {80, 24}, {60, 18}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			field := []string{"› SS number", "│ 33 "} // in a box where there is room for it
			if size.height < 20 {
				field = []string{"› SS number  33 "}
			}
			armAndMeet(walking(t, program, size.width, size.height, "--provider sss_ph --no-consent --speed 0"), field...)
		})
	}
}

func armAndMeet(w *walk, field ...string) {
	w.t.Helper()
	w.sees("try George")
	w.types("33")
	w.keys("C-f", "a", "l", "Enter")
	w.sees(append(field, "↯ ACCOUNT_LOCKED")...)
	w.keys("BSpace", "BSpace", "C-t")
	w.sees("3300000008", "••••••")
	w.keys("Enter")
	w.sees("✗ ACCOUNT_LOCKED", "What happened", "SANDBOX  seed ")
	w.keys("C-n", "/")
	w.types("fault")
	w.keys("Enter")
	w.sees("armed f-1", "triggered f-1")
	w.keys("C-n", "C-f", "r", "s", "Enter")
	w.sees("Log in to Social Security System", "try George")
	w.keys("C-f")
	w.sees("ACCOUNT_DISABLED")
	w.keys("Escape")
	w.sees("Log in to Social Security System")
	w.keys("C-c")
	w.sees("The widget is closed")
}
