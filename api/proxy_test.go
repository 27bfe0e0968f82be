package api_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"winkterm/api"
)

// behind is a client of a host that is reached by a proxy alone.
func behind(t *testing.T, proxy string) *api.Client {
	t.Helper()
	transport := api.NewHTTPTransport()
	t.Cleanup(transport.CloseIdleConnections)
	at, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	transport.Proxy = http.ProxyURL(at)
	return client(t, stub(t), func(cfg *api.Config) {
		cfg.BaseURL, cfg.HTTP = "https://smile.test/v1", &http.Client{Transport: transport}
	})
}

func TestProxyThatDoesNotConnect(t *testing.T) {
	t.Parallel()
	for status, tc := range map[int]struct{ title, advice string }{
		407: {"the proxy wants a name and a password", "http://name:password@proxy"},
		403: {"the proxy does not let the call through", "NO_PROXY"},
		502: {"the proxy does not let the call through", "NO_PROXY"},
	} {
		proxy := anything(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodConnect {
				t.Errorf("a %s", r.Method)
			}
			w.WriteHeader(status)
		})
		err := askUser(t.Context(), behind(t, strings.Replace(proxy.URL, "//", "//somebody:hush-hush@", 1)))
		e := checkError(t, err, api.KindUnreachable)
		if e.Title() != tc.title || !strings.Contains(e.Advice(), tc.advice) || strings.Contains(err.Error(), "hush") ||
			!strings.HasPrefix(e.Detail(), fmt.Sprintf("the proxy answers CONNECT with %d %s", status, http.StatusText(status))) {
			t.Errorf("%v", err)
		}
	}
}

func TestProxyThatIsNotThere(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	for _, scheme := range []string{"http", "socks5"} {
		err := askUser(t.Context(), behind(t, scheme+"://somebody:hush-hush@"+listener.Addr().String()))
		e := checkError(t, err, api.KindUnreachable)
		if !strings.Contains(e.Advice(), "the proxy does not answer") || strings.Contains(err.Error(), "hush") {
			t.Errorf("%v", err)
		}
	}
}

// A proxy whose address cannot be one is refused before anything is sent, and not
// quoted. It does not matter where no proxy would be used.
//
//nolint:paralleltest // it sets the environment
func TestProxyThatCannotBeOne(t *testing.T) {
	const bad = "http://somebody:hush-hush@proxy.test:80 80"
	for name, tc := range map[string]struct {
		env     map[string]string
		base    string
		refused string
	}{
		"https":                   {map[string]string{"HTTPS_PROXY": bad}, "https://smile.test/v1", "HTTPS_PROXY"},
		"https, in small letters": {map[string]string{"https_proxy": bad}, "https://smile.test/v1", "https_proxy"},
		"http":                    {map[string]string{"HTTP_PROXY": "::"}, "http://smile.test/v1", "HTTP_PROXY"},
		"no port":                 {map[string]string{"HTTPS_PROXY": "proxy.test:99999"}, "https://smile.test/v1", "HTTPS_PROXY"},
		"no host":                 {map[string]string{"HTTPS_PROXY": "http://"}, "https://smile.test/v1", "HTTPS_PROXY"},
		"the other scheme":        {map[string]string{"HTTP_PROXY": bad}, "https://smile.test/v1", ""},
		"this machine":            {map[string]string{"HTTPS_PROXY": bad, "HTTP_PROXY": bad}, "http://127.0.0.1:8970/v1", ""},
		"an exception":            {map[string]string{"HTTPS_PROXY": bad, "NO_PROXY": "smile.test"}, "https://smile.test/v1", ""},
		"good":                    {map[string]string{"HTTPS_PROXY": "proxy.test:8080"}, "https://smile.test/v1", ""},
		"none":                    {nil, "https://smile.test/v1", ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"} {
				t.Setenv(variable, tc.env[variable])
			}
			_, err := api.New(api.Config{BaseURL: tc.base, Key: testKey, Secret: testSecret})
			var refused *api.BaseURLError
			if !errors.As(err, &refused) {
				if tc.refused != "" || err != nil {
					t.Fatalf("got %v", err)
				}
				return
			}
			if refused.Name != tc.refused || strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), "is not an address: write it like http://") {
				t.Errorf("got %v, want %q", err, tc.refused)
			}
		})
	}
}

// A client that goes by the environment goes by its proxy.
//
//nolint:paralleltest // it sets the environment
func TestTheProxyOfTheEnvironmentIsUsed(t *testing.T) {
	for _, variable := range []string{"HTTPS_PROXY", "NO_PROXY", "no_proxy"} {
		t.Setenv(variable, "")
	}
	proxy := anything(t, reply(511, htmlPage))
	t.Setenv("HTTP_PROXY", proxy.URL)
	transport := api.NewHTTPTransport()
	defer transport.CloseIdleConnections()
	c := client(t, stub(t), func(cfg *api.Config) {
		cfg.BaseURL, cfg.HTTP = "http://smile.test/v1", &http.Client{Transport: transport}
	})
	err := askUser(t.Context(), c)
	if e := checkError(t, err, api.KindNotEnvelope); e.HTTPStatus != 511 {
		t.Errorf("%v", err)
	}
}
