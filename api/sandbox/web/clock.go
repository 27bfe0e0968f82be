package web

import (
	"net/http"
	"time"
)

// Extend moves the deadlines of the connection to so long after now, for a body
// that is large. They are of the real time, whatever the sandbox's clock says; a
// server without deadlines needs nothing.
func (c *Call) Extend(d time.Duration) {
	end := time.Now().Add(d)
	rc := http.NewResponseController(c.W)
	_ = rc.SetReadDeadline(end)
	_ = rc.SetWriteDeadline(end)
}
