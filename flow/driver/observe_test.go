package driver_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// login is an exchange with a secret in every place that has one.
func login() api.Exchange {
	basic := base64.StdEncoding.EncodeToString([]byte(testKey + ":" + testSecret))
	return api.Exchange{
		Method: "POST", Path: "/accounts?token=lt-0123456789abcdef&size=2",
		URL:     "https://api.example/v1/accounts?token=lt-0123456789abcdef&size=2",
		Attempt: 2, Status: 201, Code: "CREATED", RequestID: "req-1", Duration: 42 * time.Millisecond,
		RequestHeader: http.Header{
			"Authorization": {"Basic " + basic}, "Accept": {"b", "a"}, "Content-Type": {"application/json"},
		},
		ResponseHeader: http.Header{"X-Session-Token": {"ses-fedcba9876543210"}, "Retry-After": {"3"}},
		RequestBody:    []byte(`{"providerId":"sss_ph","credentials":{"ssNumber":"3300000008","password":"hunter2-hunter2"}}`),
		ResponseBody:   []byte(`{"code":"CREATED","requestId":"req-1","data":{"id":"a-1","accessToken":"lt-99887766"}}`),
		RequestSize:    90, ResponseSize: 85,
	}
}

// TestObserve records an exchange as it was, less its secrets.
func TestObserve(t *testing.T) {
	t.Parallel()
	j := journal.New(newClock().Now)
	driver.Observe(j, "open")(login())
	got, ok := j.Since(0)[0].Data.(journal.HTTP)
	if !ok {
		t.Fatalf("%+v", j.Since(0))
	}
	want := journal.HTTP{
		API: "open", Method: "POST", URL: "https://api.example/v1/accounts?token=[TOKEN_1]&size=2", Path: "/accounts",
		Status: 201, Code: "CREATED", RequestID: "req-1", Attempt: 2, Took: 42 * time.Millisecond,
	}
	bare := got
	bare.URL, bare.Request, bare.Response = want.URL, journal.Message{}, journal.Message{}
	if diff := cmp.Diff(want, bare); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(got.URL, "https://api.example/v1/accounts?token=") || !strings.HasSuffix(got.URL, "&size=2") {
		t.Errorf("the URL is %s", got.URL)
	}
	var names []string
	for _, h := range got.Request.Header {
		names = append(names, h.Name+" "+h.Value[:1])
	}
	if diff := cmp.Diff([]string{"Accept b", "Accept a", "Authorization B", "Content-Type a"}, names); diff != "" {
		t.Errorf("headers:\n%s", diff)
	}
	if got.Request.Size != 90 || got.Response.Size != 85 {
		t.Errorf("sizes %d and %d", got.Request.Size, got.Response.Size)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{
		testKey, testSecret, base64.StdEncoding.EncodeToString([]byte(testKey + ":" + testSecret)),
		"lt-0123456789abcdef", "ses-fedcba9876543210", "3300000008", "hunter2", "lt-99887766",
	} {
		if strings.Contains(string(text), secret) {
			t.Errorf("%s is recorded: %s", secret, text)
		}
	}
}

// TestObserveFailure records an attempt that brought no answer.
func TestObserveFailure(t *testing.T) {
	t.Parallel()
	j := journal.New(newClock().Now)
	driver.Observe(j, "link")(api.Exchange{Method: "GET", Path: "/providers", URL: "http://127.0.0.1:1/providers", Attempt: 1, Err: "nothing listens"})
	r := j.Since(0)[0]
	if got, ok := r.Data.(journal.HTTP); !ok || r.Kind != "GET /providers" || got.Status != 0 || got.Err != "nothing listens" || got.API != "link" {
		t.Errorf("%+v", r)
	}
}

// BenchmarkObserve records a page of 150 providers.
func BenchmarkObserve(b *testing.B) {
	w := set(b, plan{sandbox: sandbox.Config{Providers: 1000}, browser: true})
	if _, err := w.Open.ProvidersPage(b.Context(), api.ListOptions{Size: 150}); err != nil {
		b.Fatal(err)
	}
	page := w.raw[0]
	observe := driver.Observe(journal.New(newClock().Now), "open")
	b.SetBytes(page.ResponseSize)
	b.ReportAllocs()
	for b.Loop() {
		observe(page)
	}
}
