package lookup

import (
	"cmp"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/repro"
)

// SchemaVersion is that of Found as JSON. Fields are added without a new version; none is
// renamed or given another meaning.
const SchemaVersion = 1

// Found is what is known of an id. What is empty is left out.
type Found struct {
	SchemaVersion int    `json:"schemaVersion"`
	Kind          Kind   `json:"kind"`
	ID            string `json:"id"`
	// Host is the authority of the host that answered, empty where none did.
	Host   string `json:"host,omitempty"`
	UserID string `json:"userId,omitempty"`
	// Status of an account or archive, with the error code and the host's own text.
	Status       string    `json:"status,omitempty"`
	ErrorCode    string    `json:"errorCode,omitempty"`
	ErrorMessage string    `json:"errorMessage,omitempty"`
	CreatedAt    time.Time `json:"createdAt,omitzero"`
	UpdatedAt    time.Time `json:"updatedAt,omitzero"`
	// Explanation is of the error code, or of the status UNSUPPORTED.
	Explanation *assets.Explanation `json:"explanation,omitempty"`
	Provider    *Provider           `json:"provider,omitempty"`
	Monitor     *wire.Monitor       `json:"monitor,omitempty"`
	// FileType and Files are an archive's.
	FileType string `json:"fileType,omitempty"`
	Files    int    `json:"files,omitempty"`
	Tasks    []Task `json:"tasks,omitempty"`
	Data     []Data `json:"data,omitempty"`
	// Accounts and Archives are the user's others; of a user they are all.
	Accounts []Source `json:"accounts,omitempty"`
	Archives []Source `json:"archives,omitempty"`
	// NotRead says what could not be read of all that, and why.
	NotRead []NotRead `json:"notRead,omitempty"`
	// Repro is the code of the shortest path at the sandbox to the same end, empty where
	// there is none.
	Repro string `json:"repro,omitempty"`
	// Sessions are the recorded sessions in which the id stands, newest first.
	Sessions []Session `json:"sessions,omitempty"`
}

// Provider is what an account is at.
type Provider struct {
	ID   string            `json:"id"`
	Name string            `json:"name,omitempty"`
	Type wire.ProviderType `json:"type,omitempty"`

	all wire.Provider
}

// Task is a task without where it belongs, which is known.
type Task struct {
	ID         string           `json:"id"`
	Type       wire.TaskType    `json:"type"`
	Status     wire.TaskStatus  `json:"status"`
	StartedAt  time.Time        `json:"startedAt"`
	FinishedAt *time.Time       `json:"finishedAt,omitempty"`
	Datapoints []wire.Datapoint `json:"datapoints,omitempty"`
}

// Data counts the items of a kind; More says that there are more than were counted.
type Data struct {
	Kind  wire.Datapoint `json:"kind"`
	Count int            `json:"count"`
	More  bool           `json:"more,omitempty"`
}

// Source is an account or archive in a list.
type Source struct {
	ID string `json:"id"`
	// ProviderID is an account's, FileType an archive's.
	ProviderID string    `json:"providerId,omitempty"`
	FileType   string    `json:"fileType,omitempty"`
	Status     string    `json:"status"`
	ErrorCode  string    `json:"errorCode,omitempty"`
	CreatedAt  time.Time `json:"createdAt"`
}

// NotRead is something that could not be read.
type NotRead struct {
	What string `json:"what"`
	Why  string `json:"why"`
}

// Session is a recorded session in which an id stands.
type Session struct {
	// Name is that of the recording, as commands take it.
	Name    string    `json:"name"`
	Started time.Time `json:"started"`
	Host    string    `json:"host,omitempty"`
	// Status and ErrorCode are the last ones in it, empty where none are.
	Status     string `json:"status,omitempty"`
	ErrorCode  string `json:"errorCode,omitempty"`
	ProviderID string `json:"providerId,omitempty"`
}

// Recall takes over what the newest recorded session knows, where no host has answered.
func (f *Found) Recall() {
	for _, s := range f.Sessions {
		if s.Status == "" {
			continue
		}
		f.Status, f.ErrorCode = s.Status, s.ErrorCode
		kind := assets.ExplainsAccount
		if f.Kind == Archive {
			kind = assets.ExplainsArchive
		}
		f.Explanation = explained(kind, cmp.Or(s.ErrorCode, s.Status))
		if s.ProviderID != "" {
			f.Provider = &Provider{ID: s.ProviderID}
		}
		return
	}
}

// Case is what is to be brought about again, of an account or archive that a host has
// answered about; false for anything else.
func (f Found) Case() (repro.Case, bool) {
	c := repro.Case{
		Archive: f.Kind == Archive, ID: f.ID, FileType: f.FileType,
		Ends: repro.End{Status: f.Status, ErrorCode: f.ErrorCode}, Now: f.CreatedAt,
	}
	if f.Provider != nil {
		c.Provider = f.Provider.all
		c.Provider.ID = f.Provider.ID
	}
	// What was read, or is read regularly, was connected before it failed.
	c.Connected = len(f.Data) > 0 || f.Monitor != nil && f.Monitor.Status != wire.MonitorUnsupported
	return c, f.Status != "" && f.Kind != User
}
