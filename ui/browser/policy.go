package browser

import (
	"net/http"
	"slices"
	"strings"
)

// The hosts of Smile that the widget is known to use. Its samples of logoUrl
// stand on the last.
const (
	smileWeb  = "https://web.smileapi.io"
	smileCDN  = "https://cdn.smileapi.io"
	smileLink = "https://link.smileapi.io"
	smileTest = "https://link-sandbox.smileapi.io"
)

// policy is the Content-Security-Policy of a page for origins that were checked;
// api may be empty.
//
// Scripts are files of the page and of the SDK's origin, nothing inline. What the
// SDK does to the host page is not documented: it may set styles inline, show
// pictures that it has made itself, and put its pages into a frame.
func policy(script, api string) string {
	sdk := origins(script, smileWeb)
	hosts := origins(script, smileWeb, smileTest, smileLink, api)
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' " + script,
		"connect-src 'self' " + hosts,
		"frame-src " + hosts,
		"img-src data: blob: " + sdk + " " + smileCDN,
		"style-src 'self' 'unsafe-inline' " + sdk,
		"font-src data: " + sdk,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; ")
}

// origins joins those that are there, each once.
func origins(list ...string) string {
	var kept []string
	for _, o := range list {
		if o != "" && !slices.Contains(kept, o) {
			kept = append(kept, o)
		}
	}
	return strings.Join(kept, " ")
}

// setHeaders sets what every answer carries. No header of CORS is among it.
func setHeaders(h http.Header, policy string) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	// A provider's login may want a window of its own that knows who opened it.
	h.Set("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}
