package api_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"winkterm/api"
)

// canned is a transport that answers without a network.
type canned struct {
	status      int
	header, raw string
}

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	header := http.Header{"Content-Type": {c.header}, "Retry-After": {c.header}, "Location": {c.header}}
	return &http.Response{
		StatusCode: c.status, Header: header, Request: r, ContentLength: -1,
		Body: io.NopCloser(strings.NewReader(c.raw)),
	}, nil
}

func FuzzAnswer(f *testing.F) {
	f.Add(200, "application/json", `{"code":"OK","message":"m","requestId":"r","data":{"items":[{"id":"p"}],"nextCursor":"c"}}`)
	f.Add(200, "text/html", htmlPage)
	f.Add(429, "12", `{"code":"REQUEST_LIMIT_EXCEEDED","message":"\u001b[2J"}`)
	f.Add(503, "Wed, 21 Oct 2026 07:28:00 GMT", `{"code":`)
	f.Add(302, "https://elsewhere.example/?t=x", ``)
	f.Add(200, "", `{"code":"OK","data":{"items":[{"supported":[null,"\u202e"]}]}}`)
	f.Add(400, "", `{"code":"`+testSecret+`","message":"`+testKey+`"}`)
	f.Fuzz(func(t *testing.T, status int, header, raw string) {
		c, err := api.New(api.Config{
			BaseURL: "http://sandbox.example/v1", Key: testKey, Secret: testSecret, Clock: newFakeClock(),
			HTTP: &http.Client{Transport: canned{status, header, raw}},
		})
		if err != nil {
			t.Fatal(err)
		}
		page, err := c.ProvidersPage(t.Context(), api.ListOptions{})
		if err == nil {
			if status/100 != 2 || !strings.Contains(raw, "{") {
				t.Errorf("status %d with %q is a success: %+v", status, raw, page)
			}
			return
		}
		checkFuzzed(t, err)
	})
}

func checkFuzzed(t *testing.T, err error) {
	t.Helper()
	var e *api.Error
	if !errors.As(err, &e) || e.Kind < api.KindKeyRefused || e.Kind > api.KindFile {
		t.Fatalf("got %v", err)
	}
	for name, text := range map[string]string{"message": e.Message, "code": string(e.Code), "requestId": e.RequestID} {
		if utf8.RuneCountInString(text) > 301 || strings.ContainsFunc(text, unicode.IsControl) {
			t.Errorf("%s is not fit to be shown: %q", name, text)
		}
	}
	if text := err.Error(); len(text) > 3000 || strings.ContainsFunc(text, unicode.IsControl) {
		t.Errorf("text is not fit to be shown: %q", text)
	}
	if e.RetryAfter < 0 || e.RetryAfter.Hours() > 24 {
		t.Errorf("RetryAfter is %s", e.RetryAfter)
	}
}
