package widget_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

var steps = []string{"Consent", "Provider", "Log in", "Verify", "Connected"}

func TestRail(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	tests := []struct {
		current, width int
		want           string
	}{
		{1, 70, "✓ Consent ── ● Provider ── ○ Log in ── ○ Verify ── ○ Connected"},
		{2, 56, "✓ Consent  ✓ Provider  ● Log in  ○ Verify  ○ Connected"},
		{3, 30, "✓✓✓●○ 4/5 Verify"},
		{5, 30, "✓✓✓✓✓ 5/5 Connected"},
	}
	for _, tt := range tests {
		got := widget.Rail(th, steps, tt.current, tt.width)
		exact(t, got, tt.width, 1)
		if got := strings.TrimRight(ansi.Strip(got), " "); got != tt.want {
			t.Errorf("Rail(%d, %d) = %q, want %q", tt.current, tt.width, got, tt.want)
		}
	}
}

func TestHeaderDropsWhatMattersLeast(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	facts := []string{"embedded", "user tenant-9f2c", "token 4 h 58 min"}
	for width, want := range map[int]string{
		80: "winkterm  SANDBOX  embedded · user tenant-9f2c · token 4 h 58 min",
		50: "winkterm  SANDBOX  embedded · user tenant-9f2c",
		22: " SANDBOX  embedded", // the name goes before the host does
		11: " SANDBOX ",
	} {
		if got := ansi.Strip(widget.Header(th, "winkterm", widget.Mode(th, "SANDBOX", false), facts, width)); got != want {
			t.Errorf("Header in %d = %q, want %q", width, got, want)
		}
	}
	if got := ansi.Strip(widget.Header(th, "winkterm", nil, facts, 5)); got != "wink…" {
		t.Errorf("Header without a badge = %q", got)
	}
	if got := ansi.Strip(widget.Header(th, "", nil, facts[:1], 80)); got != "embedded" {
		t.Errorf("Header of facts alone = %q", got)
	}
	production, sandbox := widget.Mode(th, "X", true), widget.Mode(th, "X", false)
	if widget.Header(th, "", production, facts, 80) == widget.Header(th, "", sandbox, facts, 80) {
		t.Error("production looks like the sandbox")
	}
}

// Whatever else there is, and however narrow the window, production is named, on a ground
// of its own.
func TestProductionStaysInTheHeader(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	badges := append(widget.Production(th, true), widget.Badge{Role: th.BadgeFault, Text: "a fault with a name that is far too long for it"})
	facts := []string{strings.Repeat("a-long-host.test", 9), "login here"}
	for width := 12; width < 90; width++ {
		got := widget.Header(th, "winkterm", badges, facts, width)
		if !strings.Contains(got, badges[0].Role.Render(" PRODUCTION ")) || widget.Width(got) > width {
			t.Errorf("in %d cells it is %q", width, got)
		}
	}
}

func TestFrame(t *testing.T) {
	t.Parallel()
	got := widget.Frame(theme.New(theme.Standard, true), "winkterm", "a\nb", 16, 5)
	want := "╭ winkterm ────╮\n│a             │\n│b             │\n│              │\n╰──────────────╯"
	if ansi.Strip(got) != want {
		t.Errorf("Frame:\n%s", ansi.Strip(got))
	}
}

func TestBlocksAreExact(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	rapid.Check(t, func(t *rapid.T) {
		text := widget.Clean(anyText().Draw(t, "text"))
		width, height := rapid.IntRange(1, 40).Draw(t, "width"), rapid.IntRange(1, 9).Draw(t, "height")
		exact(t, widget.Frame(th, text, text, width, height), width, height)
		notice := widget.Notice(th, widget.Warning, text+"\n"+text, width)
		exact(t, notice, width, len(widget.Lines(notice)))
		table := widget.Table(th, []widget.Pair{{Name: text, Value: text}, {Name: "id", Value: "x"}}, width)
		exact(t, table, width, len(widget.Lines(table)))
		var scroll widget.Scroll
		lines := strings.Split(strings.Repeat(text+"\n", 12), "\n")
		scroll.Move(rapid.IntRange(-3, 20).Draw(t, "scroll"), len(lines), height)
		exact(t, scroll.View(th, lines, width, height), width, height)
		var list widget.List
		list.Set(rapid.IntRange(0, 20).Draw(t, "row"), 15, height)
		exact(t, list.View(th, 15, width, height, rapid.Bool().Draw(t, "focus"), func(int, int) string { return text }), width, height)
		for _, line := range widget.JSON(th, `{"k":"`+strings.Map(noQuote, text)+`","n":[1,true,null]}`, width) {
			if widget.Width(line) > width {
				t.Fatalf("JSON line %q has %d cells of %d", line, widget.Width(line), width)
			}
		}
	})
}

