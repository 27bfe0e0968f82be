package browser

import "time"

// alarm calls f after a while, unless it is stopped before.
func alarm(after time.Duration, f func()) *time.Timer { return time.AfterFunc(after, f) }
