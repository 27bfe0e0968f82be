package api

import (
	"context"
	"iter"

	"winkterm/api/wire"
)

// ListOptions is the query of a list; what is not set is left out. Each list takes
// Size and Cursor, and of the others those that it is named at: anything else is for
// the host to ignore or to refuse.
type ListOptions struct {
	// Size is 1 to 150 items a page; 0 leaves it to the API (10) for one page
	// and is 150 for an iterator.
	Size   int    `url:"size,omitempty"`
	Cursor string `url:"cursor,omitempty"`
	// UserID is for accounts, archives, tasks and user data.
	UserID string `url:"userId,omitempty"`
	// StartDate and EndDate bound the day of creation, as YYYY-MM-DD: of users,
	// accounts, archives and tasks.
	StartDate string `url:"startDate,omitempty"`
	EndDate   string `url:"endDate,omitempty"`
	// SourceID, the id of an account or archive, is for tasks and user data.
	SourceID string `url:"sourceId,omitempty"`
	// FileType is for archives.
	FileType string `url:"fileType,omitempty"`
	// Type is for providers (a wire.ProviderType), and for file types (PAYSLIP, say).
	// Active and Enabled filter both by that field; nil does not.
	Type    string `url:"type,omitempty"`
	Active  *bool  `url:"active,omitempty"`
	Enabled *bool  `url:"enabled,omitempty"`
	// OCR filters file types by that field; nil does not.
	OCR *bool `url:"ocr,omitempty"`
	// AccountConnection, SubType and Name filter providers by that field.
	AccountConnection *bool  `url:"accountConnection,omitempty"`
	SubType           string `url:"subType,omitempty"`
	Name              string `url:"name,omitempty"`
	// IDs shows these providers alone, matched exactly, and TopIDs puts these first,
	// at most 10.
	IDs    []string `url:"ids,comma,omitempty"`
	TopIDs []string `url:"topIds,comma,omitempty"`
}

// UsersPage is one page of the users (operation list-users).
func (c *Client) UsersPage(ctx context.Context, o ListOptions) (wire.Page[wire.User], error) {
	return page[wire.User](ctx, c.transport, queryOf(o), "users")
}

// AccountsPage is one page of the accounts (operation list-accounts).
func (c *Client) AccountsPage(ctx context.Context, o ListOptions) (wire.Page[wire.Account], error) {
	return page[wire.Account](ctx, c.transport, queryOf(o), "accounts")
}

// ArchivesPage is one page of the archives (operation list-archives).
func (c *Client) ArchivesPage(ctx context.Context, o ListOptions) (wire.Page[wire.Archive], error) {
	return page[wire.Archive](ctx, c.transport, queryOf(o), "archives")
}

// TasksPage is one page of the tasks (operation list-tasks).
func (c *Client) TasksPage(ctx context.Context, o ListOptions) (wire.Page[wire.Task], error) {
	return page[wire.Task](ctx, c.transport, queryOf(o), "tasks")
}

// ProvidersPage is one page of the providers (operation list-providers).
func (s Shared) ProvidersPage(ctx context.Context, o ListOptions) (wire.Page[wire.Provider], error) {
	return page[wire.Provider](ctx, s.transport(), queryOf(o), "providers")
}

// ProviderPages goes through the pages of the providers (operation
// list-providers). The options are copied at once. It ends with the first error.
func (s Shared) ProviderPages(ctx context.Context, o ListOptions) iter.Seq2[wire.Page[wire.Provider], error] {
	return pages[wire.Provider](ctx, s.transport(), o, "providers")
}

// FileTypesPage is one page of what may be uploaded (operation list-file-types).
func (s Shared) FileTypesPage(ctx context.Context, o ListOptions) (wire.Page[wire.FileType], error) {
	return page[wire.FileType](ctx, s.transport(), queryOf(o), "fileTypes")
}
