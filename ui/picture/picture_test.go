package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

func still(t *testing.T, p Picture, f Frame) string {
	t.Helper()
	var b bytes.Buffer
	if err := SVG(&b, p, []Frame{f}); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.Bytes())
	return b.String()
}

// rows are what a picture has of cells, without what all pictures have.
func rows(t *testing.T, lines ...string) (rules, body string) {
	t.Helper()
	text := still(t, Picture{Width: 12, Height: len(lines)}, Frame{Lines: lines})
	_, rest, _ := strings.Cut(text, "<style>\n")
	rules, rest, _ = strings.Cut(rest, "text{")
	_, rest, _ = strings.Cut(rest, "<defs>\n")
	body, _, _ = strings.Cut(rest, "</defs>")
	return rules, body
}

// wellFormed reads XML to its end, and looks for what a picture must not have.
func wellFormed(t *testing.T, text []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v:\n%s", err, text)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains([]string{"svg", "title", "desc", "style", "defs", "g", "use", "rect", "path", "circle", "text"}, start.Name.Local) {
			t.Fatalf("it has an element %s", start.Name.Local)
		}
		for _, a := range start.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
				t.Fatalf("it has %s=%q", a.Name.Local, a.Value)
			}
		}
	}
}

func TestAWholePicture(t *testing.T) {
	t.Parallel()
	want := `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="38" height="71" viewBox="0 0 38 71" role="img" aria-labelledby="name what">
<title id="name">a &lt;name&gt;</title>
<desc id="what">hi
there</desc>
<style>
.c0{fill:#dfe2e8;color:#dfe2e8}
` + sheet + `</style>
<defs>
<g id="r0"><text class="c0" x="0" y="14" textLength="18">hi</text></g>
</defs>
<rect x=".5" y=".5" width="37" height="70" rx="9" fill="#16181d" stroke="#3a3f4a"/>
<path fill="#24272e" d="M1 32V9Q1 1 9 1H29Q37 1 37 9V32Z"/>
<circle cx="16" cy="16" r="6" fill="#ff5f57"/>
<circle cx="36" cy="16" r="6" fill="#febc2e"/>
<circle cx="56" cy="16" r="6" fill="#28c840"/>
<text x="19" y="21" text-anchor="middle" fill="#a3a9b5">a title</text>
<use href="#r0" x="10" y="42"/>
</svg>
`
	if got := still(t, Picture{Width: 2, Height: 1, Title: "a\x1b[31m title", Name: "a <name>", Description: "hi\nthere"}, Frame{Lines: []string{"hi"}}); got != want {
		t.Errorf("it is\n%s", got)
	}
}

