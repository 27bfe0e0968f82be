package follow

import (
	"context"
	"fmt"

	"winkterm/api/wire"
)

// pagesMax bounds a list of one user, in pages.
const pagesMax = 20

// pages reads a list to its end, or until it has so many items; 0 is all. Each
// page waits for its turn.
func pages[T any](ctx context.Context, f *Follower, most int, fetch func(cursor string) (wire.Page[T], error)) ([]T, error) {
	var all []T
	cursor := ""
	for range pagesMax {
		if err := f.Limiter.Wait(ctx); err != nil {
			return nil, err
		}
		p, err := fetch(cursor)
		if err != nil {
			return nil, err
		}
		f.answered.Store(true)
		all = append(all, p.Items...)
		if most > 0 && len(all) >= most {
			return all[:most], nil
		}
		if cursor = p.NextCursor; cursor == "" {
			return all, nil
		}
	}
	return nil, fmt.Errorf("a list has more than %d pages, which is more than can be watched", pagesMax)
}

// look reads all there is of a user.
func (f *Follower) look(ctx context.Context, id string) (Snapshot, error) {
	accounts, err := pages(ctx, f, 0, func(cursor string) (wire.Page[wire.Account], error) {
		return f.API.Accounts(ctx, id, cursor)
	})
	if err != nil {
		return Snapshot{}, err
	}
	archives, err := pages(ctx, f, 0, func(cursor string) (wire.Page[wire.Archive], error) {
		return f.API.Archives(ctx, id, cursor)
	})
	if err != nil {
		return Snapshot{}, err
	}
	tasks, err := pages(ctx, f, 0, func(cursor string) (wire.Page[wire.Task], error) {
		return f.API.Tasks(ctx, id, cursor)
	})
	if err != nil {
		return Snapshot{}, err
	}
	return newSnapshot(id, f.Limiter.Now(), accounts, archives, tasks), nil
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

// list reads the ids of the newest users.
func (f *Follower) list(ctx context.Context) ([]string, error) {
	users, err := pages(ctx, f, f.Newest, func(cursor string) (wire.Page[wire.User], error) {
		return f.API.Users(ctx, min(f.Newest, wire.SizeMax), cursor)
	})
	if err != nil {
		return nil, err
	}
	var ids []string
	seen := map[string]bool{everyone: true}
	for _, u := range users {
		if !seen[u.ID] {
			seen[u.ID] = true
			ids = append(ids, u.ID)
		}
	}
	return ids, nil
}
