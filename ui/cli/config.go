package cli

import (
	"errors"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/joho/godotenv"

	"winkterm/api/host"
	"winkterm/api/wire"
	"winkterm/flow/session"
)

// The variables of the configuration, named as Smile's quickstart has them.
const (
	envKey      = "API_KEY"
	envSecret   = "API_SECRET"
	envOpenHost = "OPEN_API_HOST"
	envLinkHost = "LINK_API_HOST"
	envPort     = "APP_PORT"
)

// Smile's own hosts. A base address needs a path; Smile's is /v1.
const (
	smileDomain     = "smileapi.io"
	smileSandbox    = "https://sandbox.smileapi.io/v1"
	smileProduction = "open.smileapi.io"
	smilePath       = "/v1"
)

// settings reads .env and lays the environment over it.
func settings(s Streams) (map[string]string, error) {
	path := filepath.Join(s.Dir, ".env")
	values, err := godotenv.Read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		values = map[string]string{}
	case err != nil:
		// The library's error quotes the line, and with it a secret.
		return nil, usage("%s cannot be read: each line must be NAME=value", path)
	}
	for _, name := range []string{envKey, envSecret, envOpenHost, envLinkHost, envPort} {
		if v := s.Env(name); v != "" {
			values[name] = v
		}
		values[name] = strings.TrimSpace(values[name])
	}
	return values, nil
}

// chooseHost decides from the settings and flags where to go: the zero value is the
// sandbox in the binary.
func chooseHost(values map[string]string, f flags) (session.Host, error) {
	if f.sandbox || values[envKey] == "" && values[envSecret] == "" && values[envOpenHost] == "" {
		return session.Host{}, nil
	}
	h := session.Host{
		Key: wire.Secret(values[envKey]), Secret: wire.Secret(values[envSecret]),
		OpenAPI: smileAddress(values[envOpenHost]), Link: values[envLinkHost],
		Control: controlAddress(values[envOpenHost]), OpenAPIName: envOpenHost, LinkName: envLinkHost,
	}
	if h.OpenAPI == "" {
		h.OpenAPI = smileSandbox
	}
	if h.Key == "" || h.Secret == "" {
		return session.Host{}, usage("a host wants both %s and %s; without them, --sandbox runs the sandbox in the binary", envKey, envSecret)
	}
	if isProduction(h.OpenAPI) && !f.production {
		return session.Host{}, usage("%s is Smile's production, where calls are billed: add --production if that is meant", envOpenHost)
	}
	return chooseLogin(h, f)
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

// isProduction says whether calls at an address are billed.
func isProduction(address string) bool { return host.Name(address) == smileProduction }

// smileAddress adds the path that Smile's addresses have, where it was left out.
func smileAddress(address string) string {
	u, err := url.Parse(address)
	if err == nil && isSmile(address) && strings.Trim(u.Path, "/") == "" {
		u.Path = smilePath
		return u.String()
	}
	return address
}
