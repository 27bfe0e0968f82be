//go:build !unix

package files

// allowed says yes where only opening a file tells; Check finds out.
func allowed(string, bool) error { return nil }
