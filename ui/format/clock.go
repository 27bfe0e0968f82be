package format

import (
	"fmt"
	"time"
)

// Clock is a time since a beginning to the millisecond: "04:05.678", "75:00.000". What is
// before the beginning is 0.
func Clock(since time.Duration) string {
	since = max(since, 0)
	return fmt.Sprintf("%02d:%02d.%03d", since/time.Minute, since/time.Second%60, since/time.Millisecond%1000)
}
