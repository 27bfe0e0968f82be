package post_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
)

// TestNothingButTheBodyAndItsSignature is sent: no header but these can carry a key.
func TestNothingButTheBodyAndItsSignature(t *testing.T) {
	t.Parallel()
	names := []string{}
	address := server(t, func(_ http.ResponseWriter, r *http.Request) {
		for name := range r.Header {
			names = append(names, name)
		}
	})
	if _, err := post.New(time.Minute, still).Send(t.Context(), address, webhook.Post{Signature: "beef", Body: []byte("{}")}); err != nil {
		t.Fatal(err)
	}
	if slices.Sort(names); fmt.Sprint(names) != "[Content-Length Content-Type Smile-Signature]" {
		t.Errorf("%v", names)
	}
}

// TestForwardingIsInOrder and bounded, and what it is told of says what came of it.
func TestForwardingIsInOrder(t *testing.T) {
	t.Parallel()
	got, hang := make(chan string, post.WaitingMost), make(chan struct{})
	address := server(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- string(body)
		<-hang
		w.WriteHeader(http.StatusTeapot)
	})
	f := post.NewForwarder(post.New(time.Minute, still), address)
	defer f.Close()
	done := make(chan post.Outcome, 3*post.WaitingMost)
	forward := func(n int) { f.Forward(webhook.Post{Body: fmt.Append(nil, n)}, func(o post.Outcome) { done <- o }) }
	forward(0)
	<-got // the first one hangs
	for n := range post.WaitingMost {
		forward(n + 1)
	}
	forward(0)
	if o := <-done; o.Err == nil || !strings.Contains(o.Err.Error(), "64 wait") {
		t.Errorf("%+v", o)
	}
	close(hang)
	for n := range post.WaitingMost {
		if o := <-done; o.Status != http.StatusTeapot || o.Err != nil {
			t.Errorf("%+v", o)
		}
		if body := <-got; body != fmt.Sprint(n+1) {
			t.Errorf("%q came in place of %d", body, n+1)
		}
	}
}

// TestAForwarderEnds whatever hangs.
func TestAForwarderEnds(t *testing.T) {
	t.Parallel()
	got := make(chan struct{})
	address := server(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body)
		close(got)
		<-r.Context().Done()
	})
	f := post.NewForwarder(post.New(time.Minute, still), address)
	var o post.Outcome
	f.Forward(webhook.Post{}, func(what post.Outcome) { o = what })
	<-got
	f.Close()
	if o.Err == nil || errors.Is(o.Err, http.ErrServerClosed) {
		t.Errorf("%+v", o)
	}
}
