package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"winkterm/api/wire"
	"winkterm/assets"
)

func TestMain(m *testing.M) {
	if file := os.Getenv(childData); file != "" {
		os.Exit(serveUntilKilled(file))
	}
	goleak.VerifyTestMain(m)
}

func running(t *testing.T, cfg Config) *Running {
	t.Helper()
	r, err := Listen(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		for range 2 { // once more changes nothing
			if err := r.Close(ctx); err != nil {
				t.Error(err)
			}
		}
	})
	return r
}

// fetch calls over the network and reads the data of the envelope.
func fetch[T any](method, url, auth string, body any) (data T, err error) {
	var sent io.Reader = http.NoBody
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return data, err
		}
		sent = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, url, sent)
	if err != nil {
		return data, err
	}
	req.Header.Set("Authorization", auth)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return data, err
	}
	defer func() { _ = resp.Body.Close() }()
	var e wire.Envelope[T]
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil || resp.StatusCode >= 300 {
		return data, fmt.Errorf("%s %s: %d %s %s: %w", method, url, resp.StatusCode, e.Code, e.Message, err)
	}
	return e.Data, nil
}

func TestListenOnAPortOfTheSystem(t *testing.T) {
	t.Parallel()
	r := running(t, Config{})
	for _, base := range []string{r.OpenAPI(), r.Link(), r.Control()} {
		if !strings.HasPrefix(base, "http://127.0.0.1:") {
			t.Errorf("base %q", base)
		}
	}
	p, err := fetch[wire.Page[wire.Provider]]("GET", r.OpenAPI()+"/providers", goodKey, nil)
	if err != nil || len(p.Items) != 10 {
		t.Errorf("%d providers, %v", len(p.Items), err)
	}
	if sum, err := fetch[wire.SandboxState]("GET", r.Control(), "", nil); err != nil || sum.Now.IsZero() {
		t.Errorf("state %+v, %v", sum, err)
	}
	_, err = Listen(t.Context(), Config{Addr: strings.TrimSuffix(strings.TrimPrefix(r.OpenAPI(), "http://"), "/v1")})
	if err == nil || !strings.Contains(err.Error(), "try another address") {
		t.Errorf("a taken address: %v", err)
	}
}

// walk links one account from the user to CONNECTED and revokes it.
func walk(r *Running, n int) error {
	made, err := fetch[wire.UserCreated]("POST", r.OpenAPI()+"/users", goodKey, nil)
	if err != nil {
		return err
	}
	s, err := fetch[wire.Session]("POST", r.Link()+"/sessions", "Bearer "+made.Token.AccessToken.Reveal(),
		wire.SessionRequest{Options: wire.WidgetOptions{EnableUpload: true}})
	if err != nil {
		return err
	}
	auth := "Bearer " + s.SessionKey.Reveal()
	a, err := fetch[wire.LinkAccount]("POST", r.Link()+"/accounts", auth, wire.LoginRequest{
		ProviderID: "sss_ph", Option: "ssNumber",
		Credentials: map[string]wire.Secret{"ssNumber": wire.Secret(fmt.Sprintf("3300000008+%d", n)), "password": "123456"},
	})
	if err != nil {
		return err
	}
	path := r.Link() + "/accounts/" + a.ID
	if _, err := fetch[wire.LinkAccount]("POST", path+"/mfa", auth, wire.MFAAnswer{Code: "1234"}); err != nil {
		return err
	}
	a, err = fetch[wire.LinkAccount]("GET", path, auth, nil)
	if err != nil || a.ConnectionStatus != wire.StatusConnected || a.UserID != made.User.ID {
		return fmt.Errorf("account %+v: %w", a, err)
	}
	if err := walkUpload(r, auth); err != nil {
		return err
	}
	for _, list := range []string{"/accounts", "/archives", "/fileTypes", "/tasks", "/users", "/providers?name=o"} {
		if _, err := fetch[wire.Page[map[string]any]]("GET", r.OpenAPI()+list, goodKey, nil); err != nil {
			return err
		}
	}
	_, err = fetch[any]("DELETE", path, auth, nil)
	return err
}

