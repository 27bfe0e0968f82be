package cli

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow/session"
	"winkterm/ui/setup"
	"winkterm/ui/setup/dotenv"
	"winkterm/ui/setup/keystore"
)

// The variables of the configuration, named as Smile's quickstart has them.
const (
	envKey      = "API_KEY"
	envSecret   = "API_SECRET"
	envOpenHost = "OPEN_API_HOST"
	envLinkHost = "LINK_API_HOST"
	envPort     = "APP_PORT"
	envKeyStore = "KEY_STORE"
)

// Smile's own hosts. A base address needs a path; Smile's is /v1.
const (
	smileDomain  = "smileapi.io"
	smileSandbox = "https://sandbox.smileapi.io/v1"
	smilePath    = "/v1"
)

// variables are all that is read of the environment and of .env.
var variables = setup.Variables()

// configuration is what the variables say, and which of them .env says.
type configuration struct {
	values   map[string]string
	fromFile map[string]bool
	// stored is what the key store has for the host, where the key is from there.
	stored *keystore.Entry
}

// settings reads .env, unless the sandbox in the binary is wanted anyway, and lays
// the environment over it: what is set there counts, also when it is empty. Where no
// key is in either, and KEY_STORE is set, the key store is asked for that of the host.
func settings(ctx context.Context, s Streams, sandboxed bool) (configuration, error) {
	c, err := plainSettings(ctx, s, sandboxed)
	if err != nil || sandboxed {
		return c, err
	}
	return c, c.askKeyStore(ctx, s)
}

// plainSettings is settings without the key store.
func plainSettings(ctx context.Context, s Streams, sandboxed bool) (configuration, error) {
	c := configuration{values: map[string]string{}, fromFile: map[string]bool{}}
	if !sandboxed {
		values, err := readEnvFile(ctx, s)
		if err != nil {
			return c, err
		}
		c.values = values
	}
	for _, name := range variables {
		if v, set := s.Env(name); set {
			c.values[name] = strings.TrimSpace(v)
		} else {
			c.fromFile[name] = c.values[name] != ""
		}
	}
	return c, nil
}

// readEnvFile gives the variables in .env. A folder of that name is as none.
func readEnvFile(ctx context.Context, s Streams) (map[string]string, error) {
	path := filepath.Join(s.Dir, ".env")
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
		return map[string]string{}, nil
	}
	content, err := readFile(ctx, s, path)
	if err != nil {
		return nil, unreadable(ctx, path+" cannot be read (--sandbox goes without it)", err)
	}
	values, broken := dotenv.Parse(string(content), variables)
	if broken > 0 { // the line itself may be a secret
		return nil, usage("line %d of %s is broken: write NAME=value, and close what begins with a quote", broken, path)
	}
	return values, nil
}

// chooseHost decides from the settings and flags where to go: the zero value is the
// sandbox in the binary.
func chooseHost(c configuration, f flags) (session.Host, error) {
	values := c.values
	if f.sandbox || !c.namesHost() {
		return session.Host{}, nil
	}
	h := session.Host{
		Key: wire.Secret(values[envKey]), Secret: wire.Secret(values[envSecret]),
		OpenAPI: c.openAPI(), Link: values[envLinkHost],
		Control: controlAddress(values[envOpenHost]), OpenAPIName: envOpenHost, LinkName: envLinkHost,
	}
	if h.Key == "" || h.Secret == "" {
		return session.Host{}, usage("a host wants both %s and %s; without them, --sandbox runs the sandbox in the binary", envKey, envSecret)
	}
	if host.Production(h.OpenAPI) && !f.production {
		return session.Host{}, usage("%s is Smile's production, where calls may be billed: add --production if that is meant", envOpenHost)
	}
	if err := c.checkOrigin(f.hostFromFile); err != nil {
		return session.Host{}, err
	}
	return chooseLogin(h, f)
}

// namesHost says whether a host is meant at all: a key alone means Smile's sandbox.
func (c configuration) namesHost() bool {
	return c.values[envKey] != "" || c.values[envSecret] != "" || c.values[envOpenHost] != ""
}

// openAPI is the address of the host that is meant.
func (c configuration) openAPI() string {
	return cmp.Or(smileAddress(c.values[envOpenHost]), smileSandbox)
}

// checkOrigin keeps a .env, which may have come with a folder of somebody else's,
// from sending a key of the environment to a host of its own.
func (c configuration) checkOrigin(allowed bool) error {
	if allowed || c.fromFile[envKey] && c.fromFile[envSecret] {
		return nil
	}
	for _, name := range []string{envOpenHost, envLinkHost} {
		address := c.values[name]
		if c.stored != nil && (name == envOpenHost || address == c.stored.LinkHost) {
			continue // the key was stored for just that host
		}
		if c.fromFile[name] && !isSmile(address) && !host.Loopback(address) {
			return usage("%s is set to %q by .env, but the key is not: a .env of somebody else could send your key there. "+
				"If you trust that host, add --host-from-env-file, or set %[1]s in the environment", name, host.Authority(address))
		}
	}
	return nil
}

// chooseLogin decides whether the Link contract is spoken. Smile's own Link API
// has no public contract, so its logins go through the browser.
func chooseLogin(h session.Host, f flags) (session.Host, error) {
	ours := h.Link != "" && !isSmile(h.Link)
	switch f.login {
	case "auto":
		if !ours {
			h.Link = ""
		}
	case "browser":
		h.Link = ""
	case "native":
		if !ours {
			return session.Host{}, usage("--login native wants %s to name a host that speaks the Link contract; Smile's own does not publish one", envLinkHost)
		}
	}
	return h, nil
}

// controlAddress is where the control of a sandbox answers whose Open API is at an
// address, empty when that cannot be a sandbox: its control is on loopback names
// alone. Whether there is one shows when it is asked.
func controlAddress(open string) string {
	u, err := url.Parse(open)
	if err != nil || !host.Loopback(open) {
		return ""
	}
	return u.Scheme + "://" + u.Host + "/_sandbox"
}

func isSmile(address string) bool { return host.Within(address, smileDomain) }

// smileAddress adds the path that Smile's addresses have, where it was left out.
func smileAddress(address string) string {
	u, err := url.Parse(address)
	if err == nil && isSmile(address) && strings.Trim(u.Path, "/") == "" {
		u.Path = smilePath
		return u.String()
	}
	return address
}
