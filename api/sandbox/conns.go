package sandbox

import (
	"net"
	"net/http"
	"sync"
)

// connections are those that are open, so that they can be cut.
type connections struct {
	mu   sync.Mutex
	open map[net.Conn]struct{}
}

// follow is for http.Server.ConnState.
func (c *connections) follow(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateNew:
		if c.open == nil {
			c.open = map[net.Conn]struct{}{}
		}
		c.open[conn] = struct{}{}
	case http.StateClosed, http.StateHijacked:
		delete(c.open, conn)
	case http.StateActive, http.StateIdle:
	}
}

// cut closes all connections, whatever goes on in them, but for the one that
// asks, by its address, and says how many there were.
func (c *connections) cut(but string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for conn := range c.open {
		if conn.RemoteAddr().String() != but {
			_ = conn.Close()
			n++
		}
	}
	return n
}
