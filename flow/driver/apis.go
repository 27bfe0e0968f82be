package driver

import (
	"context"
	"encoding/json"
	"iter"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
)

// OpenAPI is what the driver needs of the Open API; *api.Client has it.
type OpenAPI interface {
	CreateUser(context.Context, wire.UserRequest) (wire.UserCreated, error)
	RefreshToken(ctx context.Context, userID string) (wire.Token, error)
	AccountsPage(context.Context, api.ListOptions) (wire.Page[wire.Account], error)
	Account(ctx context.Context, id string) (wire.Account, error)
	DisableMonitor(ctx context.Context, id string) error
	TasksPage(context.Context, api.ListOptions) (wire.Page[wire.Task], error)
	ArchivesPage(context.Context, api.ListOptions) (wire.Page[wire.Archive], error)
	ConsentTemplatePages(context.Context) iter.Seq2[wire.Page[wire.ConsentTemplate], error]
	InviteTemplatePages(context.Context) iter.Seq2[wire.Page[wire.InviteTemplate], error]
	CreateInviteTemplate(context.Context, wire.InviteTemplateRequest) (wire.InviteTemplate, error)
	CreateInvite(context.Context, wire.InviteRequest) (wire.Invite, error)
	Invite(ctx context.Context, id string) (wire.Invite, error)
	InviteLogPages(ctx context.Context, id string) iter.Seq2[wire.Page[wire.InviteLog], error]
	AccountPayload(ctx context.Context, id string) (map[string]json.RawMessage, error)
	RawDataItems(ctx context.Context, list string, o api.ListOptions) iter.Seq2[wire.Page[json.RawMessage], error]
	Host
}

// Link is what the driver needs of the Link contract; *link.Client has it.
type Link interface {
	OpenSession(ctx context.Context, token wire.Secret, o wire.WidgetOptions) (wire.Session, error)
	LoginForm(ctx context.Context, providerID string) (wire.LoginForm, error)
	CreateAccount(context.Context, wire.LoginRequest) (wire.LinkAccount, error)
	Account(ctx context.Context, id string) (wire.LinkAccount, error)
	AnswerMFA(ctx context.Context, id string, answer wire.MFAAnswer) (wire.LinkAccount, error)
	ResendMFA(ctx context.Context, id string) (wire.LinkAccount, error)
	Host
}

// Host is what both APIs have: the provider list, documents, revoking, and a clock.
type Host interface {
	HostAhead() time.Duration
	Provider(ctx context.Context, id string) (wire.Provider, error)
	ProvidersPage(context.Context, api.ListOptions) (wire.Page[wire.Provider], error)
	ProviderPages(context.Context, api.ListOptions) iter.Seq2[wire.Page[wire.Provider], error]
	RevokeAccount(ctx context.Context, id string) error
	FileTypesPage(context.Context, api.ListOptions) (wire.Page[wire.FileType], error)
	CreateArchive(context.Context, api.Upload, api.Progress) (wire.Archive, error)
	Archive(ctx context.Context, id string) (wire.Archive, error)
	RevokeArchive(ctx context.Context, id string) error
}

// host is the Link contract's session, where the host has that, and the tenant's API
// otherwise.
func (d *Driver) host() Host {
	if d.Link != nil {
		return d.Link
	}
	return d.Open
}
