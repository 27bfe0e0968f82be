//go:build !linux

package cli

import "io"

// onReaderGone does nothing here: that nobody reads any more shows at the next write.
func onReaderGone(io.Writer, func()) (stop func()) { return func() {} }
