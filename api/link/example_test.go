package link_test

import (
	"context"
	"fmt"
	"log"

	"winkterm/api"
	"winkterm/api/link"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// A user links an account: the tenant's server makes the link token, the user's
// side spends it for a session, logs in, answers the challenge and polls the
// account until it is connected.
func Example() {
	ctx := context.Background()
	host, err := sandbox.Listen(ctx, sandbox.Config{})
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = host.Close(ctx) }()

	tenant, err := api.New(api.Config{BaseURL: host.OpenAPI(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey})
	if err != nil {
		log.Fatal(err)
	}
	created, err := tenant.CreateUser(ctx, wire.UserRequest{})
	if err != nil {
		log.Fatal(err)
	}

	user, err := link.New(link.Config{BaseURL: host.Link()})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := user.OpenSession(ctx, created.Token.AccessToken, wire.WidgetOptions{}); err != nil {
		log.Fatal(err)
	}
	account, err := user.CreateAccount(ctx, wire.LoginRequest{
		ProviderID: "sss_ph", Option: "ssNumber",
		Credentials: map[string]wire.Secret{"ssNumber": "3300000008", "password": "123456"},
	})
	for err == nil && account.ConnectionStatus != wire.StatusConnected {
		fmt.Println(account.ConnectionStatus)
		if account.ConnectionStatus == wire.StatusAwaitingMFA {
			_, err = user.AnswerMFA(ctx, account.ID, wire.MFAAnswer{Code: "1234"})
		}
		if err == nil {
			account, err = user.Account(ctx, account.ID)
		}
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(account.ConnectionStatus)
	// Output:
	// PENDING
	// AWAITING_MFA
	// CONNECTED
}
