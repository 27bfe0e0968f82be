package api_test

import (
	"context"
	"fmt"
	"log"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// A tenant's first calls: a user with a link token, and the providers that the
// user can choose from.
func ExampleClient() {
	ctx := context.Background()
	host, err := sandbox.Listen(ctx, sandbox.Config{})
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = host.Close(ctx) }()
	client, err := api.New(api.Config{BaseURL: host.OpenAPI(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey})
	if err != nil {
		log.Fatal(err)
	}

	created, err := client.CreateUser(ctx, wire.UserRequest{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("a user with a token of mode", created.Token.Mode)

	for page, err := range client.ProviderPages(ctx, api.ListOptions{IDs: []string{"sss_ph", "grab"}}) {
		if err != nil {
			log.Fatal(err)
		}
		for _, provider := range page.Items {
			fmt.Println(provider.ID, "is", provider.LongName)
		}
	}
	// Output:
	// a user with a token of mode SANDBOX
	// sss_ph is SSS - Republic of the Philippines Social Security System
	// grab is Grab Holdings Inc
}

// Every error of a call has a kind, which says what to do next.
func ExampleKindOf() {
	ctx := context.Background()
	host, err := sandbox.Listen(ctx, sandbox.Config{})
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = host.Close(ctx) }()
	client, err := api.New(api.Config{BaseURL: host.OpenAPI(), BaseURLName: "OPEN_API_HOST", Key: "wrong", Secret: "wrong"})
	if err != nil {
		log.Fatal(err)
	}

	_, err = client.AccountsPage(ctx, api.ListOptions{UserID: "tenant-1", Size: wire.SizeMax})
	if kind, ok := api.KindOf(err); ok && kind == api.KindKeyRefused {
		fmt.Println(kind)
	}
	// Output:
	// the API key is refused
}
