package keystore

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

func TestMain(m *testing.M) {
	keyring.MockInit()
	os.Exit(m.Run())
}

// with is a store with a bus, which the library's stand-in does not use.
var with = Store{func(name string) string { return map[string]string{"DBUS_SESSION_BUS_ADDRESS": "unix:"}[name] }}

func TestAKeyIsStoredForItsHostAlone(t *testing.T) {
	t.Parallel()
	ctx, entry := t.Context(), Entry{"key-1", "hush-hush", "https://link.one.test/v1"}
	if err := with.Set(ctx, "https://One.test:443/v1", entry); err != nil {
		t.Fatal(err)
	}
	for address, there := range map[string]bool{
		"https://one.test/v2": true, "https://one.test./": true,
		"http://one.test/v1": false, "https://one.test:444/v1": false, "https://two.test/v1": false, "https://one.test.two.test": false, "": false,
	} {
		got, err := with.Get(ctx, address)
		if there && (err != nil || got != entry) || !there && (!errors.Is(err, ErrNoEntry) || got != Entry{}) {
			t.Errorf("%q: %v, %v", address, got, err)
		}
	}
	if err := with.Delete(ctx, "https://one.test"); err != nil {
		t.Fatal(err)
	}
	_, err := with.Get(ctx, "https://one.test")
	if !errors.Is(err, ErrNoEntry) || !strings.Contains(err.Error(), "https://one.test") || !strings.Contains(err.Error(), "init --key-store") {
		t.Errorf("removed: %v", err)
	}
	if err := with.Delete(ctx, "https://one.test"); !errors.Is(err, ErrNoEntry) {
		t.Errorf("removed twice: %v", err)
	}
	if err := with.Available(ctx); err != nil {
		t.Errorf("not available: %v", err)
	}
}

func TestWithoutABusNothingIsStarted(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("their key stores need no bus")
	}
	folder := t.TempDir()
	without := Store{func(name string) string { return map[string]string{"XDG_RUNTIME_DIR": folder}[name] }}
	for _, err := range []error{without.Available(t.Context()), without.Set(t.Context(), "https://x.test", Entry{Secret: "hush-hush"})} {
		if !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), "D-Bus") || !strings.Contains(err.Error(), ".env") || strings.Contains(err.Error(), "hush") {
			t.Errorf("got %v", err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "bus"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := without.Available(t.Context()); err != nil {
		t.Errorf("with a bus: %v", err)
	}
}

func TestWaitingForTheKeyStoreEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	held := make(chan struct{})
	defer close(held)
	err := with.do(ctx, func() error { cancel(); <-held; return nil })
	if !errors.Is(err, ErrUnavailable) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAForeignEntryIsRefused(t *testing.T) {
	t.Parallel()
	if err := keyring.Set(service, "https://foreign.test", "hush-hush"); err != nil {
		t.Fatal(err)
	}
	if _, err := with.Get(t.Context(), "https://foreign.test"); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("got %v", err)
	}
}
