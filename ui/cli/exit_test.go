package cli

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"winkterm/api"
	"winkterm/flow/recording"
)

func TestExitCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		code int
	}{
		{nil, ExitOK},
		{errors.New("anything"), ExitFailed},
		{usageError{errors.New("x")}, ExitUsage},
		{fmt.Errorf("wrapped: %w", &api.Error{Kind: api.KindKeyRefused}), ExitRefused},
		{&api.Error{Kind: api.KindForbidden}, ExitRefused},
		{&api.Error{Kind: api.KindUnreachable}, ExitNetwork},
		{&api.Error{Kind: api.KindServerDown}, ExitNetwork},
		{&api.Error{Kind: api.KindTimeout}, ExitTimedOut},
		{&api.Error{Kind: api.KindMissing}, ExitFailed},
		{fmt.Errorf("wrapped: %w", context.DeadlineExceeded), ExitTimedOut},
		{fmt.Errorf("x: %w", recording.ErrNotPlain), ExitUsage},
	} {
		if got := exitCode(c.err); got != c.code {
			t.Errorf("%v: exit %d, want %d", c.err, got, c.code)
		}
	}
}
