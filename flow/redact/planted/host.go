package planted

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
)

// Host passes requests on to a host, and plants every value into the answers: in headers,
// under keys of every object, in messages. Where fail says so the request is answered with
// an error of its own, whose text has all that is known by its looks.
func Host(target *url.URL, fail func(*http.Request) bool) http.Handler {
	h := &hostile{got: map[string]bool{}}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Header.Del("Accept-Encoding") },
		ModifyResponse: func(r *http.Response) error {
			plantHeaders(r.Header)
			return plantBody(r, h.message())
		},
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		h.hear(r, string(body))
		if !fail(r) {
			proxy.ServeHTTP(w, r)
			return
		}
		plantHeaders(w.Header())
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		_ = json.NewEncoder(w).Encode(map[string]any{"code": "INVALID_REQUEST", "message": h.message(), "requestId": "req-planted-1"})
	})
}

// hostile is a host that says again what it has got.
type hostile struct {
	mu  sync.Mutex
	got map[string]bool
}

// hear notes which values came with a request: the host knows nothing else.
func (h *hostile) hear(r *http.Request, body string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	key, secret, _ := r.BasicAuth()
	for _, v := range Values() {
		asJSON, _ := json.Marshal(v.Text)
		if v.Text == key || v.Text == secret || strings.Contains(body, strings.Trim(string(asJSON), `"`)) {
			h.got[v.Text] = true
		}
	}
}

// message is an error text with what is known by its looks, and with what was typed and
// configured in every encoding.
func (h *hostile) message() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []string
	for _, v := range Values() {
		switch v.At {
		case Looks:
			all = append(all, v.Text)
		case Configured, Typed:
			if h.got[v.Text] {
				all = append(all, Echo(v.Text)...)
			}
		case Shown, Body, Header:
		}
	}
	return "refused: " + strings.Join(all, " ; ")
}

// Echo is a value as a host may send it back.
func Echo(value string) []string {
	b := []byte(value)
	return []string{
		value, strings.ToUpper(value), url.QueryEscape(value), url.PathEscape(value), hex.EncodeToString(b),
		base64.StdEncoding.EncodeToString(b), base64.StdEncoding.EncodeToString(append([]byte("x"), b...)), base64.URLEncoding.EncodeToString(append([]byte("xy"), b...)),
	}
}

func plantHeaders(h http.Header) {
	for _, v := range headers {
		h.Add(v[0], v[1])
	}
	h.Set("X-Echo", strings.Join(Echo(Key), " "))
}

// plantBody adds the values to every object of an answer.
func plantBody(r *http.Response, message string) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	var answer any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&answer) == nil {
		if body, err = json.Marshal(plant(answer, message, 0)); err != nil {
			return err
		}
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}

// plantedDeep is how deep objects get the values: lists of many would be too long.
const plantedDeep = 2

func plant(v any, message string, depth int) any {
	object, ok := v.(map[string]any)
	if !ok || depth > plantedDeep {
		return v
	}
	for key, value := range object {
		object[key] = plant(value, message, depth+1)
	}
	if said, ok := object["errorMessage"]; ok && said != nil {
		object["errorMessage"] = message
	}
	extra := map[string]any{}
	for _, b := range bodies {
		extra[b[0]] = b[1]
	}
	object["profile"] = extra
	if depth == 0 {
		object["echo"] = message
	}
	return object
}
