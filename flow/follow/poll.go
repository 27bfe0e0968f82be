package follow

import (
	"context"
	"fmt"

	"winkterm/api/wire"
)

// pagesMax bounds a list of one user, in pages.
const pagesMax = 20

// pages reads a list to its end, or until take has had enough. Each page waits at
// the limiter.
func pages[T any](ctx context.Context, f *Follower, fetch func(cursor string) (wire.Page[T], error), take func(T) (more bool)) error {
	cursor := ""
	for range pagesMax {
		if err := f.Limiter.Wait(ctx); err != nil {
			return err
		}
		p, err := fetch(cursor)
		if err != nil {
			return err
		}
		f.answered.Store(true)
		for _, item := range p.Items {
			if !take(item) {
				return nil
			}
		}
		if cursor = p.NextCursor; cursor == "" {
			return nil
		}
	}
	return fmt.Errorf("a list has more than %d pages, which is more than can be watched", pagesMax)
}

// items reads a list of a user into a snapshot.
func items[T any](ctx context.Context, f *Follower, s *Snapshot, list func(ctx context.Context, userID, cursor string) (wire.Page[T], error), item func(T) Item) error {
	return pages(ctx, f, func(cursor string) (wire.Page[T], error) { return list(ctx, s.UserID, cursor) }, func(t T) bool {
		s.Items = append(s.Items, item(t))
		return true
	})
}

// user reads all there is of a user.
func (f *Follower) user(ctx context.Context, id string) (Snapshot, error) {
	s := Snapshot{UserID: id}
	err := items(ctx, f, &s, f.API.Accounts, accountItem)
	if err == nil {
		err = items(ctx, f, &s, f.API.Archives, archiveItem)
	}
	if err == nil {
		err = items(ctx, f, &s, f.API.Tasks, taskItem)
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

// newest reads the ids of the newest users.
func (f *Follower) newest(ctx context.Context) (ids []string, err error) {
	read, seen := 0, map[string]bool{everyone: true}
	err = pages(ctx, f, func(cursor string) (wire.Page[wire.User], error) {
		return f.API.Users(ctx, min(f.Newest, wire.SizeMax), cursor)
	}, func(u wire.User) bool {
		if !seen[u.ID] {
			seen[u.ID] = true
			ids = append(ids, u.ID)
		}
		read++
		return read < f.Newest
	})
	return ids, err
}
