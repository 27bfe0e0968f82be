package lookup

import (
	"context"
	"fmt"
	"slices"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/assets"
)

// Host is what is asked of a host; *api.Client answers it. All of it are GETs.
type Host interface {
	User(ctx context.Context, id string) (wire.User, error)
	Account(ctx context.Context, id string) (wire.Account, error)
	Archive(ctx context.Context, id string) (wire.Archive, error)
	Provider(ctx context.Context, id string) (wire.Provider, error)
	AccountsPage(ctx context.Context, o api.ListOptions) (wire.Page[wire.Account], error)
	ArchivesPage(ctx context.Context, o api.ListOptions) (wire.Page[wire.Archive], error)
	TasksPage(ctx context.Context, o api.ListOptions) (wire.Page[wire.Task], error)
	DataPage(ctx context.Context, kind wire.Datapoint, o api.ListOptions) (wire.Page[wire.Origin], error)
}

// Config says how a host is asked.
type Config struct {
	Host Host
	// Name is the host's authority.
	Name string
	// Wait is called before each call, to keep a rate; its error ends the asking.
	Wait func(context.Context) error
}

// countPages is how many pages of a kind of data are counted.
const countPages = 4

// Ask asks the host for all that it knows of an id. The error is that of the first call,
// an *api.Error of KindMissing where the host does not know the id; what fails after it
// stands in NotRead.
func Ask(ctx context.Context, c Config, kind Kind, id string) (Found, error) {
	q := question{Config: c, ctx: ctx, found: Found{SchemaVersion: SchemaVersion, Kind: kind, ID: id, Host: c.Name}}
	if err := c.Wait(ctx); err != nil {
		return q.found, err
	}
	if err := q.first(); err != nil {
		return q.found, err
	}
	q.rest()
	return q.found, nil
}

// question is an Ask while it is answered.
type question struct {
	Config
	ctx   context.Context //nolint:containedctx // it lasts as long as the call of Ask
	found Found
	// kinds are those of the data that there may be.
	kinds []wire.Datapoint
}

// first asks for what the id belongs to.
func (q *question) first() error {
	switch q.found.Kind {
	case Account:
		a, err := q.Host.Account(q.ctx, q.found.ID)
		if err == nil {
			q.account(a)
		}
		return err
	case Archive:
		a, err := q.Host.Archive(q.ctx, q.found.ID)
		if err == nil {
			q.archive(a)
		}
		return err
	case User:
		u, err := q.Host.User(q.ctx, q.found.ID)
		if err == nil {
			q.found.UserID, q.found.CreatedAt, q.kinds = q.found.ID, u.CreatedAt, kinds()
		}
		return err
	}
	return fmt.Errorf("nothing is known of the kind %q", q.found.Kind)
}

func (q *question) account(a wire.Account) {
	f := &q.found
	f.UserID, f.CreatedAt, f.UpdatedAt = a.UserID, a.CreatedAt, a.Connection.UpdatedAt
	f.Status, f.ErrorCode, f.ErrorMessage = string(a.ConnectionStatus), string(a.ErrorCode()), a.ErrorMessage()
	f.Monitor, f.Provider = &a.Monitor, &Provider{ID: a.ProviderID}
	f.Explanation = explained(assets.ExplainsAccount, f.ErrorCode)
}

func (q *question) archive(a wire.Archive) {
	f := &q.found
	f.UserID, f.CreatedAt, f.UpdatedAt = a.UserID, a.CreatedAt, a.State.UpdatedAt
	f.Status, f.ErrorCode, f.FileType, f.Files = string(a.State.Status), string(a.ErrorCode()), a.Type, len(a.RawFiles)
	if a.State.ErrorMessage != nil {
		f.ErrorMessage = *a.State.ErrorMessage
	}
	f.Explanation = explained(assets.ExplainsArchive, f.ErrorCode)
	if a.State.Status == wire.ArchiveUnsupported {
		f.Explanation = explained(assets.ExplainsArchive, string(a.State.Status))
	}
}

func explained(kind assets.ExplanationKind, code string) *assets.Explanation {
	for _, e := range assets.ExplainAll(code) {
		if e.Kind == kind {
			return &e
		}
	}
	return nil
}

// rest asks for everything around it.
func (q *question) rest() {
	if q.found.Provider != nil {
		q.try("provider", q.provider)
	}
	q.try("tasks", q.tasks)
	for _, kind := range q.kinds {
		q.try(string(kind), func() error { return q.count(kind) })
	}
	q.try("accounts", q.accounts)
	q.try("archives", q.archives)
}

