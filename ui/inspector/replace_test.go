package inspector

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/journal"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
)

// Other records take the place of those that were listed, the widget's callbacks too, and
// the tab stays.
func TestReplace(t *testing.T) {
	t.Parallel()
	j := journal.New(func() time.Time { return time.Unix(1, 0) })
	j.Append(journal.Launch{})
	for range 5 {
		j.Append(journal.Callback{Name: "onClose", Source: journal.SourceWidget, Args: `{"reason":"exit"}`})
	}
	m := New(j, j.Start(), theme.New(theme.Standard, true), keymap.New())
	m.Feed(j.Since(0))
	m.show(1)
	m.tab().follow = false
	m.tab().list.Set(4, 5, 3)
	m.Replace(j.Since(0)[:2])
	if got := ansi.Strip(m.View(60, 10, true)); strings.Count(got, "onClose") != 1 || !strings.Contains(got, "[Callbacks 1]") || !strings.Contains(got, "› ") {
		t.Errorf("after fewer records there is\n%s", got)
	}
	d, _ := m.tabs[len(m.tabs)-1].content.(*difference)
	if len(d.launches) != 1 || len(d.launches[0].sent) != 1 {
		t.Errorf("%d launches", len(d.launches))
	}
	m.Replace(nil)
	if got := ansi.Strip(m.View(60, 10, true)); strings.Contains(got, "onClose") || d.name() != "" {
		t.Errorf("after none there is\n%s", got)
	}
}

// TestTheTabThatShowsIsWhole at any width that has room for it, with arrows for those that
// are left out.
func TestTheTabThatShowsIsWhole(t *testing.T) {
	t.Parallel()
	j := journal.New(func() time.Time { return time.Unix(1, 0) })
	j.Append(journal.Callback{Name: "onClose", Source: journal.SourceWidget, Args: `{"reason":"exit"}`})
	m := New(j, j.Start(), theme.New(theme.Standard, true), keymap.New())
	m.Feed(j.Since(0))
	for width := 14; width < 80; width++ {
		for shown, tab := range m.tabs {
			if tab.name() == "" {
				continue
			}
			m.show(shown)
			m.drawn = drawn{}
			head, _, _ := strings.Cut(ansi.Strip(m.View(width, 10, true)), "\n")
			labels := m.labels()
			last := labels[len(labels)-1]
			cut := strings.HasPrefix(head, "‹") || labels[0].tab == shown
			if !strings.Contains(head, "["+m.tabs[shown].name()+"]") || labels[0].tab > 0 && !cut || last.tab < len(m.tabs)-1 && last.tab != shown && !strings.HasSuffix(last.text, "›") {
				t.Errorf("%d cells, tab %d: %q", width, shown, head)
			}
			for x := range width {
				if tab, ok := m.tabAt(x); ok && tab == shown && !strings.Contains("["+m.tabs[shown].name()+"]›", string([]rune(head)[x])) {
					t.Errorf("cell %d of %q is tab %d", x, head, tab)
				}
			}
		}
	}
}

// TestWebhooksAreNotPairedUnseen makes the rows when the tab shows, not before.
func TestWebhooksAreNotPairedUnseen(t *testing.T) {
	t.Parallel()
	j := journal.New(func() time.Time { return time.Unix(1, 0) })
	j.Append(journal.Webhook{ID: "et-1", Type: "LINK_ADDED"})
	m := New(j, j.Start(), theme.New(theme.Standard, true), keymap.New())
	m.Feed(j.Since(0))
	m.refresh()
	d, _ := m.tabs[3].content.(*deliveries)
	if len(d.rows) > 0 || m.StaleIn(j.Start()) != 0 {
		t.Error("there are rows already")
	}
	if m.show(3); len(d.rows) != 1 {
		t.Errorf("%d rows", len(d.rows))
	}
}
