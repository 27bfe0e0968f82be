package repro

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"winkterm/api/wire"
)

// ErrNoPayload says that a text is no payload of a callback or webhook.
var ErrNoPayload = errors.New("that is no payload: paste the JSON of a callback such as onAccountError, of a webhook event, or of an account or archive")

// payload is what callbacks, webhook events and answers of the API have in common: each
// has some of these, here or inside of one of the objects.
type payload struct {
	// Callback, Name, Type and EventName are where the name of what it is can stand.
	Callback, Name, Type, EventName string

	ID, AccountID, ArchiveID, SourceID string
	ProviderID, FileType               string
	Status, Connection, ErrorCode      string
	// uploads says that there are some.
	uploads bool
}

// callbackName finds the name of a callback in front of its JSON.
var callbackName = regexp.MustCompile(`\bon[A-Z][A-Za-z]{2,30}\b`)

// FromPayload reads a case from what an integrator pastes: the data of a callback, with
// its name in front or without, a webhook event, or an account or archive of the API.
// It fails with ErrNoPayload, and with ErrNoEnd where no status can be told.
func FromPayload(pasted []byte) (Case, error) {
	start, end := bytes.IndexByte(pasted, '{'), bytes.LastIndexByte(pasted, '}')
	if start < 0 || end < start {
		return Case{}, ErrNoPayload
	}
	var p payload
	if err := p.read(pasted[start:end+1], 0); err != nil {
		return Case{}, fmt.Errorf("%w (%w)", ErrNoPayload, err)
	}
	if p.Callback == "" {
		p.Callback = callbackName.FindString(string(pasted[:start]))
	}
	c := p.found()
	if c.Ends.Status == "" {
		return c, ErrNoEnd
	}
	return c, nil
}

// deepest is how many objects deep a payload is read.
const deepest = 4

// read takes what stands in an object and in the objects inside; what is further out
// counts, but for a webhook's own id.
func (p *payload) read(object []byte, depth int) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(object, &raw); err != nil {
		return err
	}
	for key, field := range map[string]*string{
		"name": &p.Name, "callback": &p.Callback, "event": &p.Callback, "type": &p.Type, "eventName": &p.EventName,
		"id": &p.ID, "accountId": &p.AccountID, "archiveId": &p.ArchiveID, "sourceId": &p.SourceID, "providerId": &p.ProviderID,
		"fileType": &p.FileType, "status": &p.Status, "connectionStatus": &p.Connection, "errorCode": &p.ErrorCode,
	} {
		var value string
		if *field == "" && json.Unmarshal(raw[key], &value) == nil {
			*field = value
		}
	}
	p.uploads = p.uploads || raw["uploads"] != nil
	for _, key := range []string{"data", "args", "account", "archive", "connection", "state"} {
		if depth < deepest && bytes.HasPrefix(bytes.TrimSpace(raw[key]), []byte("{")) {
			if err := p.read(raw[key], depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// named are the ends that the names of callbacks, events and pages stand for.
var named = map[string]End{
	string(wire.OnAccountCreated): {Status: string(wire.StatusPending)}, "ACCOUNT_CREATED": {Status: string(wire.StatusPending)},
	string(wire.OnAccountConnected): {Status: string(wire.StatusConnected)}, "ACCOUNT_CONNECTED": {Status: string(wire.StatusConnected)},
	string(wire.ConnectSuccessPageOpened): {Status: string(wire.StatusConnected)},
	string(wire.OnAccountError):           {Status: string(wire.StatusError)}, "ACCOUNT_FAILED": {Status: string(wire.StatusError)},
	string(wire.OnAccountRemoved): {Status: string(wire.StatusDisconnected)}, "ACCOUNT_DISCONNECTED": {Status: string(wire.StatusDisconnected)},
	string(wire.MfaPageOpened): {Status: string(wire.StatusAwaitingMFA)},
}

var namedArchive = map[string]End{
	string(wire.OnUploadsCreated): {Status: string(wire.ArchiveStarted)}, "ARCHIVE_STARTED": {Status: string(wire.ArchiveStarted)},
	"ARCHIVE_ANALYZED": {Status: string(wire.ArchiveAnalyzed)}, string(wire.ArchiveSuccessPageOpened): {Status: string(wire.ArchiveAnalyzed)},
	string(wire.OnUploadsRemoved): {Status: string(wire.ArchiveRevoked)}, "ARCHIVE_REVOKED": {Status: string(wire.ArchiveRevoked)},
	"ARCHIVE_FAILED": {Status: string(wire.ArchiveError)},
}

// found makes a case of what was read.
func (p *payload) found() (c Case) {
	for _, name := range []string{p.Callback, p.Name, p.Type, p.EventName} {
		if end, known := named[name]; known {
			c.Ends = end
		}
		if end, known := namedArchive[name]; known {
			c.Ends, c.Archive = end, true
		}
	}
	c.Archive = c.Archive || p.AccountID == "" && (p.ArchiveID != "" || p.uploads || strings.HasPrefix(p.ID, "u-"))
	c.ID, c.FileType, c.Provider.ID = p.AccountID, p.FileType, p.ProviderID
	if c.Archive {
		c.ID, c.Provider.ID = p.ArchiveID, ""
	}
	for _, id := range []string{p.SourceID, p.ID} {
		if c.ID == "" {
			c.ID = id
		}
	}
	c.status(p)
	return c
}

// status is what the payload itself says, else what its name stands for, else what the
// fields of an account's callback come to.
func (c *Case) status(p *payload) {
	for _, s := range []string{p.Connection, p.Status} {
		if s != "" && (c.Ends.Status == "" || known(s)) {
			c.Ends.Status = s
			break
		}
	}
	if p.ErrorCode != "" {
		c.Ends.ErrorCode = p.ErrorCode
		if c.Ends.Status == "" {
			c.Ends.Status = string(wire.StatusError)
		}
	}
	if c.Ends.Status == "" && p.AccountID != "" && p.ProviderID != "" {
		c.Ends.Status = string(wire.StatusConnected)
	}
}

// known says that a text is a status of an account or archive.
func known(status string) bool {
	for _, list := range [][]string{accountStatuses, archiveStatuses} {
		for _, s := range list {
			if s == status {
				return true
			}
		}
	}
	return false
}
