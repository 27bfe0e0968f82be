package control

import (
	"net/http"

	"winkterm/api/sandbox/web"
)

// needLoopback is the guard of the control, which has no key: it refuses other
// machines, names that only lead to this one by a trick of DNS, and what a web
// page from elsewhere asks for.
func needLoopback(c *web.Call) error {
	if !web.LoopbackHost(c.R.Host) || !web.LoopbackHost(c.R.RemoteAddr) {
		return web.Forbidden("the control of the sandbox answers on loopback names alone, and to this machine alone")
	}
	if new(http.CrossOriginProtection).Check(c.R) != nil {
		return web.Forbidden("the control of the sandbox does nothing for web pages of another origin")
	}
	return nil
}
