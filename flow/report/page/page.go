// Package page has the look of the pages that are written, their search and filter, and a
// policy by which nothing else is loaded or run.
package page

import (
	"crypto/sha256"
	_ "embed" // the style and the script
	"encoding/base64"
	"fmt"
	"html/template"
)

var (
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// Parts are what a page has in its head and at its end.
type Parts struct {
	Policy string
	Style  template.CSS
	Script template.JS
}

// New gives the parts of a page with rules of its own behind the style; they are the
// program's own, for they are not escaped.
func New(rules string) Parts {
	all := style + rules
	return Parts{
		Policy: fmt.Sprintf("default-src 'none'; img-src data:; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", hash(all), hash(script)),
		Style:  template.CSS(all), Script: template.JS(script), //nolint:gosec // they are the program's own
	}
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