func noQuote(r rune) rune {
	if r == '"' || r == '\\' {
		return -1
	}
	return r
}

func TestListDrawsOnlyWhatShows(t *testing.T) {
	t.Parallel()
	var list widget.List
	list.Set(500, 1000, 10)
	drawn := 0
	view := list.View(theme.New(theme.Standard, true), 1000, 20, 10, true, func(i, _ int) string {
		drawn++
		return fmt.Sprintf("row %d", i)
	})
	if drawn != 10 || !strings.Contains(ansi.Strip(view), "› row 500") {
		t.Errorf("%d rows drawn:\n%s", drawn, ansi.Strip(view))
	}
}

func TestListKeepsItsWindow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var list widget.List
		total, height := rapid.IntRange(0, 50).Draw(t, "total"), rapid.IntRange(1, 12).Draw(t, "height")
		for _, delta := range rapid.SliceOf(rapid.IntRange(-15, 15)).Draw(t, "moves") {
			if delta%2 == 0 {
				list.Move(delta, total, height)
			} else {
				list.Wheel(delta, total, height)
			}
			if list.Cursor() < 0 || list.Cursor() > max(total-1, 0) {
				t.Fatalf("cursor %d of %d", list.Cursor(), total)
			}
			seen := total == 0
			for y := range height {
				row, ok := list.At(y, total, height)
				seen = seen || ok && row == list.Cursor()
				if !ok && total >= height {
					t.Fatalf("line %d of %d is empty with %d rows", y, height, total)
				}
			}
			if !seen {
				t.Fatalf("the cursor %d is out of sight", list.Cursor())
			}
		}
	})
}

func TestSelectedRowKeepsItsBand(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	var list widget.List
	view := list.View(th, 1, 20, 1, true, func(int, int) string { return "a" + th.Match.Render("b") + "c" })
	band, _, _ := strings.Cut(th.Selected.Render("x"), "x")
	if _, behind, ok := strings.Cut(view, "b\x1b[m"); !ok || !strings.HasPrefix(behind, band) {
		t.Errorf("the band ends at the first style within the row: %q", view)
	}
}

func TestScrollSaysThatThereIsMore(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	lines := []string{"1", "2", "3", "4", "5"}
	var s widget.Scroll
	for _, want := range []string{"1    \n2   ↓", "2   ↑\n3   ↓", "4   ↑\n5    "} {
		if got := ansi.Strip(s.View(th, lines, 5, 2)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		s.Move(1+s.Offset(), len(lines), 2)
	}
}

func TestMark(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	got := widget.Mark("a\x1b[31mbc\n", []widget.Span{{Start: 6, End: 7}, {Start: 3, End: 4}, {Start: 7, End: 99}}, th.Text, th.Match)
	if ansi.Strip(got) != "abc " || !strings.Contains(got, th.Match.Render("b")) {
		t.Errorf("Mark = %q", got)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	tests := map[string]struct {
		body  string
		width int
		want  string
	}{
		"object":   {`{"a":{"b":[1,"x"]},"c":null}`, 40, "{\n  \"a\": {\n    \"b\": [\n      1,\n      \"x\"\n    ]\n  },\n  \"c\": null\n}"},
		"cut off":  {`{"a": 1, "b`, 40, `{"a": 1, "b`},
		"text":     {"<html>\x1b[31m\nno", 40, "<html>\nno"},
		"too wide": {`{"k":"aaaaaaaaaaaaaaa"}`, 10, "{\n  \"k\":\n  \"aaaaaaa\n  aaaaaaaa\n  \"\n}"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ansi.Strip(strings.Join(widget.JSON(th, tt.body, tt.width), "\n")); got != tt.want {
				t.Errorf("JSON:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

func TestStylesEndWithTheirLine(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	for _, line := range widget.Lines(widget.Wrap(th.Error.Render("several words that are red"), 10)) {
		if !strings.HasPrefix(line, "\x1b[") || !strings.HasSuffix(line, "\x1b[m") {
			t.Errorf("the style runs over the end of %q", line)
		}
	}
}

func TestPosition(t *testing.T) {
	t.Parallel()
	if got := widget.Position(11, 90); got != "12/90" {
		t.Errorf("Position = %q", got)
	}
	if got := widget.Position(0, 0); got != "0/0" {
		t.Errorf("Position = %q", got)
	}
}
