package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"winkterm/api/wire"
	"winkterm/ui/setup"
	"winkterm/ui/setup/dotenv"
	"winkterm/ui/setup/keystore"
	"winkterm/ui/widget"
)

// initFlags are those of init.
type initFlags struct{ force, keyStore, fromEnv, forget, production bool }

func newInit(s Streams) *cobra.Command {
	var f initFlags
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write a .env: asks for host and key, or takes those of the environment",
		Long: `Write a .env with the host and the key, for this folder and readable by you alone. It
asks, and what is typed as key and secret does not show; esc and enter, or ctrl+c, stop
without writing anything. Without a terminal the answers are lines of the input: host, key,
secret, Link API host. With --from-env nothing is asked: API_KEY, API_SECRET, OPEN_API_HOST
and LINK_API_HOST are those of the environment.

With --key-store the key goes into the system's key store, for that host alone, and .env
gets the host and KEY_STORE=1, which has every command take the key from there.`,
		Example: `  winkterm init
  printf '%s\n' sandbox "$KEY" "$SECRET" | winkterm init
  winkterm init --from-env --force
  winkterm init --key-store
  winkterm init --forget`,
		Args: exactly(0, "init takes no arguments: it asks, or takes what the environment has with --from-env"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case f.forget && (f.force || f.keyStore || f.fromEnv):
				return usage("--forget removes the key from the key store, and goes with no other flag")
			case f.forget:
				return forgetKey(cmd.Context(), s)
			}
			return f.run(cmd.Context(), s)
		},
	}
	set := cmd.Flags()
	set.BoolVar(&f.force, "force", false, "change a .env that is there: other variables are kept, and .env.backup has it as it was")
	set.BoolVar(&f.keyStore, "key-store", false, "keep the key in the system's key store, and only the host in .env")
	set.BoolVar(&f.fromEnv, "from-env", false, "ask nothing: take API_KEY, API_SECRET and hosts of the environment")
	set.BoolVar(&f.forget, "forget", false, "remove the configured host's key from the key store")
	set.BoolVar(&f.production, "production", false, "take production without asking again")
	return cmd
}

// initial is what init writes.
type initial struct {
	host, link  string
	key, secret wire.Secret
	// ignore are the files that are to be added to .gitignore.
	ignore []string
}

func (f *initFlags) run(ctx context.Context, s Streams) error {
	path, err := f.target(s)
	if err != nil {
		return err
	}
	in, err := f.answers(ctx, s)
	if err != nil {
		return err
	}
	if f.keyStore {
		limited, cancel := context.WithTimeout(ctx, keyStoreWait)
		defer cancel()
		if err := (keystore.Store{Env: s.env}).Set(limited, in.host, keystore.Entry{Key: in.key, Secret: in.secret, LinkHost: in.link}); err != nil {
			return usageError{err}
		}
		fmt.Fprintf(s.Err, "the key of %s is in the key store\n", keystore.Origin(in.host))
	}
	if err := f.write(ctx, s, path, in); err != nil {
		return err
	}
	if len(in.ignore) > 0 {
		if err := ignoreFiles(s.Dir, in.ignore); err != nil {
			return fmt.Errorf(".env is written, and .gitignore is not changed: %w", err)
		}
	}
	return f.offerDoctor(ctx, s)
}

// target is the path of .env, or what that leads to. It fails where one is there that is
// not to be changed.
func (f *initFlags) target(s Streams) (string, error) {
	path := filepath.Join(s.Dir, ".env")
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return path, nil
	case !info.Mode().IsRegular():
		return "", usage("%s is no plain file: move it away first", path)
	case !f.force:
		return "", usage("%s is there already: add --force to change it; its other variables are kept", path)
	}
	return filepath.EvalSymlinks(path)
}

// write writes .env, and beside it how it was.
func (f *initFlags) write(ctx context.Context, s Streams, path string, in initial) error {
	var old []byte
	if _, err := os.Stat(path); err == nil {
		if old, err = readFile(ctx, s, path); err != nil {
			return unreadable(ctx, path+" cannot be read", err)
		}
	}
	text, err := dotenv.Set(string(old), []dotenv.Variable{
		{Name: envOpenHost, Value: in.host},
		{Name: envKey, Value: in.key.Reveal(), Remove: f.keyStore},
		{Name: envSecret, Value: in.secret.Reveal(), Remove: f.keyStore},
		{Name: envLinkHost, Value: in.link, Remove: in.link == ""},
		{Name: envKeyStore, Value: "1", Remove: !f.keyStore},
	}...)
	if err != nil {
		return usageError{err}
	}
	if len(old) > 0 {
		if err := writeNew(path+".backup", old, true); err != nil {
			return err
		}
		fmt.Fprintf(s.Err, "%s.backup is how .env was, with its key: remove it when it is not needed\n", path)
	}
	if err := writeNew(path, []byte(text), f.force); err != nil {
		return err
	}
	fmt.Fprintf(s.Err, "%s is written, for you alone to read\n", path)
	for _, name := range []string{envKey, envSecret, envOpenHost, envLinkHost} {
		if _, set := s.Env(name); set && !f.fromEnv {
			fmt.Fprintf(s.Err, "note: the environment has %s too, which counts before .env\n", name)
		}
	}
	return nil
}

// ignoreFiles adds files to .gitignore.
func ignoreFiles(dir string, names []string) error {
	path := filepath.Join(dir, ".gitignore")
	content, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(content) > 0 && !bytes.HasSuffix(content, []byte("\n")) {
		content = append(content, '\n')
	}
	return os.WriteFile(path, append(content, strings.Join(names, "\n")+"\n"...), 0o644)
}

// offerDoctor asks on a terminal whether to check, and says elsewhere how.
func (f *initFlags) offerDoctor(ctx context.Context, s Streams) error {
	if !s.Terminal || f.fromEnv {
		fmt.Fprintln(s.Err, "winkterm doctor checks it")
		return nil
	}
	yes, err := questions{prompt{s}}.yes(ctx, "Check the set-up now?")
	if err != nil || !yes {
		return nil // everything is written
	}
	doctor := doctorFlags{timeout: doctorTimeout, production: f.production}
	return doctor.run(ctx, s)
}

// forgetKey removes the key of the configured host from the key store.
func forgetKey(ctx context.Context, s Streams) error {
	c, err := plainSettings(ctx, s, false)
	if err = cmp.Or(err, setup.CheckAddress(c.openAPI(), envOpenHost)); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, keyStoreWait)
	defer cancel()
	at := keystore.Origin(c.openAPI())
	switch err := (keystore.Store{Env: s.env}).Delete(limited, c.openAPI()); {
	case errors.Is(err, keystore.ErrNoEntry):
		return usage("the key store has no key for %s; %s says which host is meant", widget.Clean(at), envOpenHost)
	case err != nil:
		return usageError{err}
	}
	fmt.Fprintf(s.Err, "the key of %s is removed from the key store\n", widget.Clean(at))
	return nil
}
