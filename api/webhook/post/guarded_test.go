package post

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"winkterm/api/webhook"
)

// TestTheAddressThatIsDialled is held against the rule too, whatever the name was.
func TestTheAddressThatIsDialled(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	refused := errors.New("refused")
	c := NewGuarded(func(address string) error {
		if strings.HasPrefix(address, "http://") {
			return nil
		}
		return refused
	}).Within(time.Minute)
	if _, err := c.Send(t.Context(), server.URL, webhook.Post{}); !errors.Is(err, refused) {
		t.Errorf("%v", err)
	}
	if transport, ok := c.http.Transport.(*http.Transport); !ok || transport.Proxy != nil {
		t.Error("a proxy may be used")
	}
}
