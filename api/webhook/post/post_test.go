package post_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
)

func server(t *testing.T, handle http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(handle)
	t.Cleanup(s.Close)
	return s.URL
}

// still is a clock that stands.
func still() time.Time { return time.Unix(0, 0) }

func TestADeliveryArrivesAsItIs(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	address := server(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != "POST" || r.URL.String() != "/hook?a=b" || string(body) != `{"a": 1}` || r.Header.Get("Smile-Signature") != "beef" ||
			r.Header.Get("Content-Type") != "application/json" || r.Header.Get("Authorization") != "" {
			t.Errorf("%s %s %s %v", r.Method, r.URL, body, r.Header)
		}
		now = now.Add(2 * time.Second)
		w.WriteHeader(http.StatusAccepted)
		_, _ = w.Write([]byte("thanks"))
	})
	a, err := post.New(time.Minute, func() time.Time { return now }).Send(t.Context(), address+"/hook?a=b", webhook.Post{Body: []byte(`{"a": 1}`), Signature: "beef"})
	if err != nil || a.Status != 202 || a.Class() != 2 || string(a.Body) != "thanks" || a.Cut || a.Took != 2*time.Second {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestWithoutASignatureThereIsNoHeader(t *testing.T) {
	t.Parallel()
	address := server(t, func(_ http.ResponseWriter, r *http.Request) {
		if _, there := r.Header["Smile-Signature"]; there {
			t.Error("there is one")
		}
	})
	if _, err := post.New(time.Minute, still).Send(t.Context(), address, webhook.Post{}); err != nil {
		t.Error(err)
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	address := server(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			t.Errorf("%s was asked for", r.URL)
		}
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	})
	a, err := post.New(time.Minute, still).Send(t.Context(), address, webhook.Post{})
	if err != nil || a.Class() != 3 || a.Status != 307 {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestTheBodyIsBounded(t *testing.T) {
	t.Parallel()
	whole := make(chan bool, 1)
	address := server(t, func(w http.ResponseWriter, _ *http.Request) {
		var err error
		for n := 0; n < 256 && err == nil; n++ { // 64 MiB, more than a connection holds
			_, err = w.Write(make([]byte, 1<<18))
		}
		whole <- err == nil
	})
	a, err := post.New(time.Minute, still).Send(t.Context(), address, webhook.Post{})
	if err != nil || len(a.Body) != post.BodyMax || !a.Cut || <-whole {
		t.Errorf("%d bytes, cut: %v, %v", len(a.Body), a.Cut, err)
	}
}

func TestWhatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	silent := server(t, func(_ http.ResponseWriter, r *http.Request) { _, _ = io.ReadAll(r.Body); <-r.Context().Done() })
	if _, err := post.New(time.Millisecond, still).Send(t.Context(), silent, webhook.Post{}); !errors.Is(err, context.DeadlineExceeded) || err.Error() != "no answer within 1ms" {
		t.Errorf("silent: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := post.New(time.Minute, still).Send(gone, silent+"/?token=hush", webhook.Post{}); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "hush") {
		t.Errorf("cancelled: %v", err)
	}
	s := httptest.NewServer(nil)
	s.Close()
	var unreachable *post.UnreachableError
	if _, err := post.New(time.Minute, still).Send(t.Context(), s.URL+"/hook?token=hush", webhook.Post{}); !errors.As(err, &unreachable) || strings.Contains(err.Error(), "hush") {
		t.Errorf("nobody there: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for address, fine := range map[string]bool{
		"https://example.test/hook": true, "http://localhost:1/x": true, "http://127.0.0.1": true, "http://[::1]:80/": true,
		"http://example.test": false, "ftp://localhost/": false, "localhost:80": false, "": false, "https://": false,
		"https://me:hush@example.test/": false, "http://localhost.example.test/": false, ":": false,
	} {
		err := post.CheckAddress(address)
		if (err == nil) != fine || err != nil && strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %v", address, err)
		}
	}
	if _, err := post.New(time.Minute, still).Send(t.Context(), "http://example.test", webhook.Post{}); err == nil || errors.As(err, new(*post.UnreachableError)) {
		t.Errorf("it was to be sent in clear: %v", err)
	}
}

// TestWhatIsNoHTTPIsNotSaidAgain by an error, which is short.
func TestWhatIsNoHTTPIsNotSaidAgain(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{`{"loginName": "jane.planted"}`, "HTTP/1.1 jane.planted OK", "HTTP/1.1 200 OK\r\njane.planted"} {
		address := server(t, func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = conn.Write([]byte(answer + strings.Repeat("x", 32<<10) + "\r\n\r\n"))
			_ = conn.Close()
		})
		_, err := post.New(time.Minute, still).Send(t.Context(), address, webhook.Post{})
		if err == nil || len(err.Error()) > 300 || strings.Contains(err.Error(), "planted") {
			t.Errorf("%.200v", err)
		}
	}
}
