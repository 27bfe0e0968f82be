package follow

import (
	"slices"
	"time"

	"winkterm/api/wire"
)

// Subject is the kind of thing that has a status.
type Subject string

// The subjects.
const (
	Account Subject = "account"
	Archive Subject = "archive"
	Task    Subject = "task"
)

// Item is an account, an archive or a task as one poll found it.
type Item struct {
	Subject    Subject
	ID, UserID string
	// ProviderID is the provider's id; of an archive "user-provided" or
	// "tenant-provided".
	ProviderID string
	// Type is the type of a task or the file type of an archive, SourceID the
	// account or archive that a task works on; empty where there is none.
	Type, SourceID string
	// Status is spelt as the API has it; ErrorCode is empty where there is none.
	Status, ErrorCode string
	// At is the API's own time of the status, Created of the item; zero where it
	// has none.
	At, Created time.Time
	// Points is how many kinds of data a task has saved.
	Points int
}

// Key tells items apart.
type Key struct {
	Subject Subject
	ID      string
}

// Key is the item's.
func (i Item) Key() Key { return Key{i.Subject, i.ID} }

// Open says whether the item is on its way to another status.
func (i Item) Open() bool {
	switch i.Subject {
	case Account:
		return i.Status == string(wire.StatusPending) || i.Status == string(wire.StatusAwaitingMFA)
	case Archive:
		return i.Status == string(wire.ArchiveStarted)
	case Task:
		return i.Status == string(wire.TaskStarted)
	}
	return false
}

// Snapshot is what one poll of a user found, each item once: accounts, archives,
// tasks, each in the order of the host's list, which is the newest first.
type Snapshot struct {
	UserID string
	// Seen is the moment of the poll.
	Seen  time.Time
	Items []Item
}

// Open says whether anything of the user is on its way to another status.
func (s Snapshot) Open() bool { return slices.ContainsFunc(s.Items, Item.Open) }

// once gives each item once: a list may give one twice when it grows between two
// pages. The first one counts.
func once(items []Item) []Item {
	known := map[Key]bool{}
	return slices.DeleteFunc(items, func(i Item) bool {
		twice := known[i.Key()]
		known[i.Key()] = true
		return twice
	})
}

func accountItem(a wire.Account) Item {
	return Item{
		Subject: Account, ID: a.ID, UserID: a.UserID, ProviderID: a.ProviderID, Status: string(a.ConnectionStatus),
		ErrorCode: string(a.ErrorCode()), At: a.Connection.UpdatedAt, Created: a.CreatedAt,
	}
}

func archiveItem(a wire.Archive) Item {
	return Item{
		Subject: Archive, ID: a.ID, UserID: a.UserID, ProviderID: a.ProviderID, Type: a.Type, Status: string(a.State.Status),
		ErrorCode: string(a.ErrorCode()), At: a.State.UpdatedAt, Created: a.CreatedAt,
	}
}

func taskItem(t wire.Task) Item {
	i := Item{
		Subject: Task, ID: t.ID, UserID: t.Metadata.UserID, ProviderID: t.Metadata.ProviderID, Type: string(t.Type), SourceID: t.Metadata.SourceID,
		Status: string(t.Status), At: t.StartedAt, Created: t.StartedAt, Points: len(t.Datapoints),
	}
	if t.FinishedAt != nil {
		i.At = *t.FinishedAt
	}
	return i
}
