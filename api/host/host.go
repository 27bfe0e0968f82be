// Package host compares hosts: whether an address is Smile's, production's or this
// machine's own is asked here alone, so that no way of writing a name passes a
// guard that another way does not.
//
// It must not look a name up or call anybody: it goes by what is written.
package host

import (
	"net"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// Name gives the host of an address in the one form in which hosts are compared:
// ASCII in small letters, without user info, brackets, port and a dot at the end.
// The address is a URL, or a host with or without a port. It is empty when there
// is no host in it.
func Name(address string) string {
	if ip, err := netip.ParseAddr(address); err == nil {
		return plainIP(ip)
	}
	u := parse(address)
	if u == nil {
		return ""
	}
	return plain(u.Hostname())
}

// Authority gives the host of an address as Name does, and its port unless it is
// the one that its scheme, http or https, has anyway.
func Authority(address string) string {
	u := parse(address)
	if u == nil {
		return ""
	}
	name, port := plain(u.Hostname()), u.Port()
	usual := u.Scheme == "https" && port == "443" || u.Scheme == "http" && port == "80"
	switch {
	case name != "" && port != "" && !usual:
		return net.JoinHostPort(name, port)
	case strings.Contains(name, ":"):
		return "[" + name + "]"
	}
	return name
}

// Loopback says whether an address is this machine's own: localhost, or an
// address of the loopback network.
func Loopback(address string) bool {
	name := Name(address)
	ip, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && ip.IsLoopback()
}

// SmileProduction is the name of Smile's host on which calls may be billed, and which has the
// data of real people.
const SmileProduction = "open.smileapi.io"

// Production says whether an address is Smile's production, however it is written.
func Production(address string) bool { return Name(address) == SmileProduction }

// Within says whether the host of an address is a domain or below it.
func Within(address, domain string) bool {
	name := Name(address)
	return name == domain || strings.HasSuffix(name, "."+domain)
}

func parse(address string) *url.URL {
	if !strings.Contains(address, "//") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	return u
}

// plain goes by the rules with which net/http makes a name ASCII, so that what is
// compared is what would be called.
func plain(name string) string {
	if ip, err := netip.ParseAddr(name); err == nil {
		return plainIP(ip)
	}
	if ascii, err := idna.Lookup.ToASCII(name); err == nil {
		name = ascii
	}
	return strings.ToLower(strings.TrimRight(name, "."))
}

func plainIP(ip netip.Addr) string { return ip.Unmap().WithZone("").String() }
