package screen

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// newAccountRevoke shows an account, and lets the user revoke it or stop its sync.
func newAccountRevoke(env *Env) *revoking {
	return newRevoking(env, thing{
		noun: "account", idName: "account id", deleted: "its data", gone: "Its data are gone.",
		id: func(s flow.State) string { return s.Linking.AccountID },
		facts: func(w *writer, s flow.State) {
			a := s.Linking.Current()
			w.title("Account at " + a.ProviderID)
			w.notice(s.Notice)
			w.accountFacts(a)
			w.created(a.CreatedAt)
			w.syncFacts(s)
		},
		revoked: func(s flow.State) bool { return s.Linking.Current().ConnectionStatus == wire.StatusDisconnected },
		more: func(s flow.State) []item {
			if !s.Linking.CanStopSync() {
				return nil
			}
			return []item{{label: "Stop the data sync", letter: "m", out: want(flow.SyncStopWanted{})}}
		},
	})
}
