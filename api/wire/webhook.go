package wire

import (
	"slices"
	"time"
)

// Webhook is an address that is told of events.
type Webhook struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	Name      string    `json:"name"`
	URL       string    `json:"url"`
	// Secret is the key of the signature. The specification makes it optional here
	// and its examples have it in every answer.
	Secret         Secret             `json:"secret,omitempty"`
	EventTypes     []WebhookEventType `json:"eventTypes"`
	Active         bool               `json:"active"`
	IncludePayload bool               `json:"includePayload"`
	UpdatedAt      time.Time          `json:"updatedAt"`
}

// WebhookRequest is the body of POST /webhooks, the schema WebhookPostRequest: a name of up to 200 characters,
// an https address of up to 500, a secret of up to 64, and one event type or
// more. All but IncludePayload must be there.
type WebhookRequest struct {
	Name           string             `json:"name"`
	URL            string             `json:"url"`
	Secret         Secret             `json:"secret"`
	EventTypes     []WebhookEventType `json:"eventTypes"`
	Active         *bool              `json:"active"`
	IncludePayload bool               `json:"includePayload,omitempty"`
}

// WebhookEventType is what a webhook can be told of.
type WebhookEventType string

// The event types of the specification.
const (
	EventUserCreated             WebhookEventType = "USER_CREATED"
	EventAccountCreated          WebhookEventType = "ACCOUNT_CREATED"
	EventAccountConnected        WebhookEventType = "ACCOUNT_CONNECTED"
	EventAccountDisconnected     WebhookEventType = "ACCOUNT_DISCONNECTED"
	EventAccountFailed           WebhookEventType = "ACCOUNT_FAILED"
	EventTaskStarted             WebhookEventType = "TASK_STARTED"
	EventTaskFinished            WebhookEventType = "TASK_FINISHED"
	EventAccountSyncTaskFinished WebhookEventType = "ACCOUNT_SYNC_TASK_FINISHED"
	EventArchiveStarted          WebhookEventType = "ARCHIVE_STARTED"
	EventArchiveAnalyzed         WebhookEventType = "ARCHIVE_ANALYZED"
	EventArchiveRevoked          WebhookEventType = "ARCHIVE_REVOKED"
	EventArchiveFailed           WebhookEventType = "ARCHIVE_FAILED"
	EventInviteInvited           WebhookEventType = "INVITE_INVITED"
	EventInviteLinked            WebhookEventType = "INVITE_LINKED"
	EventIdentityAdded           WebhookEventType = "IDENTITY_ADDED"
	EventRatingAdded             WebhookEventType = "RATING_ADDED"
	EventTransactionsAdded       WebhookEventType = "TRANSACTIONS_ADDED"
	EventDocumentsAdded          WebhookEventType = "DOCUMENTS_ADDED"
	EventDocumentsUpdated        WebhookEventType = "DOCUMENTS_UPDATED"
	EventEmploymentsAdded        WebhookEventType = "EMPLOYMENTS_ADDED"
	EventEmploymentsUpdated      WebhookEventType = "EMPLOYMENTS_UPDATED"
	EventIncomesAdded            WebhookEventType = "INCOMES_ADDED"
	EventIncomesUpdated          WebhookEventType = "INCOMES_UPDATED"
	EventContributionsAdded      WebhookEventType = "CONTRIBUTIONS_ADDED"
	EventContributionsUpdated    WebhookEventType = "CONTRIBUTIONS_UPDATED"
	EventEincomesAdded           WebhookEventType = "EINCOMES_ADDED"
	EventEincomesUpdated         WebhookEventType = "EINCOMES_UPDATED"
	EventLiabilitiesAdded        WebhookEventType = "LIABILITIES_ADDED"
	EventLiabilitiesUpdated      WebhookEventType = "LIABILITIES_UPDATED"
	EventInsightAdded            WebhookEventType = "INSIGHT_ADDED"
	EventLinkAdded               WebhookEventType = "LINK_ADDED"
	EventVerificationStarted     WebhookEventType = "VERIFICATION_STARTED"
	EventVerificationCompleted   WebhookEventType = "VERIFICATION_COMPLETED"
	EventRecordCreated           WebhookEventType = "RECORD_CREATED"
	EventRecordCompleted         WebhookEventType = "RECORD_COMPLETED"
	EventUserSessionCompleted    WebhookEventType = "USER_SESSION_COMPLETED"
	EventUserSessionReset        WebhookEventType = "USER_SESSION_RESET"
	// EventAll stands for every event type.
	EventAll WebhookEventType = "ALL_EVENTS"
)

var webhookEventTypes = []WebhookEventType{
	EventUserCreated, EventAccountCreated, EventAccountConnected, EventAccountDisconnected, EventAccountFailed,
	EventTaskStarted, EventTaskFinished, EventAccountSyncTaskFinished,
	EventArchiveStarted, EventArchiveAnalyzed, EventArchiveRevoked, EventArchiveFailed,
	EventInviteInvited, EventInviteLinked, EventIdentityAdded, EventRatingAdded, EventTransactionsAdded,
	EventDocumentsAdded, EventDocumentsUpdated, EventEmploymentsAdded, EventEmploymentsUpdated,
	EventIncomesAdded, EventIncomesUpdated, EventContributionsAdded, EventContributionsUpdated,
	EventEincomesAdded, EventEincomesUpdated, EventLiabilitiesAdded, EventLiabilitiesUpdated,
	EventInsightAdded, EventLinkAdded, EventVerificationStarted, EventVerificationCompleted,
	EventRecordCreated, EventRecordCompleted, EventUserSessionCompleted, EventUserSessionReset, EventAll,
}

// WebhookEventTypes lists the event types in the specification's order.
func WebhookEventTypes() []WebhookEventType { return slices.Clone(webhookEventTypes) }

// Known says whether the event type is one of the specification's.
func (t WebhookEventType) Known() bool { return slices.Contains(webhookEventTypes, t) }
