package watch

import (
	"strings"
	"testing"
)

// A notice stands above the users until a key is pressed.
func TestANoticeStandsUntilAKey(t *testing.T) {
	t.Parallel()
	notices := make(chan string, 1)
	b := newBench(func(c *Config) { c.Notices = notices })
	notices <- "the session is not recorded: no space left"
	b.Update(b.nextNotice())
	if !strings.Contains(b.screen(), "the session is not recorded") {
		t.Error(b.screen())
	}
	b.Update(named["down"])
	if strings.Contains(b.screen(), "recorded") {
		t.Error(b.screen())
	}
	if msg := newBench(nil).nextNotice(); msg != nil {
		t.Errorf("without notices: %v", msg)
	}
}
