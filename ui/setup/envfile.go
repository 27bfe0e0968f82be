package setup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"winkterm/ui/setup/dotenv"
)

// The variables of the configuration.
const (
	envKey      = "API_KEY"
	envSecret   = "API_SECRET"
	envOpenHost = "OPEN_API_HOST"
	envLinkHost = "LINK_API_HOST"
	envKeyStore = "KEY_STORE"
)

// Variables are the names that winkterm reads of .env.
func Variables() []string {
	return []string{envKey, envSecret, envOpenHost, envLinkHost, "APP_PORT", envKeyStore}
}

func checkEnvFile(ctx context.Context, u *checkup) Finding {
	path := filepath.Join(u.Dir, ".env")
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir():
		return skipped("none is here: the environment counts, and without a key the sandbox in the binary")
	case err != nil:
		return failed(CauseConfiguration, ".env cannot be looked at: "+plainCause(err), "make it readable for you")
	case !info.Mode().IsRegular() && u.EnvFileError != nil:
		return failed(CauseConfiguration, u.EnvFileError.Error(), "start the program that writes it, or put a plain file there")
	case !info.Mode().IsRegular():
		return ok("a pipe or the like, which is read when it is needed")
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return failed(CauseConfiguration, ".env cannot be read: "+plainCause(err), "make it readable for you: chmod 600 .env")
	}
	values, broken := dotenv.Parse(string(content), Variables())
	if broken > 0 { // the line itself may be a secret
		return failed(CauseConfiguration, fmt.Sprintf("line %d of .env is broken", broken), "write NAME=value there, and close what begins with a quote")
	}
	if values[envKey] == "" && values[envSecret] == "" {
		return inGit(ctx, u.Dir, ok("it is well-formed and has no key"), ".env.backup")
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return warning(fmt.Sprintf(".env has a key, and others on this machine can use the file (mode %04o)", info.Mode().Perm()), "chmod 600 .env")
	}
	return inGit(ctx, u.Dir, ok("it is well-formed, and yours alone"), ".env", ".env.backup")
}

// inGit warns of the first file with a key that git has, or would take; otherwise it is as
// given. Files that are not there are none.
func inGit(ctx context.Context, dir string, otherwise Finding, names ...string) Finding {
	for _, name := range names {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			continue
		}
		switch git(ctx, dir, name) {
		case tracked:
			return warning(name+" has a key, and git keeps it", "git rm --cached "+name+", add "+name+" to .gitignore, and have Smile replace the key if it was pushed")
		case exposed:
			return warning(name+" has a key, and git does not ignore it", "add the line "+name+" to .gitignore")
		case apart:
		}
	}
	return otherwise
}

// plainCause is an error of the file system without the path, which may say who the user is.
func plainCause(err error) string {
	if at := new(fs.PathError); errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}
