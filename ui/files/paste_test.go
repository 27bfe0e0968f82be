package files

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFromPaste(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"nothing", "", nil},
		{"blanks", " \t\r\n ", nil},
		{"a path", "/home/jane/a.pdf", []string{"/home/jane/a.pdf"}},
		{"with blanks around", " /a.pdf \n", []string{"/a.pdf"}},
		{"single quotes", "'/a b/c d.pdf'", []string{"/a b/c d.pdf"}},
		{"with a blank behind, as terminals do", "'/a b.pdf' ", []string{"/a b.pdf"}},
		{"double quotes", `"/a b.pdf"`, []string{"/a b.pdf"}},
		{"escapes in double quotes", `"/a \"b\" \$c \\d \e.pdf"`, []string{`/a "b" $c \d \e.pdf`}},
		{"a quote as a shell writes it", `'/it'\''s.pdf'`, []string{"/it's.pdf"}},
		{"and in the other way", `'/it'"'"'s.pdf'`, []string{"/it's.pdf"}},
		{"escaped blanks", `/a\ b\ \(1\).pdf`, []string{"/a b (1).pdf"}},
		{"an escaped blank at the end", `/a\ `, []string{"/a "}},
		{"several escaped", `/a\ b.pdf /c\ d.pdf`, []string{"/a b.pdf", "/c d.pdf"}},
		{"several quoted", "'/a b.pdf' '/c d.pdf'", []string{"/a b.pdf", "/c d.pdf"}},
		{"mixed", `/a.pdf '/b c.pdf' "~/d e.pdf" file:///f%20g.pdf ~/h.pdf`, []string{"/a.pdf", "/b c.pdf", "~/d e.pdf", "/f g.pdf", "~/h.pdf"}},
		{"lines", "/a.pdf\n/b.pdf\r\n/c.pdf\r/d.pdf", []string{"/a.pdf", "/b.pdf", "/c.pdf", "/d.pdf"}},
		{"copied with bare blanks", "/home/jane/My Documents/pay slip.pdf", []string{"/home/jane/My Documents/pay slip.pdf"}},
		{"a bare apostrophe", "/home/jane/it's.pdf", []string{"/home/jane/it's.pdf"}},
		{"two of them", "/bob's and ann's.pdf", []string{"/bob's and ann's.pdf"}},
		{"a quote that is not closed", "'/a b.pdf", []string{"'/a b.pdf"}},
		{"a lone backslash", `/a\`, []string{`/a\`}},
		{"empty quotes", "'' \"\"", nil},
		{"relative", "a.pdf", []string{"a.pdf"}},
		{"an address", "file:///home/jane/a%20b%C3%A9.pdf", []string{"/home/jane/a bé.pdf"}},
		{"with a host", "file://localhost/a.pdf", []string{"/a.pdf"}},
		{"in quotes", "'file:///a%20b.pdf'", []string{"/a b.pdf"}},
		{"with one slash", "file:/a%20b.pdf", []string{"/a b.pdf"}},
		{"in capitals", "FILE:///a.pdf", []string{"/a.pdf"}},
		{"with a question mark", "file:///what?.pdf#1", []string{"/what?.pdf#1"}},
		{"badly encoded", "file:///100%.pdf", []string{"file:///100%.pdf"}},
		{"without a path", "file://host", []string{"file://host"}},
		{"addresses by line", "file:///a.pdf\r\nfile:///b.pdf\r\n", []string{"/a.pdf", "/b.pdf"}},
		{"addresses on one line", "file:///a.pdf file:///b.pdf", []string{"/a.pdf", "/b.pdf"}},
		{"an address with a backslash", `file:///a\b.pdf`, []string{`/a\b.pdf`}},
		{"an address before a bare word", "file:///a.pdf b.pdf", []string{"/a.pdf", "b.pdf"}},
		{"quotes before a bare word", "'/a b.pdf' c.pdf", []string{"/a b.pdf", "c.pdf"}},
		{"an address of Windows", "file:///C:/Users/a%20b.pdf", []string{"C:/Users/a b.pdf"}},
		{"Windows", `C:\Users\jane\a.pdf`, []string{`C:\Users\jane\a.pdf`}},
		{"Windows in quotes", `"C:\My Files\new.pdf"`, []string{`C:\My Files\new.pdf`}},
		{"Windows with blanks", `C:\My Files\a.pdf D:\b.pdf`, []string{`C:\My Files\a.pdf`, `D:\b.pdf`}},
		{"a share of Windows", `\\server\share\a.pdf`, []string{`\\server\share\a.pdf`}},
		{"a share in quotes", `"\\server\My share\a.pdf"`, []string{`\\server\My share\a.pdf`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, fromPaste(c.in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A paste of any size is taken apart in one go: were the blanks counted anew at
// each of them, this would take minutes.
func TestFromPasteOfALargeText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"/a" + strings.Repeat(" ", 1<<20) + "b", `C:\` + strings.Repeat(" \t", 1<<19) + "b",
		strings.Repeat("/a b ", 1<<18), strings.Repeat("'", 1<<20) + `"`, strings.Repeat("\\", 1<<20),
	} {
		size := 0
		for _, path := range fromPaste(text) {
			size += len(path)
		}
		if size > len(text) {
			t.Errorf("%.20q: %d bytes", text, size)
		}
	}
}

func FuzzFromPaste(f *testing.F) {
	f.Add("/a b.pdf")
	f.Add(`'/it'\''s.pdf' "C:\x" file:///%20 ~/a\ b`)
	f.Add("\\\\")
	f.Add("'\"\\")
	f.Fuzz(func(t *testing.T, text string) {
		size := 0
		for _, path := range fromPaste(text) {
			if path == "" {
				t.Error("an empty path")
			}
			size += len(path)
		}
		if size > len(text) {
			t.Errorf("%d bytes out of %d", size, len(text))
		}
		path := "/" + strings.NewReplacer("\n", "", "\r", "").Replace(text)
		for pasted, want := range map[string][]string{
			quoted(path):                          {path},
			escaped(path):                         {path},
			quoted(path) + " " + escaped(path):    {path, path},
			escaped(path) + "\r\n" + quoted(path): {path, path},
		} {
			if diff := cmp.Diff(want, fromPaste(pasted)); diff != "" {
				t.Errorf("%q\n%s", pasted, diff)
			}
		}
	})
}

// quoted and escaped are what terminals make of a path.
func quoted(path string) string { return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'" }

func escaped(path string) string {
	var b strings.Builder
	for i := range len(path) {
		if strings.IndexByte(" \t'\"\\()$`&;", path[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(path[i])
	}
	return b.String()
}
