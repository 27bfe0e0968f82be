package results

import (
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"slices"
	"sync"

	"winkterm/flow/report/page"
)

var (
	//go:embed page/page.html
	pageHTML string
	//go:embed page/page.css
	pageCSS string
	// pageTemplate is read when the first page is written.
	pageTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageHTML)) })
)

// htmlPage is what the page is made of: the scenarios are folded away below their lines,
// the worst first.
type htmlPage struct {
	page.Parts
	Run
	Title  string
	Lanes  []string
	Groups []*group
}

func writeHTML(to io.Writer, r Run) error {
	p := htmlPage{Parts: page.New(pageCSS), Run: r, Lanes: lanes, Groups: grouped(r.Scenarios)}
	p.Title = fmt.Sprintf("%d of %d scenarios passed", r.Counts.Passed, r.Counts.Scenarios)
	if r.Counts.Failed > 0 {
		p.Title = fmt.Sprintf("%d of %d scenarios failed", r.Counts.Failed, r.Counts.Scenarios)
	}
	slices.SortStableFunc(p.Groups, func(a, b *group) int { return slices.Index(lanes, a.Lane()) - slices.Index(lanes, b.Lane()) })
	return pageTemplate().Execute(to, p)
}
