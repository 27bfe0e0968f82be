package web

import (
	"crypto/subtle"
	"net"
	"net/netip"
	"strings"

	"winkterm/api/wire"
)

// NeedKey is the guard that wants a key and secret by HTTP Basic.
func NeedKey(key string, secret wire.Secret) func(*Call) error {
	return func(c *Call) error {
		k, s, ok := c.R.BasicAuth()
		if !ok {
			return Unauthorized("HTTP Basic with the API key and secret is wanted")
		}
		right := subtle.ConstantTimeCompare([]byte(k), []byte(key)) &
			subtle.ConstantTimeCompare([]byte(s), []byte(secret.Reveal()))
		if right != 1 {
			return Unauthorized("the API key or secret is wrong")
		}
		return nil
	}
}

// LoopbackHost says whether a host, with or without a port, is a loopback name or
// address.
func LoopbackHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
