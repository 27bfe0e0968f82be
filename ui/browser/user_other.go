//go:build !linux

package browser

// sameUser cannot tell here whose a connection is.
func sameUser(uint16, uint16) bool { return true }
