package suite

import "time"

// systemNow is the real time, by which it is measured how long a run takes.
func systemNow() time.Time { return time.Now() }
