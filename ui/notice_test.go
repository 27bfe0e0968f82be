package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
)

// A notice stands in the footer for a while, and the next one is waited for until the
// session is closed.
func TestANoticeIsSaidOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t, flow.Options{Native: true}, 120, 40)
	notices := make(chan string, 2)
	b.app.Notices = notices
	wait := nextNotice(notices, b.host.done)
	notices <- "the session is not recorded any more: no space left"
	b.send(wait())
	b.shows("not recorded any more")
	b.now = b.now.Add(noticeTime)
	b.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	if strings.Contains(b.screen(), "not recorded") {
		t.Error(b.screen())
	}
	close(b.host.done)
	if msg := wait(); msg != nil {
		t.Errorf("after the session: %v", msg)
	}
	if nextNotice(nil, b.host.done) != nil {
		t.Error("it waits for notices that never come")
	}
}
