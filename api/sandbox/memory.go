package sandbox

import (
	"context"
	"net"
	"strconv"
	"sync"
)

// memory is a listener of connections within the program: nobody else can call it, and
// none of them is a socket.
type memory struct {
	addr   memoryAddr
	calls  chan net.Conn
	closed chan struct{}
	close  func()

	mu   sync.Mutex
	last int // the port of the last caller
}

func newMemory(addr string) *memory {
	m := &memory{addr: memoryAddr(addr), calls: make(chan net.Conn), closed: make(chan struct{})}
	m.close = sync.OnceFunc(func() { close(m.closed) })
	return m
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case call := <-m.calls:
		return call, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

func (m *memory) Close() error   { m.close(); return nil }
func (m *memory) Addr() net.Addr { return m.addr }

// dial makes a connection, whose caller has a port of its own on loopback.
func (m *memory) dial(ctx context.Context) (net.Conn, error) {
	m.mu.Lock()
	m.last++
	from := memoryAddr(net.JoinHostPort("127.0.0.1", strconv.Itoa(m.last)))
	m.mu.Unlock()
	ours, theirs := net.Pipe()
	select {
	case m.calls <- memoryConn{theirs, from}:
		return ours, nil
	case <-m.closed:
		return nil, &net.OpError{Op: "dial", Net: from.Network(), Addr: m.addr, Err: net.ErrClosed}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

type memoryConn struct {
	net.Conn
	from memoryAddr
}

func (c memoryConn) RemoteAddr() net.Addr { return c.from }

// memoryAddr is a host and port at which nobody listens.
type memoryAddr string

func (memoryAddr) Network() string  { return "memory" }
func (a memoryAddr) String() string { return string(a) }