// try asks once more, and notes what could not be read. Once the time is up nothing more
// is asked.
func (q *question) try(what string, ask func() error) {
	err := q.ctx.Err()
	if err == nil {
		err = q.Wait(q.ctx)
	}
	if err == nil {
		err = ask()
	}
	if err != nil {
		q.found.NotRead = append(q.found.NotRead, NotRead{what, err.Error()})
	}
}

func (q *question) provider() error {
	p, err := q.Host.Provider(q.ctx, q.found.Provider.ID)
	if err != nil {
		return err
	}
	q.found.Provider.Name, q.found.Provider.Type, q.found.Provider.all = p.Name, p.Type, p
	return nil
}

// tasks are those of the source, or of the user, newest first; what they read are the
// kinds of data that there may be.
func (q *question) tasks() error {
	o := api.ListOptions{Size: wire.SizeMax, SourceID: q.found.ID}
	if q.found.Kind == User {
		o.SourceID, o.UserID = "", q.found.ID
	}
	p, err := q.Host.TasksPage(q.ctx, o)
	if err != nil {
		return err
	}
	for _, t := range p.Items {
		q.found.Tasks = append(q.found.Tasks, Task{t.ID, t.Type, t.Status, t.StartedAt, t.FinishedAt, t.Datapoints})
		for _, kind := range t.Datapoints {
			if q.found.Kind != User && !slices.Contains(q.kinds, kind) {
				q.kinds = append(q.kinds, kind)
			}
		}
	}
	q.cutShort("tasks", p.NextCursor)
	return nil
}

// count counts the items of a kind, page by page.
func (q *question) count(kind wire.Datapoint) error {
	o := api.ListOptions{Size: wire.SizeMax, SourceID: q.found.ID}
	if q.found.Kind == User {
		o.SourceID, o.UserID = "", q.found.ID
	}
	counted := Data{Kind: kind}
	for range countPages {
		p, err := q.Host.DataPage(q.ctx, kind, o)
		if err != nil {
			return err
		}
		counted.Count += len(p.Items)
		o.Cursor, counted.More = p.NextCursor, p.NextCursor != ""
		if !counted.More {
			break
		}
		if err := q.Wait(q.ctx); err != nil {
			return err
		}
	}
	if counted.Count > 0 {
		q.found.Data = append(q.found.Data, counted)
	}
	return nil
}

// accounts are the user's others, newest first.
func (q *question) accounts() error {
	p, err := q.Host.AccountsPage(q.ctx, api.ListOptions{Size: wire.SizeMax, UserID: q.found.UserID})
	if err != nil {
		return err
	}
	for _, a := range p.Items {
		if a.ID != q.found.ID {
			q.found.Accounts = append(q.found.Accounts, Source{
				ID: a.ID, ProviderID: a.ProviderID, Status: string(a.ConnectionStatus), ErrorCode: string(a.ErrorCode()), CreatedAt: a.CreatedAt,
			})
		}
	}
	q.cutShort("accounts", p.NextCursor)
	return nil
}

func (q *question) archives() error {
	p, err := q.Host.ArchivesPage(q.ctx, api.ListOptions{Size: wire.SizeMax, UserID: q.found.UserID})
	if err != nil {
		return err
	}
	for _, a := range p.Items {
		if a.ID != q.found.ID {
			q.found.Archives = append(q.found.Archives, Source{
				ID: a.ID, FileType: a.Type, Status: string(a.State.Status), ErrorCode: string(a.ErrorCode()), CreatedAt: a.CreatedAt,
			})
		}
	}
	q.cutShort("archives", p.NextCursor)
	return nil
}

// cutShort notes that a list goes on behind its first page.
func (q *question) cutShort(what, cursor string) {
	if cursor != "" {
		q.found.NotRead = append(q.found.NotRead, NotRead{"more " + what, fmt.Sprintf("only the newest %d are read", wire.SizeMax)})
	}
}

// kinds are all kinds of data, in the order in which they are shown.
func kinds() []wire.Datapoint {
	return []wire.Datapoint{
		wire.DataIdentities, wire.DataEmployments, wire.DataIncomes, wire.DataEIncomes, wire.DataContributions, wire.DataDocuments,
		wire.DataTransactions, wire.DataRatings, wire.DataLiabilities, wire.DataInsights, wire.DataLink,
	}
}
