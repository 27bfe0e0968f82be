package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow/lookup"
	"winkterm/flow/redact"
	"winkterm/flow/userdata"
)

// itemsMost is how many items of a kind are read.
const itemsMost = 10_000

// dataReader reads the data of an account, archive or user.
type dataReader struct {
	*tenantHost
	kind  lookup.Kind
	id    string
	kinds []userdata.Kind

	// status is where the source stands, tasks are the newest ones.
	status, code string
	tasks        []wire.Task
	read         []kindRead
	notRead      []string
}

// kindRead is what was read of a kind; more says that the host has further items.
type kindRead struct {
	userdata.Kind
	items []userdata.Item
	more  bool
}

// first asks whether the source is there, where it stands, and for its tasks.
func (r *dataReader) first(ctx context.Context) error {
	if err := r.limiter.Wait(ctx); err != nil {
		return err
	}
	switch r.kind {
	case lookup.Account:
		a, err := r.Account(ctx, r.id)
		if err != nil {
			return err
		}
		r.status, r.code = string(a.ConnectionStatus), string(a.ErrorCode())
	case lookup.Archive:
		a, err := r.Archive(ctx, r.id)
		if err != nil {
			return err
		}
		r.status, r.code = string(a.State.Status), string(a.ErrorCode())
	case lookup.User:
		if _, err := r.User(ctx, r.id); err != nil {
			return err
		}
	}
	if err := r.limiter.Wait(ctx); err != nil {
		return err
	}
	page, err := r.TasksPage(ctx, r.options())
	r.tasks = page.Items
	return err
}

func (r *dataReader) options() api.ListOptions {
	if r.kind == lookup.User {
		return api.ListOptions{UserID: r.id}
	}
	return api.ListOptions{SourceID: r.id}
}

// all reads the kinds. One of several that this host does not have, or not for this key,
// keeps it from no other; anything else ends it.
func (r *dataReader) all(ctx context.Context) error {
	for _, k := range r.kinds {
		err := r.one(ctx, k)
		kind, answered := api.KindOf(err)
		switch without := answered && (kind == api.KindMissing || kind == api.KindUnsupported || kind == api.KindForbidden); {
		case err == nil:
		case without && len(r.kinds) > 1:
			r.notRead = append(r.notRead, fmt.Sprintf("%s were not read: %v", k, err))
		default:
			return fmt.Errorf("%s: %w", k, err)
		}
	}
	return nil
}

func (r *dataReader) one(ctx context.Context, k userdata.Kind) error {
	got := kindRead{Kind: k}
	defer func() { r.read = append(r.read, got) }()
	if err := r.limiter.Wait(ctx); err != nil {
		return err
	}
	for page, err := range r.RawDataItems(ctx, string(k), r.options()) {
		if err != nil {
			return err
		}
		got.items = append(got.items, page.Items...)
		got.more = page.NextCursor != ""
		if !got.more || len(got.items) >= itemsMost {
			break
		}
		if err := r.limiter.Wait(ctx); err != nil {
			return err
		}
	}
	return nil
}

// mask masks all that was read, as the journal does.
func (r *dataReader) mask() (err error) {
	redactor, masked := redact.New(), make([]kindRead, len(r.read))
	redactor.Record(func() { // a name may stand in an item before it is known
		for i, k := range r.read {
			text, _ := json.Marshal(k.items) // they came as JSON
			masked[i] = kindRead{Kind: k.Kind, more: k.more}
			err = errors.Join(err, json.Unmarshal([]byte(redactor.Text(string(text))), &masked[i].items))
		}
	})
	r.read = masked
	return err
}
