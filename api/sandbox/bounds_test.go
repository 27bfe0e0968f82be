package sandbox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// tight are bounds that a test need not wait long for.
var tight = bounds{header: 50 * time.Millisecond, read: 100 * time.Millisecond, write: 100 * time.Millisecond, idle: 50 * time.Millisecond, connections: 4}

func tightly(t *testing.T) *Running {
	t.Helper()
	r, err := listen(t.Context(), Config{}, tight)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return r
}

func dial(t *testing.T, r *Running) net.Conn {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", r.addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// cutOff wants the sandbox to end the connection without another word from here.
func cutOff(t *testing.T, conn net.Conn, what string) {
	t.Helper()
	if _, err := io.Copy(io.Discard, conn); err != nil && !strings.Contains(err.Error(), "reset") {
		t.Errorf("%s: %v", what, err)
	}
}

func TestSlowWritersAreCutOff(t *testing.T) {
	t.Parallel()
	r := tightly(t)
	for what, begun := range map[string]string{
		"silence":              "",
		"half a header":        "POST /v1/users HTTP/1.1\r\nHost: x\r\n",
		"a body that stops":    "POST /v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: " + goodKey + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
		"an idle connection":   "GET /_sandbox HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"a chunk without end":  "POST /v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: " + goodKey + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
		"what is no HTTP":      "hello\r\n",
		"headers without end":  "GET / HTTP/1.1\r\nX: " + strings.Repeat("x", 2*maxHeader),
		"a protocol from then": "GET / HTTP/3.0\r\n\r\n",
	} {
		conn := dial(t, r)
		if _, err := io.WriteString(conn, begun); err != nil && !strings.Contains(err.Error(), "reset") && !strings.Contains(err.Error(), "broken pipe") {
			t.Errorf("%s: %v", what, err)
		}
		cutOff(t, conn, what)
	}
}

func TestSlowReadersAreCutOff(t *testing.T) {
	t.Parallel()
	r := tightly(t)
	conn := dial(t, r)
	request := fmt.Sprintf("GET /v1/providers?size=150 HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n\r\n", goodKey)
	if err := conn.SetWriteDeadline(systemClock{}.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := io.WriteString(conn, request); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatal("answers that nobody reads are held for a minute")
		} else if err != nil {
			return // cut off
		}
	}
}

func TestMoreConnectionsThanAreServedWait(t *testing.T) {
	t.Parallel()
	r := tightly(t)
	for range tight.connections {
		dial(t, r) // says nothing until it is cut off
	}
	conn := dial(t, r)
	if _, err := io.WriteString(conn, "GET /_sandbox HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("after the others were cut off: %v", err)
	}
	_ = answer.Body.Close()
}