// walkUpload brings one document from the upload to its values and revokes it.
func walkUpload(r *Running, auth string) error {
	p := assets.Payslips()[0]
	a, err := fetch[wire.Archive]("POST", r.Link()+"/archives", auth, of("PAYSLIP", object(p.Name, wire.FormatPDF, "PAYSLIP", string(p.Content()))))
	if err != nil {
		return err
	}
	path := r.Link() + "/archives/" + a.ID
	a, err = fetch[wire.Archive]("GET", path, auth, nil)
	if err != nil || a.State.Status != wire.ArchiveAnalyzed || a.Extracted() == nil {
		return fmt.Errorf("archive %+v: %w", a, err)
	}
	if _, err := fetch[wire.Page[wire.Archive]]("GET", r.OpenAPI()+"/archives?fileType=PAYSLIP&userId="+a.UserID, goodKey, nil); err != nil {
		return err
	}
	_, err = fetch[any]("DELETE", path, auth, nil)
	return err
}

func TestManyClientsAtOnce(t *testing.T) {
	t.Parallel()
	r := running(t, Config{Providers: 1000})
	var clients sync.WaitGroup
	for n := range 64 {
		clients.Go(func() {
			for range 2 {
				if err := walk(r, n); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 20 {
		if _, err := fetch[wire.SandboxState]("POST", r.Control()+"/clock", "", wire.SandboxAdvance{Advance: "1s"}); err != nil {
			t.Error(err)
		}
		armed, err := fetch[wire.FaultDone]("POST", r.Control()+"/faults", "", wire.Fault{Name: "http.503", When: wire.FaultWhen{ProviderID: "grab"}})
		if err != nil {
			t.Error(err)
		}
		if _, err := fetch[any]("DELETE", r.Control()+"/faults/"+armed.Fault.ID, "", nil); err != nil {
			t.Error(err)
		}
	}
	clients.Wait()
	sum, err := fetch[wire.SandboxState]("GET", r.Control(), "", nil)
	if err != nil || sum.Users != 128 || sum.Accounts[wire.StatusDisconnected] != 128 || sum.Archives[wire.ArchiveRevoked] != 128 || sum.Tasks != 0 {
		t.Errorf("state %+v, %v", sum, err)
	}
}

func BenchmarkReady(b *testing.B) {
	for b.Loop() {
		r, err := Listen(context.Background(), Config{})
		if err != nil {
			b.Fatal(err)
		}
		if err := r.Close(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func TestARefusedUploadIsHeardOverTheNetwork(t *testing.T) {
	t.Parallel()
	r := running(t, Config{})
	for _, c := range []struct {
		auth, kind string
		size       int
		status     int
	}{
		{goodKey, "application/json", wire.FileLimit + 1, 400},
		{goodKey, "text/plain", wire.FileLimit, 415},
		{"", "application/json", wire.FileLimit, 401},
		{goodKey, "application/json", wire.FileLimit, 200},
	} {
		req, err := http.NewRequest("POST", r.OpenAPI()+"/archives", large(t, c.size))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", c.auth)
		req.Header.Set("Content-Type", c.kind)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Errorf("%+v: %v", c, err)
			continue
		}
		var e wire.Envelope[wire.Archive]
		if err := json.NewDecoder(resp.Body).Decode(&e); err != nil || resp.StatusCode != c.status || e.RequestID == "" {
			t.Errorf("%+v: %d %+v %v", c, resp.StatusCode, e, err)
		}
		_ = resp.Body.Close()
	}
}

// TestTheAddressesArePrintedAsOthersUseThem: what is listened on everywhere has no
// address of its own.
func TestTheAddressesArePrintedAsOthersUseThem(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]bool{"127.0.0.1:0": false, "0.0.0.0:0": true, "[::]:0": true} {
		plain, keyed := running(t, Config{Addr: addr}), running(t, Config{Addr: addr, ControlKey: "a-key-of-the-control"})
		if plain.all != want || strings.Contains(plain.OpenAPI(), "0.0.0.0") || strings.Contains(plain.OpenAPI(), "[::]") {
			t.Errorf("%s is said to be %s", addr, plain.OpenAPI())
		}
		if _, err := fetch[wire.SandboxState]("GET", plain.Control(), "", nil); err != nil {
			t.Errorf("%s: %v", plain.Control(), err)
		}
		if _, err := fetch[wire.SandboxState]("GET", keyed.Control(), "Bearer a-key-of-the-control", nil); err != nil {
			t.Errorf("%s: %v", keyed.Control(), err)
		}
		if _, err := fetch[any]("GET", keyed.OpenAPI()+"/fileTypes", goodKey, nil); err != nil {
			t.Errorf("%s: %v", keyed.OpenAPI(), err)
		}
	}
}
