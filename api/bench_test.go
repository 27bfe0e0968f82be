package api_test

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/wire"
)

// catalogue answers n pages of 150 providers, as a transport.
type catalogue struct{ pages []string }

func newCatalogue(n int) catalogue {
	var c catalogue
	for p := range n {
		var items []string
		for i := range wire.SizeMax {
			id := fmt.Sprintf("employer_%06d", p*wire.SizeMax+i)
			items = append(items, fmt.Sprintf(`{"id":%q,"name":"Employer %s","longName":"Employer %s Incorporated",`+
				`"logoUrl":"https://cdn.smileapi.io/image/provider-logo/v1/%s.png","type":"EMPLOYER","typeLabel":"Employer",`+
				`"subType":"ISIC-H","subTypeLabel":"Transportation and storage","active":true,"enabled":true,"mfa":false,`+
				`"accountConnection":false,"supported":["IDENTITIES","EMPLOYMENTS","INCOMES","DOCUMENTS"],"monitorSupported":false}`,
				id, id, id, id))
		}
		next := fmt.Sprintf(`"%d"`, p+1)
		if p == n-1 {
			next = "null"
		}
		c.pages = append(c.pages, fmt.Sprintf(`{"code":"OK","message":"Success","requestId":"r","data":{"items":[%s],"nextCursor":%s}}`,
			strings.Join(items, ","), next))
	}
	return c
}

func (c catalogue) RoundTrip(r *http.Request) (*http.Response, error) {
	var n int
	_, _ = fmt.Sscanf(r.URL.Query().Get("cursor"), "%d", &n)
	return canned{http.StatusOK, "application/json", c.pages[n]}.RoundTrip(r)
}

// BenchmarkCatalogue reads 667 pages of 150 providers, and reports what the
// 100,050 providers hold on to.
func BenchmarkCatalogue(b *testing.B) {
	c, err := api.New(api.Config{
		BaseURL: "http://sandbox.example/v1", Key: testKey, Secret: testSecret,
		HTTP: &http.Client{Transport: newCatalogue(667)},
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var held uint64
	for b.Loop() {
		before := heap()
		all := make([]wire.Provider, 0, 667*wire.SizeMax)
		for page, err := range c.ProviderPages(b.Context(), api.ListOptions{}) {
			if err != nil {
				b.Fatal(err)
			}
			all = append(all, page.Items...)
		}
		held = heap() - before
		runtime.KeepAlive(all)
	}
	b.ReportMetric(float64(held)/(667*wire.SizeMax), "held-B/provider")
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
