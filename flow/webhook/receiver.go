package webhook

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/net/netutil"

	"winkterm/api/webhook"
)

// BodyMost is how many bytes the body of a delivery may have.
const BodyMost = 4 << 20

// ErrExposed says that an address can be reached from other machines: take one of loopback.
var ErrExposed = errors.New("others can reach this address")

// Config says where a Receiver listens, and what becomes of what it receives.
type Config struct {
	// Addr is a host of loopback and a port; 127.0.0.1:0 when empty.
	Addr string
	// Now stamps what arrives.
	Now func() time.Time
	// Deliver gets each delivery in the order of their arrival, one at a time, so it must
	// return at once. What it returns is called for the status that the sender is answered,
	// and may take until ctx ends; nil answers 200.
	Deliver func(webhook.Post) (answer func(ctx context.Context) (status int))
}

// bounds are those of connections.
type bounds struct {
	read, answer, idle time.Duration
	// connections is how many are served at once; more wait until one ends.
	connections int
}

// usual is generous for a sender, which gives up after ten seconds.
var usual = bounds{read: 15 * time.Second, answer: 12 * time.Second, idle: time.Minute, connections: 32}

// maxHeader bounds the headers of a request.
const maxHeader = 16 << 10

// Receiver is an HTTP server that takes what is posted to any path. Close ends it.
type Receiver struct {
	Config
	bounds bounds
	addr   string
	http   *http.Server
	// deliver is locked while a delivery is handed on.
	deliver sync.Mutex
	ended   chan struct{}
}

// Listen starts a receiver. It fails when nothing can listen at the address, and with
// ErrExposed.
func Listen(ctx context.Context, c Config) (*Receiver, error) { return listen(ctx, c, usual) }

func listen(ctx context.Context, c Config, b bounds) (*Receiver, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", cmp.Or(c.Addr, "127.0.0.1:0"))
	if err != nil {
		return nil, fmt.Errorf("webhooks cannot be received at %s, free the port or choose another: %w", c.Addr, err)
	}
	if at, ok := l.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() {
		return nil, errors.Join(fmt.Errorf("%s: %w", l.Addr(), ErrExposed), l.Close())
	}
	r := &Receiver{Config: c, bounds: b, addr: l.Addr().String(), ended: make(chan struct{})}
	r.http = &http.Server{
		Handler: http.HandlerFunc(r.receive), ReadTimeout: b.read, // headers included
		WriteTimeout: b.read + b.answer + time.Second, IdleTimeout: b.idle, MaxHeaderBytes: maxHeader,
		ErrorLog: log.New(io.Discard, "", 0), // otherwise it writes into a screen
	}
	go func() {
		defer close(r.ended)
		_ = r.http.Serve(netutil.LimitListener(l, b.connections)) // until Close
	}()
	return r, nil
}

// Addr is where it listens, as host and port.
func (r *Receiver) Addr() string { return r.addr }

// Close stops listening, cuts off who is not answered yet, and returns once nobody is
// listened to any more. A delivery may still be handed on while it runs, none after it.
func (r *Receiver) Close() error {
	err := r.http.Close()
	<-r.ended
	r.deliver.Lock()
	defer r.deliver.Unlock()
	r.Deliver = nil
	return err
}

// receive takes one delivery. No sender is a browser, in which any page could post here,
// and by a name of its own even as if it were from here.
func (r *Receiver) receive(w http.ResponseWriter, req *http.Request) {
	if req.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "webhooks are posted", http.StatusMethodNotAllowed)
		return
	}
	if req.Header.Get("Origin") != "" || req.Header.Get("Sec-Fetch-Site") != "" {
		http.Error(w, "webhooks are not posted by web pages", http.StatusForbidden)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, req.Body, BodyMost))
	if err != nil {
		status := http.StatusBadRequest
		if long := new(http.MaxBytesError); errors.As(err, &long) {
			status = http.StatusRequestEntityTooLarge
		}
		http.Error(w, "the body was not read: "+err.Error(), status)
		return
	}
	answer, ok := r.hand(webhook.Post{Signature: req.Header.Get(webhook.SignatureHeader), Body: body})
	switch {
	case !ok:
		w.WriteHeader(http.StatusServiceUnavailable)
	case answer != nil:
		ctx, cancel := context.WithTimeout(req.Context(), r.bounds.answer)
		defer cancel()
		w.WriteHeader(answer(ctx))
	}
}

// hand hands a delivery on, unless the receiver was closed.
func (r *Receiver) hand(p webhook.Post) (answer func(context.Context) int, ok bool) {
	r.deliver.Lock()
	defer r.deliver.Unlock()
	if r.Deliver == nil {
		return nil, false
	}
	p.At = r.Now()
	return r.Deliver(p), true
}
