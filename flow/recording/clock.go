package recording

import "time"

// systemAfter gives the time once d is over.
func systemAfter(d time.Duration) <-chan time.Time { return time.After(d) }
