package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/files/query"
	"winkterm/ui/format"
)

func TestEscStopsSendingAndStays(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toUploading()
	b.shows("42 %", "3 s left", "Stop sending")
	b.press("esc")
	b.on(flow.FileType)
	if b.host.state.Calls.Sending() {
		t.Error("it is still being sent")
	}
	b.shows("payslip-george.pdf", "Send the file", "stopped")
	b.press("esc")
	b.on(flow.FileTypeList)
	b.press("enter")
	b.on(flow.FileType)
	b.shows("✓ payslip-george.pdf")
}

func TestLettersAreKeysWhileSending(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toUploading()
	b.press("s")
	if _, ok := last[flow.UploadStopped](b); !ok {
		t.Error("s does not stop")
	}
}

func TestAnAnswerForAPageThatIsGoneIsDropped(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toPicker(0)
	gone := b.app.page.views
	b.press("esc", "enter")
	b.on(flow.FileType)
	b.send(resultMsg{page: gone, answer: query.Answer{ID: 1, What: query.Listed{Dir: "/elsewhere"}}})
	if strings.Contains(b.screen(), "/elsewhere") {
		t.Errorf("it shows:\n%s", b.screen())
	}
}

// The clock of a page that only waits goes on; the others rest.
func TestDocumentsTickWhileSomethingHappens(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lead func(*bench) *bench
		want time.Duration
	}{
		"the picker": {func(b *bench) *bench { return b.toPicker(0) }, 0},
		"sending":    {(*bench).toUploading, time.Second},
		"analysing":  {(*bench).toArchive, time.Second},
		"analysed":   {(*bench).toAnalyzed, 0},
		"a code":     {func(b *bench) *bench { return b.toMFA(otp(4)) }, format.NextCountdown(4*time.Minute + 30*time.Second)},
	} {
		b := c.lead(newBench(t, native, 80, 24))
		b.app.state.Session.ExpiresAt = time.Time{}
		if got := b.app.staleIn(b.now); got != c.want {
			t.Errorf("%s: the next frame is due in %s, want %s", name, got, c.want)
		}
	}
}

func TestInProductionTheArchivesIDMustBeTyped(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toRevokeArchive()
	b.host.state.Session.Mode = wire.ModeProduction
	b.app.state = b.host.state
	b.press("x", "y", "enter")
	if b.host.state.Revocation.Stage != flow.RevokeAsked {
		t.Fatal("revoked without the id")
	}
	b.shows("type the id of the archive")
	b.press("esc", "x", "ar-5c1d90e2", "enter")
	if b.host.state.Revocation.Stage != flow.RevokeSent {
		t.Errorf("not revoked:\n%s", b.screen())
	}
}

func TestCopyTakesTheArchivesID(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toAnalyzed()
	if b.press("ctrl+y") == nil {
		t.Fatal("nothing is copied")
	}
	b.shows("sent archive id to the terminal's clipboard")
}

func TestNothingOfDocumentsShowsWhenUploadIsOff(t *testing.T) {
	t.Parallel()
	for name, lead := range map[string]func(*bench) *bench{
		"list": (*bench).toProviders, "survey": pages["survey"],
		"error": func(b *bench) *bench { return b.toError(wire.ErrAccountLocked) },
	} {
		b := lead(newBench(t, native, 120, 40))
		if strings.Contains(strings.ToLower(b.screen()), "upload") {
			t.Errorf("%s offers uploads:\n%s", name, b.screen())
		}
	}
}

// queried runs a query of the real disk.
func queried(t *testing.T, q query.Question) query.Result {
	t.Helper()
	b := newBench(t, native, 80, 24)
	switch msg := b.app.query([]query.Query{{ID: 7, What: q}})().(type) {
	case resultMsg:
		if msg.answer.ID != 7 || msg.page != b.app.page.views {
			t.Errorf("the answer is for page %d, question %d", msg.page, msg.answer.ID)
		}
		return msg.answer.What
	case tea.BatchMsg:
		t.Fatalf("one question gives %d commands", len(msg))
	}
	t.Fatal("no answer")
	return nil
}

func checked(t *testing.T, path string) flow.File {
	t.Helper()
	c, ok := queried(t, query.Check{Path: path}).(query.Checked)
	if !ok || c.Found[0].Err != nil {
		t.Fatalf("%s gives %+v", path, c)
	}
	return c.Found[0].File
}

func TestLooksAtTheDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	pdf := write("own.pdf", assets.Payslips()[0].Content())
	png := write("own.png", assets.Payslips()[1].Content())
	write(".hidden.pdf", assets.Payslips()[0].Content())
	bad := write("bad.pdf", assets.Payslips()[1].Content())

	listed, ok := queried(t, query.List{Dir: dir}).(query.Listed)
	if !ok || listed.Err != nil || len(listed.Entries) != 3 || len(listed.Samples) == 0 || listed.Dir != dir {
		t.Errorf("listed %+v", listed)
	}
	if all, ok := queried(t, query.List{Dir: dir, Hidden: true}).(query.Listed); !ok || len(all.Entries) != 4 {
		t.Errorf("with what is hidden %+v", all)
	}
	if gone, ok := queried(t, query.List{Dir: dir + "/gone"}).(query.Listed); !ok || gone.Err == nil || len(gone.Samples) == 0 {
		t.Errorf("a directory that is gone gives %+v", gone)
	}
	if inside, ok := queried(t, query.Check{Path: dir}).(query.Listed); !ok || inside.Dir != dir {
		t.Errorf("a directory that was typed gives %+v", inside)
	}
	if c, ok := queried(t, query.Check{Path: bad}).(query.Checked); !ok || c.Found[0].Err == nil {
		t.Errorf("a PNG that is called .pdf gives %+v", c)
	}
	c, ok := queried(t, query.Paste{Text: "'" + pdf + "' " + bad}).(query.Checked)
	if !ok || len(c.Found) != 2 || c.Found[0].Err != nil || c.Found[0].File.Format != wire.FormatPDF || c.Found[1].Err == nil {
		t.Errorf("a paste gives %+v", c)
	}
	if c, ok := queried(t, query.Complete{Text: dir + "/own.p"}).(query.Completed); !ok || len(c.Candidates) != 2 {
		t.Errorf("completed %+v", c)
	}
	p, ok := queried(t, query.Picture{File: checked(t, png), Width: 20, Height: 10}).(query.Pictured)
	if !ok || len(p.Rows) == 0 || len(p.Rows) > 10 || len(p.Rows[0]) > 20 {
		t.Errorf("a picture of %d rows", len(p.Rows))
	}
	if p, ok := queried(t, query.Picture{File: checked(t, pdf), Width: 20, Height: 10}).(query.Pictured); !ok || p.Rows != nil {
		t.Errorf("a PDF has a picture of %d rows", len(p.Rows))
	}
}
