package browser

import "time"

// systemNow is the time of Config.Now unless it says otherwise.
func systemNow() time.Time { return time.Now() }

// alarm calls f after a while, unless it is stopped before.
func alarm(after time.Duration, f func()) *time.Timer { return time.AfterFunc(after, f) }
