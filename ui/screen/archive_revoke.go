package screen

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// newArchiveRevoke shows an upload, and lets the user revoke it.
func newArchiveRevoke(env *Env) *revoking {
	return newRevoking(env, thing{
		noun: "upload", idName: "archive id", deleted: "its files and values", gone: "Its files and values are gone.",
		id: func(s flow.State) string { return s.Documents.ArchiveID },
		facts: func(w *writer, s flow.State) {
			a := s.Documents.Current()
			w.title("Upload of " + typeLabel(s, a.Type))
			w.notice(s.Notice)
			w.archiveFacts(s, a)
			w.created(a.CreatedAt)
		},
		revoked: func(s flow.State) bool { return s.Documents.Current().State.Status == wire.ArchiveRevoked },
		more:    func(flow.State) []item { return nil },
	})
}