func TestRowsAreDrawnByCells(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ line, rules, want string }{
		"columns":                   {"ab c   d", "", `<text class="c0" x="0" y="14" textLength="36">ab c</text><text class="c0" x="63" y="14" textLength="9">d</text>`},
		"wide":                      {"日a", "", `<text class="c0" x="0" y="14" textLength="18">日</text><text class="c0" x="18" y="14" textLength="9">a</text>`},
		"one letter of two signs":   {"e\u0301a", "", `<text class="c0" x="0" y="14" textLength="9">` + "e\u0301" + `</text><text class="c0" x="9" y="14" textLength="9">a</text>`},
		"one letter of two columns": {"สำa", "", `<text class="c0" x="0" y="14" textLength="9">สำ</text><text class="c0" x="9" y="14" textLength="18"> a</text>`},
		"a sign by itself":          {"a●b", "", `<text class="c0" x="0" y="14" textLength="9">a</text><text class="c0" x="9" y="14" textLength="9">●</text><text class="c0" x="18" y="14" textLength="9">b</text>`},
		"bold":                      {"\x1b[1mab", "", `<text class="c0 b" x="0" y="14" textLength="18">ab</text>`},
		"underlined":                {"\x1b[4ma ", "", `<rect class="c0" x="0" y="16" width="18" height="1"/><text class="c0" x="0" y="14" textLength="9">a</text>`},
		"colours": {"\x1b[31ma\x1b[91mb\x1b[38;5;9mc\x1b[38;2;1;2;3md", ".c0{fill:#f2777a;color:#f2777a}\n.c1{fill:#ff9a9c;color:#ff9a9c}\n.c2{fill:#010203;color:#010203}\n",
			`<text class="c0" x="0" y="14" textLength="9">a</text><text class="c1" x="9" y="14" textLength="18">bc</text><text class="c2" x="27" y="14" textLength="9">d</text>`},
		"reverse": {"\x1b[7ma b", ".c0{fill:#dfe2e8;color:#dfe2e8}\n.c1{fill:#16181d;color:#16181d}\n",
			`<rect class="c0" x="0" y="0" width="27" height="19"/><text class="c1" x="0" y="14" textLength="27">a b</text>`},
		"faint":    {"\x1b[2ma", ".c0{fill:#999ba1;color:#999ba1}\n", `<text class="c0" x="0" y="14" textLength="9">a</text>`},
		"hidden":   {"\x1b[8ma", ".c0{fill:#16181d;color:#16181d}\n", `<text class="c0" x="0" y="14" textLength="9">a</text>`},
		"a line":   {"──a", "", `<path class="c0 s s1" d="M0 9.5L18 9.5"/><text class="c0" x="18" y="14" textLength="9">a</text>`},
		"corner":   {"╭", "", `<path class="c0 s s1" d="M9 9.5L7.03 9.78L5.62 10.62L4.78 12.03L4.5 14L4.5 19"/>`},
		"tee":      {"├", "", `<path class="c0 s s1" d="M4.5 9.5L9 9.5M4.5 0L4.5 19"/>`},
		"blocks":   {"██▌", "", `<path class="c0" d="M0 0L18 0L18 19L0 19Z"/><path class="c0" d="M18 0L22.5 0L22.5 19L18 19Z"/>`},
		"shade":    {"▒", ".c0{fill:#7b7d83;color:#7b7d83}\n", `<path class="c0" d="M0 0L9 0L9 19L0 19Z"/>`},
		"braille":  {"⠃", "", `<path class="c0" d="M2 3L4 3L4 5L2 5ZM2 6L4 6L4 8L2 8Z"/>`},
		"sign":     {"✓", "", `<path class="c0 s s13" d="M1.5 10L3.8 13L8 5.5"/>`},
		"escaped":  {`<a href="x&>`, "", `<text class="c0" x="0" y="14" textLength="108">&lt;a href=&#34;x&amp;&gt;</text>`},
		"joined":   {"e\u200da", "", `<text class="c0" x="0" y="14" textLength="18">ea</text>`},
		"turned":   {"a\u202eb", "", `<text class="c0" x="0" y="14" textLength="18">ab</text>`},
		"too long": {"──────────────────", "", `<path class="c0 s s1" d="M0 9.5L108 9.5"/>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rules, body := rows(t, c.line)
			if want := "<g id=\"r0\">" + c.want + "</g>\n"; body != want {
				t.Errorf("%q is\n%s\nnot\n%s", c.line, body, want)
			}
			if c.rules != "" && rules != c.rules {
				t.Errorf("the colours are\n%s", rules)
			}
		})
	}
	if _, body := rows(t, strings.Repeat("a", 20), "b"); !strings.Contains(body, ">aaaaaaaaaaaa</text>") || !strings.Contains(body, ">b</text>") {
		t.Errorf("a line that is too long is\n%s", body)
	}
	if _, body := rows(t, "", "   "); body != "" {
		t.Errorf("blank lines are\n%s", body)
	}
}

func TestALightPicture(t *testing.T) {
	t.Parallel()
	text := still(t, Picture{Width: 3, Height: 1, Light: true}, Frame{Lines: []string{"a\x1b[32mb"}})
	for _, want := range []string{".c0{fill:#22252b;", ".c1{fill:#1f6f2e;", `fill="#ffffff" stroke="#cdd2da"`} {
		if !strings.Contains(text, want) {
			t.Errorf("it has no %s:\n%s", want, text)
		}
	}
}

func TestTheCursorShows(t *testing.T) {
	t.Parallel()
	p := Picture{Width: 3, Height: 1}
	if text := still(t, p, Frame{Lines: []string{"ab"}, Cursor: &image.Point{X: 1}}); !strings.Contains(text, `<rect class="c0" x="9" y="0" width="9" height="19"/>`) {
		t.Errorf("it does not:\n%s", text)
	}
	for _, at := range []image.Point{{X: 3}, {Y: 1}, {X: -1}} {
		still(t, p, Frame{Lines: []string{"ab"}, Cursor: &at})
	}
}

// A frame that asks the terminal, moves elsewhere or changes its modes is drawn all the
// same, and leaves nothing for the next one.
func TestAFrameIsOnlyDrawn(t *testing.T) {
	t.Parallel()
	s := newScreen(Picture{Width: 8, Height: 3})
	s.grid(Frame{Lines: []string{"\x1b[c\x1b[6n\x1b]11;?\x07\x1b[?1049h\x1b[31;44m\x1b[2;3r\x1b(0\x1b[?7l", "x", "y", "below", "it"}})
	g := s.grid(Frame{Lines: []string{"qqq"}})
	if c := g[0][0]; c.text != "q" || c.style.paper != darkGround.paper || c.style.ink != darkGround.ink || g[1][0].text != " " || g[2][0].text != " " {
		t.Errorf("the next frame begins with %+v, %+v", c, g[1][0])
	}
}

// film is a film of three screens, in which a word changes.
func film() []Frame {
	second := func(n int, lines ...string) Frame { return Frame{At: time.Duration(n) * time.Second, Lines: lines} }
	return []Frame{
		second(0, "gone at once"), second(0, "one", "same"), second(1, "two", "same"), second(2, "two", "same"), second(4, "one", "\x1b[1msame"),
	}
}

func TestAPictureMoves(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := SVG(&b, Picture{Width: 12, Height: 2, Length: 8 * time.Second}, film()); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.Bytes())
	for _, want := range []string{
		".k0{visibility:visible;animation:k0 8s step-end infinite}@keyframes k0{0%{visibility:visible}12.5%{visibility:hidden}50%{visibility:visible}}\n",
		".k1{visibility:hidden;animation:k1 8s step-end infinite}@keyframes k1{0%{visibility:hidden}12.5%{visibility:visible}50%{visibility:hidden}}\n",
		".k2{visibility:hidden;animation:k2 8s step-end infinite}@keyframes k2{0%{visibility:visible}50%{visibility:hidden}}\n",
		"@media(prefers-reduced-motion:reduce){use{animation:none!important}}\n",
		`<use href="#r0" x="10" y="42" class="k0"/>`, `<use href="#r1" x="10" y="42" class="k1"/>`, `<use href="#r2" x="10" y="61" class="k2"/>`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("it has no %s", want)
		}
	}
	if n := strings.Count(b.String(), "<text"); n != 5 || strings.Contains(b.String(), "gone") {
		t.Errorf("it has %d texts:\n%s", n, b.String())
	}
}

func decoded(t *testing.T, p Picture, frames []Frame) *gif.GIF {
	t.Helper()
	var b, again bytes.Buffer
	if err := GIF(&b, p, frames); err != nil {
		t.Fatal(err)
	}
	if err := GIF(&again, p, frames); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
		t.Fatalf("%v: another GIF of the same frames is not the same", err)
	}
	g, err := gif.DecodeAll(&b)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestAGIFHasWhatChanges(t *testing.T) {
	t.Parallel()
	g := decoded(t, Picture{Width: 12, Height: 2, Title: "a title", Length: 8 * time.Second}, film())
	if !slices.Equal(g.Delay, []int{100, 300, 400}) || g.LoopCount != 0 || g.Config.Width != 12*cellWidth+2*margin {
		t.Fatalf("%d frames, delays %v, %+v", len(g.Image), g.Delay, g.Config)
	}
	// The first frame is all; of the second the word, of the third the word and what is bold.
	for i, want := range []image.Rectangle{image.Rect(0, 0, 128, 90), image.Rect(10, 42, 37, 61), image.Rect(10, 42, 46, 80)} {
		if got := g.Image[i].Rect; got != want {
			t.Errorf("frame %d is %v, not %v", i, got, want)
		}
	}
}

func TestAGIFHasFewColours(t *testing.T) {
	t.Parallel()
	var lines []string
	for y := range 20 {
		line := ""
		for x := range 20 {
			line += fmt.Sprintf("\x1b[38;2;%d;%d;0mx", x*12, y*12)
		}
		lines = append(lines, line)
	}
	g := decoded(t, Picture{Width: 20, Height: 20}, []Frame{{Lines: lines}})
	if n := len(g.Image[0].Palette); len(g.Image) != 1 || n > 256 || n < 100 {
		t.Errorf("%d frames, %d colours", len(g.Image), n)
	}
}

// Letters, lines, and signs that the font has not: all leave ink in their cells, a wide one
// in the last as well.
func TestAGIFDrawsEachSign(t *testing.T) {
	t.Parallel()
	for _, sign := range []string{"a", "é", "●", "…", "─", "╮", "█", "░", "⣿", "✓", "✗", "◇", "↯", "日", "\x1b[4m "} {
		g := decoded(t, Picture{Width: 3, Height: 1}, []Frame{{Lines: []string{sign}}})
		m, wide := g.Image[0], max(ansi.StringWidth(sign), 1)
		blank, inked := m.ColorIndexAt(margin+3*cellWidth-1, 43), false
		for y := 42; y < 42+cellHeight; y++ {
			for x := margin + (wide-1)*cellWidth; x < margin+wide*cellWidth; x++ {
				inked = inked || m.ColorIndexAt(x, y) != blank
			}
		}
		if !inked {
			t.Errorf("%q is blank", sign)
		}
	}
}

func FuzzPicturesAreWellFormed(f *testing.F) {
	f.Add("a\x1b[1;31;44mb", "日本─✓<&>", 3)
	f.Add("\x1b]8;;http://host.test/<script>\x07link\x1b]8;;\x07", "\xff\x00\ufffe\u202e", 1)
	f.Add("\x1b[?1049h\x1b[8;200;200t\x1bc", "\x9b31m\x90q\x9c", 40)
	f.Fuzz(func(t *testing.T, one, two string, width int) {
		p := Picture{Width: 1 + (width%40+40)%40, Height: 2, Title: one, Name: two, Description: one + "\n" + two, Length: 2 * time.Second}
		frames := []Frame{{Lines: []string{one, two}}, {At: time.Second, Lines: []string{two, one}}}
		still(t, p, frames[0])
		var b, g bytes.Buffer
		if err := SVG(&b, p, frames); err != nil {
			t.Fatal(err)
		}
		wellFormed(t, b.Bytes())
		if err := GIF(&g, p, frames); err != nil {
			t.Fatal(err)
		}
		if _, err := gif.DecodeAll(&g); err != nil {
			t.Fatal(err)
		}
	})
}
