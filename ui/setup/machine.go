package setup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

func checkPorts(ctx context.Context, u *checkup) Finding {
	if len(u.Ports) == 0 {
		return skipped("none is set: one that is free is taken each time")
	}
	var free []string
	for _, name := range slices.Sorted(maps.Keys(u.Ports)) {
		port := u.Ports[name]
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return failed(CauseConfiguration, name+" is no port", "set it to a number from 1 to 65535, or leave it out")
		}
		l, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", port))
		if err != nil {
			return failed(CauseConfiguration, fmt.Sprintf("port %s, which %s names, cannot be used: something else has it, or it is not allowed", port, name),
				"end what listens there, or set "+name+" to another port")
		}
		_ = l.Close()
		free = append(free, port)
	}
	return ok(strings.Join(free, " and ") + " can be used")
}

func checkState(_ context.Context, u *checkup) Finding {
	if u.StateError != nil {
		return warning(u.StateError.Error(), "set XDG_STATE_HOME to a folder of your own; until then nothing is recorded")
	}
	const mend = "set XDG_STATE_HOME to a folder that you can write to; until then nothing is recorded"
	folder := u.State
	info, err := os.Stat(folder)
	for errors.Is(err, fs.ErrNotExist) && filepath.Dir(folder) != folder { // it is made when it is needed
		folder = filepath.Dir(folder)
		info, err = os.Stat(folder)
	}
	if err == nil && !info.IsDir() {
		err = errors.New("a file is in its place")
	}
	if err == nil {
		err = tryWriting(folder)
	}
	switch {
	case err != nil:
		return warning("the folder for recordings cannot be written to: "+plainCause(err), mend)
	case folder == u.State && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return warning(fmt.Sprintf("others on this machine can look into the folder for recordings (mode %04o)", info.Mode().Perm()), "chmod 700 "+folder)
	}
	return ok("recordings can be written")
}

func tryWriting(folder string) error {
	file, err := os.CreateTemp(folder, ".doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

func checkKeyStore(ctx context.Context, u *checkup) Finding {
	err := u.Target.KeyError
	if err == nil && u.Target.KeyFrom != FromKeyStore {
		err = u.KeyStore(ctx)
	}
	const mend = "unlock it and store the key by winkterm init --key-store, or set API_KEY and API_SECRET, and KEY_STORE=0"
	switch {
	case err != nil && u.KeyStoreWanted:
		return failed(CauseConfiguration, err.Error(), mend)
	case err != nil:
		return skipped("none answers here; a key can be in the environment or in .env")
	case u.KeyStoreWanted:
		return ok("it has the key of this host")
	}
	return ok("one answers, and winkterm init --key-store would use it")
}

// Where a key was found.
const (
	FromEnvironment = "from the environment"
	FromFile        = "from .env"
	FromKeyStore    = "from the key store"
)
