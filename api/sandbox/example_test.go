package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// A test of your own serves a sandbox, points what it tests at it, and plays the
// user: a link token is spent, George logs in, and the Open API shows his account.
// A sandbox of the zero Config has no waits.
func ExampleNew() {
	smile := httptest.NewServer(sandbox.New(sandbox.Config{Key: "key", Secret: "secret"}).Handler())
	defer smile.Close()

	var made wire.UserCreated
	call("POST", smile.URL+"/v1/users", "", `{}`, &made)
	var session wire.Session
	call("POST", smile.URL+"/link/v1/sessions", made.Token.AccessToken.Reveal(), `{}`, &session)
	var account wire.LinkAccount
	call("POST", smile.URL+"/link/v1/accounts", session.SessionKey.Reveal(), `{
		"providerId": "philhealth_ph", "option": "username",
		"credentials": {"username": "George", "password": "123456"}
	}`, &account)
	fmt.Println(account.ConnectionStatus)

	call("GET", smile.URL+"/v1/accounts/"+account.ID, "", "", &account)
	fmt.Println(account.ProviderID, account.ConnectionStatus)
	// Output:
	// PENDING
	// philhealth_ph CONNECTED
}

// call shows a bearer token, or the key and secret when there is none, and reads
// the data of the answer.
func call(method, url, bearer, body string, data any) {
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.SetBasicAuth("key", "secret")
	if bearer != "" {
		req.Header.Set("Authorization", "Bearer "+bearer)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was read
	if err := json.NewDecoder(resp.Body).Decode(&wire.Envelope[any]{Data: data}); err != nil {
		panic(err)
	}
}
