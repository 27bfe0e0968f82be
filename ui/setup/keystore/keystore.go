// Package keystore keeps the API keys of hosts in the system's key store: the Keychain,
// the Credential Manager, or a Secret Service on D-Bus. There is one entry for each host,
// so that a key reaches no host but the one that it was stored for.
//
// It must not print, and its errors hold no secret.
package keystore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/zalando/go-keyring"

	"winkterm/api/host"
	"winkterm/api/wire"
)

// service is what all entries have in common.
const service = "winkterm"

// calls has one call at a time: a key store asks its user once.
var calls sync.Mutex

// ErrNoEntry says that nothing is stored for a host: "winkterm init --key-store" does that.
// ErrUnavailable says that the system has no key store, or that it does not answer: keep
// the key in the environment or in .env instead.
var (
	ErrNoEntry     = errors.New("the key store has no key")
	ErrUnavailable = errors.New("no key store answers: unlock it, or keep API_KEY and API_SECRET in the environment or in .env")
)

// Entry is what is stored for a host, and with which Link host it may be used, if any.
type Entry struct {
	Key, Secret wire.Secret
	LinkHost    string
}

// stored is an Entry as the key store has it.
type stored struct {
	Key      string `json:"key"`
	Secret   string `json:"secret"`
	LinkHost string `json:"linkHost,omitempty"`
}

// Store is the key store as the environment leads to it.
type Store struct{ Env func(name string) string }

// Origin is the name of a host's entry: scheme, host and port of its address. A key that
// is stored for https is not sent over http.
func Origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + host.Authority(address)
}

// Get gives what is stored for a host, by an address there. It fails with ErrNoEntry, with
// ErrUnavailable.
func (s Store) Get(ctx context.Context, address string) (Entry, error) {
	var e stored
	err := s.do(ctx, func() error {
		text, err := keyring.Get(service, Origin(address))
		if err != nil {
			return err
		}
		if json.Unmarshal([]byte(text), &e) != nil {
			return errors.New("its entry is not one of winkterm's")
		}
		return nil
	})
	if errors.Is(err, ErrNoEntry) {
		err = fmt.Errorf("%w for %s: store one by \"winkterm init --key-store\"", err, Origin(address))
	}
	if err != nil {
		return Entry{}, err
	}
	return Entry{wire.Secret(e.Key), wire.Secret(e.Secret), e.LinkHost}, nil
}

// Set stores the key of a host in place of the one before. It fails with ErrUnavailable.
func (s Store) Set(ctx context.Context, address string, e Entry) error {
	text, err := json.Marshal(stored{e.Key.Reveal(), e.Secret.Reveal(), e.LinkHost})
	if err != nil {
		return err
	}
	return s.do(ctx, func() error { return keyring.Set(service, Origin(address), string(text)) })
}

// Delete removes the key of a host. It fails as Get does.
func (s Store) Delete(ctx context.Context, address string) error {
	return s.do(ctx, func() error { return keyring.Delete(service, Origin(address)) })
}

// do runs a call of the key store, which may wait for the user to unlock it and cannot be
// ended: who stops waiting leaves it behind.
func (s Store) do(ctx context.Context, call func() error) error {
	if !s.reachable() {
		return fmt.Errorf("%w (no D-Bus session is running)", ErrUnavailable)
	}
	done := make(chan error, 1)
	go func() {
		calls.Lock()
		defer calls.Unlock()
		done <- call()
	}()
	select {
	case err := <-done:
		if errors.Is(err, keyring.ErrNotFound) {
			return ErrNoEntry
		}
		if err != nil {
			return fmt.Errorf("%w (%w)", ErrUnavailable, err)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w (%w)", ErrUnavailable, ctx.Err())
	}
}

// reachable says whether a Secret Service can be there at all. The library would start a bus
// of its own where there is none, and leave it running.
func (s Store) reachable() bool {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" || s.Env("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(s.Env("XDG_RUNTIME_DIR"), "bus"))
	return err == nil && s.Env("XDG_RUNTIME_DIR") != ""
}

// Available fails with ErrUnavailable where there is no key store.
func (s Store) Available(ctx context.Context) error {
	if _, err := s.Get(ctx, ""); !errors.Is(err, ErrNoEntry) {
		return err
	}
	return nil
}
