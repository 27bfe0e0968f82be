package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/assets"
)

// archives gives all pages of GET /archives.
func (g *guest) archives(query string) []string {
	g.t.Helper()
	ids := []string{}
	for cursor := ""; ; {
		page := into[wire.Page[wire.Archive]](g.t, g.open("GET", "/archives?size=2"+query+"&cursor="+cursor, "").want(g.t, 200))
		for _, a := range page.Items {
			ids = append(ids, a.ID)
		}
		if cursor = page.NextCursor; cursor == "" {
			return ids
		}
	}
}

func TestArchiveFilters(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		g := uploading(t, Config{Speed: 1})
		users := []string{g.userID}
		g.openSession(wire.WidgetOptions{EnableUpload: true})
		users = append(users, g.userID)
		var all []wire.Archive
		for range rapid.IntRange(0, 12).Draw(rt, "archives") {
			g.userID = rapid.SampledFrom(users).Draw(rt, "user")
			typ := rapid.SampledFrom([]string{"PAYSLIP", "TAX_DOCUMENT", "COMPANY_ID"}).Draw(rt, "type")
			all = append(all, g.uploaded(wire.TenantProvided, of(typ, object("x", wire.FormatPDF, "", aPDF))))
			g.clock.pass(time.Duration(rapid.IntRange(0, 30).Draw(rt, "hours")) * time.Hour)
		}
		user := rapid.SampledFrom(append(users, "", "nobody")).Draw(rt, "of")
		typ := rapid.SampledFrom([]string{"", "PAYSLIP", "COMPANY_ID", "NONE"}).Draw(rt, "typed")
		from, to := rapid.IntRange(1, 9).Draw(rt, "from"), rapid.IntRange(1, 9).Draw(rt, "to")
		want := []string{}
		for _, a := range slices.Backward(all) {
			day := int(a.CreatedAt.Sub(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))/(24*time.Hour)) + 1
			if (user == "" || a.UserID == user) && (typ == "" || a.Type == typ) && day >= from && day <= to {
				want = append(want, a.ID)
			}
		}
		query := "&userId=" + user + "&fileType=" + typ + "&startDate=2026-03-0" + strconv.Itoa(from) + "&endDate=2026-03-0" + strconv.Itoa(to)
		if got := g.archives(query); !slices.Equal(got, want) {
			rt.Fatalf("%s: %v, want %v", query, got, want)
		}
	})
}

func TestFileTypeFilters(t *testing.T) {
	t.Parallel()
	g := uploading(t, Config{})
	for query, pass := range map[string]func(f assets.FileType) bool{
		"":                       func(assets.FileType) bool { return true },
		"&type=PAYSLIP":          func(f assets.FileType) bool { return f.Type == "PAYSLIP" },
		"&type=payslip":          func(assets.FileType) bool { return false },
		"&active=false":          func(f assets.FileType) bool { return !f.Active },
		"&enabled=false":         func(f assets.FileType) bool { return !f.Enabled },
		"&ocr=true":              func(f assets.FileType) bool { return f.OCR },
		"&ocr=false&active=true": func(f assets.FileType) bool { return !f.OCR && f.Active },
	} {
		for _, size := range []string{"1", "5", "150"} {
			var all, widget []string
			for _, f := range assets.FileTypes() {
				if pass(f) {
					all = append(all, f.Type)
				}
				if pass(f) && f.Widget {
					widget = append(widget, f.Type)
				}
			}
			if got := g.fileTypes(g.open, size, query); !slices.Equal(got, all) {
				t.Errorf("%s: %v, want %v", query, got, all)
			}
			if got := g.fileTypes(g.link, size, query); !slices.Equal(got, widget) {
				t.Errorf("link %s: %v, want %v", query, got, widget)
			}
		}
	}
	for _, query := range []string{"ocr=yes", "active=1", "enabled=no", "size=0", "cursor=zzz"} {
		name, _, _ := strings.Cut(query, "=")
		g.open("GET", "/fileTypes?"+query, "").refused(t, 400, wire.CodeInvalidParameters, name)
	}
}

// fileTypes gives all pages of a list of file types.
func (g *guest) fileTypes(call func(method, path, body string) reply, size, query string) (types []string) {
	g.t.Helper()
	for cursor := ""; ; {
		page := into[wire.Page[wire.FileType]](g.t, call("GET", "/fileTypes?size="+size+query+"&cursor="+cursor, "").want(g.t, 200))
		for _, f := range page.Items {
			types = append(types, f.Type)
		}
		if cursor = page.NextCursor; cursor == "" {
			return types
		}
	}
}
