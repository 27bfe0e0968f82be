package wire

import "time"

// Task is a piece of work that Smile does for an account or archive.
type Task struct {
	ID         string       `json:"id"`
	Type       TaskType     `json:"type"`
	StartedAt  time.Time    `json:"startedAt"`
	FinishedAt *time.Time   `json:"finishedAt,omitempty"`
	Status     TaskStatus   `json:"status"`
	Datapoints []Datapoint  `json:"datapoints,omitempty"`
	Metadata   ItemMetadata `json:"metadata"`
}

// TaskType is what a task does.
type TaskType string

// The task types of the specification.
const (
	TaskLinkAccount     TaskType = "LINK_ACCOUNT"
	TaskUpdateAccount   TaskType = "UPDATE_ACCOUNT"
	TaskAnalyzeArchive  TaskType = "ANALYZE_ARCHIVE"
	TaskClassifyArchive TaskType = "CLASSIFY_ARCHIVE"
)

// TaskStatus is how far a task is.
type TaskStatus string

// The task statuses of the specification.
const (
	TaskStarted  TaskStatus = "Started"
	TaskFinished TaskStatus = "Finished"
)

// ItemMetadata says where a piece of data comes from, the schema
// ObjectReferenceMetadata.
type ItemMetadata struct {
	CreatedAt     time.Time  `json:"createdAt"`
	ItemCreatedAt time.Time  `json:"itemCreatedAt"`
	SourceID      string     `json:"sourceId"`
	SourceType    SourceType `json:"sourceType"`
	UserID        string     `json:"userId"`
	ProviderID    string     `json:"providerId"`
}

// SourceType is the kind of thing that data was read from.
type SourceType string

// The source types; the specification has UPLOAD and SOCIAL_SECURITY too.
const (
	SourceAccount SourceType = "ACCOUNT"
	SourceArchive SourceType = "ARCHIVE"
)
