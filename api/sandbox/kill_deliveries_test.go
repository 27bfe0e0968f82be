package sandbox

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// handler is a back end that answers so many deliveries, and no more until it is well.
type handler struct {
	mu   sync.Mutex
	left int
	well bool
	seen map[string]bool // users whose event came, signed
	news chan bool       // after each
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	h.mu.Lock()
	hangs := h.left <= 0 && !h.well
	h.left--
	var e wire.Event
	if !hangs && json.Unmarshal(body, &e) == nil && webhook.Verify(hookSecret, body, r.Header.Get(webhook.SignatureHeader)) {
		h.seen[e.Data.UserID] = true
	}
	h.mu.Unlock()
	if hangs {
		<-r.Context().Done()
		return
	}
	w.WriteHeader(http.StatusNoContent)
	h.news <- true
}

// has says whether the events of all these users have come.
func (h *handler) has(users []string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, id := range users {
		if !h.seen[id] {
			return false
		}
	}
	return true
}

// TestNoDeliveryIsLostByAKill kills a sandbox whose handler hangs, again and again on one
// file, and wants the event of each user that was acknowledged to come in the end.
func TestNoDeliveryIsLostByAKill(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("left out: there is no kill -9 on Windows")
	}
	file := filepath.Join(t.TempDir(), "sandbox.db")
	h := &handler{seen: map[string]bool{}, news: make(chan bool, 10_000)}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	var users []string
	for round := range 4 {
		h.mu.Lock()
		h.left = 7 * round
		h.mu.Unlock()
		users = append(users, createAndKill(t, file, server.URL, round == 0)...)
	}
	if h.has(users) {
		t.Fatal("nothing waits, so this shows nothing")
	}
	h.mu.Lock()
	h.well = true
	h.mu.Unlock()
	live(t, Config{File: file})
	for !h.has(users) {
		<-h.news
	}
}

// createAndKill makes users at a sandbox of its own process, kills it, and gives those
// users that it had acknowledged.
func createAndKill(t *testing.T, file, hook string, register bool) (users []string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env, child.Stderr = append(os.Environ(), childData+"="+file), os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + strings.TrimSpace(addr) + "/v1"
	if register {
		active := true
		asked := wire.WebhookRequest{Name: "Events", URL: hook, EventTypes: []wire.WebhookEventType{"USER_CREATED"}, Active: &active, Secret: hookSecret}
		if _, err := fetch[wire.Webhook]("POST", base+"/webhooks", goodKey, asked); err != nil {
			t.Fatal(err)
		}
	}
	for range 25 {
		made, err := fetch[wire.UserCreated]("POST", base+"/users", goodKey, wire.UserRequest{})
		if err != nil {
			t.Fatal(err)
		}
		users = append(users, made.User.ID)
	}
	_ = child.Process.Kill()
	_ = child.Wait()
	return users
}
