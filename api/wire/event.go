package wire

import "time"

// Event is the body of a webhook's delivery, the schema WebhookCommonEvent with its data.
type Event struct {
	ID        string           `json:"id"`
	Version   int              `json:"version"` // 1
	Type      WebhookEventType `json:"type"`
	CreatedAt time.Time        `json:"createdAt"`
	Data      EventData        `json:"data"`
}

// EventData is what an event says, as the schema TaskFinishedEventData and the data of the
// others; which fields there are depends on the type.
type EventData struct {
	UserID string `json:"userId,omitempty"`

	AccountID    string   `json:"accountId,omitempty"`
	ArchiveID    string   `json:"archiveId,omitempty"`
	InviteID     string   `json:"inviteId,omitempty"`
	LoginName    *string  `json:"loginName,omitempty"` // what the user typed: personal
	ErrorCode    string   `json:"errorCode,omitempty"`
	ErrorMessage string   `json:"errorMessage,omitempty"`
	Providers    []string `json:"providers,omitempty"`

	// Of a task.
	SourceID      string        `json:"sourceId,omitempty"`
	SourceType    SourceType    `json:"sourceType,omitempty"`
	TaskType      TaskType      `json:"taskType,omitempty"`
	Status        string        `json:"status,omitempty"` // TaskSucceeded or TaskFailed
	MonitorStatus MonitorStatus `json:"monitorStatus,omitempty"`
	Datapoints    []Datapoint   `json:"datapoints,omitzero"`

	// Of data that were added or updated: how many, or which one.
	Count       *int      `json:"count,omitempty"`
	ID          string    `json:"id,omitempty"`
	IdentityID  string    `json:"identityId,omitempty"`
	RatingID    string    `json:"ratingId,omitempty"`
	UpdatedIDs  []string  `json:"updatedIds,omitzero"`
	UpdatedFrom time.Time `json:"updatedFrom,omitzero"`
	UpdatedTo   time.Time `json:"updatedTo,omitzero"`
	UpdatedAt   time.Time `json:"updatedAt,omitzero"`

	// Of a verification, and of a record.
	VerificationID string `json:"verificationId,omitempty"`
	RecordID       string `json:"recordId,omitempty"`
	RecordType     string `json:"recordType,omitempty"` // SOCIAL_SECURITY
	ResultCode     string `json:"resultCode,omitempty"`
	Result         any    `json:"result,omitempty"` // a VerificationResult

	Session *UserSession `json:"session,omitempty"`
	// Payload is an AllDatapointPayload of a task, a UserPayload of a session.
	Payload any `json:"payload,omitempty"`
}

// The statuses of a task in its event.
const (
	TaskSucceeded = "SUCCEEDED"
	TaskFailed    = "FAILED"
)
