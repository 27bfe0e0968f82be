package api

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
)

// BaseURLError says that a base URL, or the address of the proxy before it, cannot be
// one. Correct the variable or flag that it names; nothing has been sent. The value itself is not in the text, for
// what was put there by mistake may be a secret.
type BaseURLError struct {
	// Name is the variable or flag; empty when the caller named none.
	Name string
	// Problem says what is wrong.
	Problem string

	example string
}

// Error names the variable, the problem and a good example.
func (e *BaseURLError) Error() string {
	return hostName(e.Name) + " " + e.Problem + ": write it like " + cmp.Or(e.example, "https://sandbox.smileapi.io/v1")
}

func hostName(name string) string {
	if name == "" {
		return "the base URL"
	}
	return name
}

// parseBase gives the base without a slash at its end.
func parseBase(raw, name string) (string, error) {
	u, problem := checkBase(raw)
	if problem != "" {
		return "", &BaseURLError{Name: name, Problem: problem}
	}
	return strings.TrimRight(u.String(), "/"), nil
}

func checkBase(raw string) (*url.URL, string) {
	switch {
	case raw == "":
		return nil, "is empty"
	case strings.ContainsFunc(raw, notVisible):
		return nil, "has a space or another character that no address has"
	case !strings.Contains(raw, "://"):
		return nil, "does not begin with https:// (or http:// on this machine)"
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, "is not an address"
	}
	return u, checkParts(u, raw)
}

func checkParts(u *url.URL, raw string) string {
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return "has a scheme other than https and http"
	case u.User != nil:
		return "carries a user name or password, which belong in API_KEY and API_SECRET"
	case strings.ContainsAny(raw, "?#"):
		return "carries a query or a fragment, and only a host, a port and a path fit"
	case u.Hostname() == "":
		return "names no host"
	case !portOK(u):
		return "has a port that is not between 1 and 65535"
	}
	return ""
}

func portOK(u *url.URL) bool {
	port := u.Port()
	if port == "" {
		return !strings.HasSuffix(u.Host, ":")
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0
}
