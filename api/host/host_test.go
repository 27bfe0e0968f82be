package host

import "testing"

func TestOneHostHasOneName(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://open.smileapi.io/v1":           "open.smileapi.io",
		"https://open.smileapi.io./v1":          "open.smileapi.io",
		"https://open.smileapi.io../v1":         "open.smileapi.io",
		"https://OPEN.SmileAPI.io/v1":           "open.smileapi.io",
		"HTTPS://open.smileapi.io:443/v1":       "open.smileapi.io",
		"https://key:word@open.smileapi.io/":    "open.smileapi.io",
		"https://ｏｐｅｎ.smileapi.io/v1":           "open.smileapi.io",
		"https://open。smileapi。io。/v1":          "open.smileapi.io",
		"https://OPEN.smileapi.io.:443?x=y":     "open.smileapi.io",
		"//open.smileapi.io":                    "open.smileapi.io",
		"open.smileapi.io":                      "open.smileapi.io",
		"open.smileapi.io.:8080":                "open.smileapi.io",
		"https://bücher.test/v1":                "xn--bcher-kva.test",
		"https://XN--BCHER-KVA.test/v1":         "xn--bcher-kva.test",
		"https://Under_Score.test":              "under_score.test",
		"https://open.smileapi.io@evil.test/v1": "evil.test",
		"https://evil.test/open.smileapi.io":    "evil.test",
		"http://[::1]:8970/v1":                  "::1",
		"http://[0:0::1]/v1":                    "::1",
		"http://[::ffff:127.0.0.1]/v1":          "127.0.0.1",
		"::1":                                   "::1",
		"127.0.0.1:8970":                        "127.0.0.1",
		"":                                      "",
		":8970":                                 "",
		"https:///v1":                           "",
		"https://%zz/":                          "",
	} {
		if got := Name(address); got != want {
			t.Errorf("%q has the name %q, not %q", address, got, want)
		}
	}
}

func TestAuthorityLeavesOutTheUsualPort(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://Open.smileapi.io.:443/v1": "open.smileapi.io",
		"http://x.test:80":                 "x.test",
		"http://x.test:443":                "x.test:443",
		"https://x.test:80":                "x.test:80",
		"http://LOCALHOST.:8970":           "localhost:8970",
		"http://[::1]:80/":                 "[::1]",
		"http://[0::1]:8970/":              "[::1]:8970",
		"x.test:443":                       "x.test:443",
		"https://%zz/":                     "",
		"http://:80":                       "",
	} {
		if got := Authority(address); got != want {
			t.Errorf("%q has the authority %q, not %q", address, got, want)
		}
	}
}

func TestLoopback(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"localhost": true, "LocalHost.:80": true, "http://localhost./v1": true, "127.0.0.1": true, "127.9.9.9:1": true,
		"::1": true, "[::1]": true, "[::1]:8970": true, "http://[::ffff:127.0.0.1]:8970/v1": true,
		"": false, ":8970": false, "0.0.0.0:1": false, "[::]:1": false, "localhost.evil.test": false, "192.168.0.2": false,
		"http://localhost@evil.test": false, "https://127.0.0.1.evil.test/v1": false, "evil.test/localhost": false,
	} {
		if got := Loopback(address); got != want {
			t.Errorf("%q is loopback: %v", address, got)
		}
	}
}

func TestProduction(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"https://open.smileapi.io/v1": true, "https://OPEN.SmileAPI.io.:443": true, "http://open。smileapi.io/v1": true,
		"https://sandbox.smileapi.io/v1": false, "https://open.smileapi.io.evil.test": false, "https://open.smileapi.io@evil.test": false, "https://": false, "": false,
	} {
		if got := Production(address); got != want {
			t.Errorf("%q is production: %v", address, got)
		}
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"https://smileapi.io": true, "https://link.SMILEAPI.io./v1": true, "https://link。smileapi.io/v1": true,
		"https://notsmileapi.io": false, "https://smileapi.io.evil.test": false, "https://smileapi.io@evil.test": false, "": false,
	} {
		if got := Within(address, "smileapi.io"); got != want {
			t.Errorf("%q is Smile's: %v", address, got)
		}
	}
}
