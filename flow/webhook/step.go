package webhook

import (
	"slices"
	"strings"

	"winkterm/api/wire"
)

// step is an event in the history of its subject: its type, of a task with the task's type
// behind a slash, for several may run at once.
type step string

const (
	userCreated         step = "USER_CREATED"
	accountCreated      step = "ACCOUNT_CREATED"
	accountConnected    step = "ACCOUNT_CONNECTED"
	accountFailed       step = "ACCOUNT_FAILED"
	archiveStarted      step = "ARCHIVE_STARTED"
	inviteInvited       step = "INVITE_INVITED"
	taskStarted              = "TASK_STARTED/"
	taskFinished             = "TASK_FINISHED/"
	accountUpdated           = step(taskFinished + wire.TaskUpdateAccount)
	accountSyncFinished step = "ACCOUNT_SYNC_TASK_FINISHED"
)

func stepOf(e wire.Event) step {
	if e.Type+"/" == taskStarted || e.Type+"/" == taskFinished {
		return step(e.Type) + "/" + step(e.Data.TaskType)
	}
	return step(e.Type)
}

// event is the type of a step's event.
func (s step) event() wire.WebhookEventType {
	event, _, _ := strings.Cut(string(s), "/")
	return wire.WebhookEventType(event)
}

func (s step) isStartOfTask() bool { return strings.HasPrefix(string(s), taskStarted) }

// ends is the step that this one ends, so that each of the next ones wants one of its own.
func (s step) ends() (step, bool) {
	if task, ok := strings.CutPrefix(string(s), taskFinished); ok {
		return taskStarted + step(task), true
	}
	return accountUpdated, s == accountSyncFinished
}

// isFirst says whether a user, account, archive or invite begins with such an event.
func isFirst(t wire.WebhookEventType) bool {
	return slices.Contains([]step{userCreated, accountCreated, archiveStarted, inviteInvited}, step(t))
}

// precedence are the steps that must come before an event, of each list one of them. The
// order is that of cause: an account begins, its task starts, it is connected or fails, data
// come, the task finishes.
//
// Smile sends no ACCOUNT_CONNECTED where a provider asks for no login; those that the widget
// links ask for one.
func precedence(e wire.Event, h *history) [][]step {
	switch s := stepOf(e); string(s.event()) {
	case "ACCOUNT_CREATED", "ARCHIVE_STARTED", "INVITE_INVITED":
		return [][]step{{userCreated}}
	case "ACCOUNT_CONNECTED", "ACCOUNT_FAILED":
		return [][]step{{accountCreated}}
	case "ACCOUNT_DISCONNECTED":
		if slices.ContainsFunc(h.came, step.isStartOfTask) { // it may be given up on its way
			return [][]step{{accountCreated}}
		}
		return [][]step{{accountCreated}, {accountConnected, accountFailed}}
	case "ARCHIVE_ANALYZED", "ARCHIVE_FAILED", "ARCHIVE_REVOKED":
		return [][]step{{archiveStarted}}
	case "INVITE_LINKED":
		return [][]step{{inviteInvited}}
	case "TASK_STARTED":
		if e.Data.SourceType == wire.SourceArchive {
			return [][]step{{archiveStarted}}
		}
		return [][]step{{accountCreated}}
	case "TASK_FINISHED":
		start, _ := s.ends()
		return [][]step{{start}}
	case "ACCOUNT_SYNC_TASK_FINISHED":
		return [][]step{{accountUpdated}}
	}
	if t := string(e.Type); e.Data.AccountID != "" && (strings.HasSuffix(t, "_ADDED") || strings.HasSuffix(t, "_UPDATED")) {
		return [][]step{{accountCreated}, {accountConnected}}
	}
	return nil
}
