package driver_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"winkterm/flow"
)

// TestConsentIsInTheHostsWords at a host with the Link contract and without it: there the
// templates are asked for once, and a host that does not answer them keeps nobody from
// linking.
func TestConsentIsInTheHostsWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		browser bool
		status  int
		want    string
		calls   int
	}{
		"in the session":      {want: "You agree to all of it.", calls: 0},
		"of the Open API":     {browser: true, want: "You agree to all of it.", calls: 1},
		"which does not know": {browser: true, status: http.StatusForbidden, calls: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls := 0
			w := set(t, plan{browser: c.browser, door: func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
					if r.Method == http.MethodGet && r.URL.Path == "/v1/consentTemplates" {
						if calls++; c.status != 0 {
							rw.Header().Set("Content-Type", "application/json")
							rw.WriteHeader(c.status)
							_, _ = rw.Write([]byte(`{"code":"UNAUTHORIZED_ACCESS","message":"no","requestId":"r"}`))
							return
						}
					}
					next.ServeHTTP(rw, r)
				})
			}})
			for _, text := range []string{"You agree to some of it.", "You agree to all of it."} {
				r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, w.host.OpenAPI()+"/consentTemplates",
					strings.NewReader(`{"consentType":"Terms","version":"1","consentText":"`+text+`"}`))
				r.Header.Set("Content-Type", "application/json")
				r.SetBasicAuth(testKey, testSecret)
				res, err := http.DefaultClient.Do(r)
				if err != nil || res.Body.Close() != nil || res.StatusCode != http.StatusCreated {
					t.Fatal(res, err)
				}
				w.clock.pass(time.Second)
			}
			w.Apply(flow.Begin{})
			for _, again := range []bool{false, true} {
				if again {
					w.Apply(flow.Close{})
					w.Apply(flow.Begin{})
				}
				s := w.reach(flow.Consent)
				got := ""
				if of := s.Session.Template.Consent; of != nil {
					got = of.Text
				}
				if got != c.want || calls != c.calls {
					t.Errorf("again %v: %q after %d calls", again, got, calls)
				}
			}
		})
	}
}
