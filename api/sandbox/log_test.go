package sandbox

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

func TestTheLogSaysWhatWasAskedForAndNothingPersonal(t *testing.T) {
	t.Parallel()
	var text bytes.Buffer
	g := linking(t, Config{Logger: slog.New(slog.NewTextHandler(&text, nil))})
	g.login("philhealth_ph", "username", "George", "123456")
	g.open("GET", "/accounts?userId="+g.userID, "").want(t, 200)
	g.open("GET", "/nowhere", "").want(t, 404)
	for _, want := range []string{
		"method=POST path=/link/v1/accounts status=201", "method=GET path=/v1/accounts status=200", "path=/v1/nowhere status=404",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, &text)
		}
	}
	for _, secret := range []string{"123456", "George", g.key, g.userID, "c2FuZGJveDpzYW5kYm94"} {
		if strings.Contains(text.String(), secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
	g.set(wire.Fault{Name: fault.Cut, Times: 1})
	text.Reset()
	func() {
		defer func() { _ = recover() }()
		g.open("GET", "/fileTypes", "")
	}()
	if !strings.Contains(text.String(), "path=/v1/fileTypes status=0") {
		t.Errorf("a cut connection is logged as\n%s", &text)
	}
}
