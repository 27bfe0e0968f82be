package api_test

import (
	"errors"
	"strings"
	"testing"

	"winkterm/api"
)

func TestBaseURLs(t *testing.T) {
	t.Parallel()
	for raw, problem := range map[string]string{
		"https://sandbox.smileapi.io/v1":       "",
		"https://sandbox.smileapi.io/v1/":      "",
		"http://127.0.0.1:8970/v1":             "",
		"http://[::1]:8970":                    "",
		"":                                     "is empty",
		"sandbox.smileapi.io/v1":               "does not begin with https://",
		"localhost:8970/v1":                    "does not begin with https://",
		"https:/sandbox.smileapi.io":           "does not begin with https://",
		"htps://sandbox.smileapi.io":           "scheme",
		"file:///etc/passwd":                   "scheme",
		"https://":                             "names no host",
		"https://:8970/v1":                     "names no host",
		"https:// sandbox.smileapi.io":         "space",
		"https://sandbox.smileapi.io/v1 ":      "space",
		"https://sandbox.smileapi.io/v1\n":     "space",
		"https://sandböx.smileapi.io/v1":       "character",
		"https://u:hush-hush@smileapi.io/v1":   "user name or password",
		"https://hush-hush@smileapi.io/v1":     "user name or password",
		"https://sandbox.smileapi.io/v1?a=b":   "query",
		"https://sandbox.smileapi.io/v1?":      "query",
		"https://sandbox.smileapi.io/v1#":      "fragment",
		"https://sandbox.smileapi.io:https/v1": "not an address",
		"https://sandbox.smileapi.io:0/v1":     "port",
		"https://sandbox.smileapi.io:99999":    "port",
		"https://sandbox.smileapi.io:/v1":      "port",
		"https://%zz/v1":                       "not an address",
	} {
		_, err := api.New(api.Config{BaseURL: raw, BaseURLName: "OPEN_API_HOST", Key: testKey, Secret: testSecret})
		checkBaseURL(t, raw, problem, err)
	}
}

func checkBaseURL(t *testing.T, raw, problem string, err error) {
	t.Helper()
	if problem == "" {
		if err != nil {
			t.Errorf("%q: %v", raw, err)
		}
		return
	}
	var bad *api.BaseURLError
	if !errors.As(err, &bad) || bad.Name != "OPEN_API_HOST" || !strings.Contains(bad.Problem, problem) {
		t.Errorf("%q: got %v, want a problem with %q", raw, err, problem)
		return
	}
	text := err.Error()
	if !strings.HasPrefix(text, "OPEN_API_HOST ") || !strings.Contains(text, "https://sandbox.smileapi.io/v1") {
		t.Errorf("%q: %q does not name the variable and an example", raw, text)
	}
	if strings.Contains(text, "hush-hush") {
		t.Errorf("%q: the password is in %q", raw, text)
	}
}

func TestBaseURLErrorWithoutName(t *testing.T) {
	t.Parallel()
	_, err := api.New(api.Config{BaseURL: "nonsense"})
	if err == nil || !strings.HasPrefix(err.Error(), "the base URL ") {
		t.Errorf("got %v", err)
	}
}
