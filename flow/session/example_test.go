package session_test

import (
	"context"
	"fmt"

	"winkterm/flow"
	"winkterm/flow/session"
)

// Link an account at the sandbox in the binary, without a screen.
func Example() {
	ctx := context.Background()
	s, err := session.Open(ctx, session.Config{})
	if err != nil {
		panic(err)
	}
	defer func() { _ = s.Close() }()
	_ = s.Do(flow.Begin{})
	_, _ = s.Wait(ctx, session.On(flow.Consent))
	_ = s.Do(flow.ConsentGiven{})
	provider, _ := s.Provider(ctx, "sss_ph")
	_ = s.Do(flow.ProviderChosen{Provider: provider})
	_, _ = s.Wait(ctx, session.On(flow.Login))
	george, _ := s.Fill("George")
	_ = s.Do(george)
	_ = s.Do(flow.Submitted{})
	_, _ = s.Wait(ctx, session.On(flow.MFA))
	code, _ := s.Fill("George")
	_ = s.Do(code)
	_ = s.Do(flow.Submitted{})
	state, _ := s.Wait(ctx, session.On(flow.ConnectSuccess))
	fmt.Println(state.Linking.Current().ConnectionStatus)
	// Output: CONNECTED
}
