package follow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"winkterm/api/wire"
)

// pagesMax bounds a list of one user, listsMax one of everybody, in pages.
const (
	pagesMax = 20
	listsMax = 50
)

var (
	errLong = errors.New("which is more than can be watched")
	errLoop = errors.New("the host's list leads back to a page that was read already")
)

// read reads a list to its end, or until take has had enough, most pages at most.
// Each page waits at the limiter.
func read[T any](ctx context.Context, f *Follower, most int, fetch func(cursor string) (wire.Page[T], error), take func([]T) (more bool)) error {
	cursor, seen := "", map[string]bool{}
	for !seen[cursor] {
		if len(seen) == most {
			return fmt.Errorf("a list has more than %d pages, %w", most, errLong)
		}
		seen[cursor] = true
		if err := f.Limiter.Wait(ctx); err != nil {
			return err
		}
		p, err := fetch(cursor)
		if err != nil {
			return err
		}
		f.answered.Store(true)
		if cursor = p.NextCursor; !take(p.Items) || cursor == "" {
			return nil
		}
	}
	return errLoop
}

// items reads a list of a user, or of everybody, into a snapshot, but nothing that is
// older than since: a list has the newest first.
func items[T any](ctx context.Context, f *Follower, s *Snapshot, since time.Time, list func(ctx context.Context, userID, cursor string) (wire.Page[T], error), item func(T) Item) error {
	most := pagesMax
	if s.UserID == "" {
		most = listsMax
	}
	fetch := func(cursor string) (wire.Page[T], error) { return list(ctx, s.UserID, cursor) }
	return read(ctx, f, most, fetch, func(page []T) bool {
		for _, t := range page {
			s.Items = append(s.Items, item(t))
		}
		return len(page) == 0 || !item(page[len(page)-1]).Created.Before(since)
	})
}

// snapshot reads all there is of a user, of everybody for an empty id.
func (f *Follower) snapshot(ctx context.Context, id string, since time.Time) (Snapshot, error) {
	s := Snapshot{UserID: id}
	err := items(ctx, f, &s, since, f.API.Accounts, accountItem)
	if err == nil {
		err = items(ctx, f, &s, since, f.API.Archives, archiveItem)
	}
	if err == nil {
		err = items(ctx, f, &s, since, f.API.Tasks, taskItem)
	}
	s.Seen, s.Items = f.Limiter.Now(), once(s.Items)
	return s, err
}

// check makes sure that a user who was named exists: a list of nobody's accounts
// is empty and would look like a user who never links.
func (f *Follower) check(ctx context.Context, id string) error {
	if err := f.Limiter.Wait(ctx); err != nil {
		return err
	}
	_, err := f.API.User(ctx, id)
	if err == nil {
		f.answered.Store(true)
	}
	return err
}

// newest reads the newest users, each once.
func (f *Follower) newest(ctx context.Context) (users []wire.User, err error) {
	count, seen := 0, map[string]bool{everyone: true}
	err = read(ctx, f, pagesMax, func(cursor string) (wire.Page[wire.User], error) {
		return f.API.Users(ctx, min(f.Newest, wire.SizeMax), cursor)
	}, func(page []wire.User) bool {
		for _, u := range page[:min(len(page), f.Newest-count)] {
			count++
			if !seen[u.ID] {
				seen[u.ID] = true
				users = append(users, u)
			}
		}
		return count < f.Newest
	})
	return users, err
}
