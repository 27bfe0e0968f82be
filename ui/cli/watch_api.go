package cli

import (
	"context"
	"errors"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow/follow"
)

// watched is the Open API as a follower calls it.
type watched struct{ *api.Client }

func (w watched) Users(ctx context.Context, size int, cursor string) (wire.Page[wire.User], error) {
	return w.UsersPage(ctx, api.ListOptions{Size: size, Cursor: cursor})
}

func (w watched) Accounts(ctx context.Context, userID, cursor string) (wire.Page[wire.Account], error) {
	return w.AccountsPage(ctx, api.ListOptions{UserID: userID, Size: wire.SizeMax, Cursor: cursor})
}

func (w watched) Archives(ctx context.Context, userID, cursor string) (wire.Page[wire.Archive], error) {
	return w.ArchivesPage(ctx, api.ListOptions{UserID: userID, Size: wire.SizeMax, Cursor: cursor})
}

func (w watched) Tasks(ctx context.Context, userID, cursor string) (wire.Page[wire.Task], error) {
	return w.TasksPage(ctx, api.ListOptions{UserID: userID, Size: wire.SizeMax, Cursor: cursor})
}

// classify says what a failure of the client means to a follower.
func classify(err error) follow.Failure {
	var e *api.Error
	if !errors.As(err, &e) {
		return follow.Failure{}
	}
	v := follow.Failure{Wait: e.RetryAfter}
	switch e.Kind {
	case api.KindKeyRefused, api.KindTokenRefused, api.KindForbidden:
		v.Kind = follow.Refused
	case api.KindMissing, api.KindInvalid, api.KindUnsupported:
		v.Kind = follow.Wrong
	case api.KindRateLimited, api.KindServerDown, api.KindTimeout, api.KindNotEnvelope, api.KindCutOff,
		api.KindUnreachable, api.KindCancelled, api.KindCursorLoop, api.KindFile:
	}
	return v
}
