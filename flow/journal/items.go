package journal

import (
	"encoding/json"
	"strings"
)

// LaneData has the user data that were read of accounts and archives.
const LaneData Lane = "data"

// Items is one page of user data of one kind.
type Items struct {
	// List names the kind as the API's list does, such as "incomes".
	List string `json:"list"`
	// UserID and SourceID are whose they are: the account or archive.
	UserID   string `json:"userId,omitempty"`
	SourceID string `json:"sourceId,omitempty"`
	// RequestID is that of the call which brought them.
	RequestID string `json:"requestId,omitempty"`
	Count     int    `json:"count"`
	// Body is the JSON of the items, a list. It may hold less than came (see ItemsMax).
	Body Text  `json:"body,omitempty"`
	Size int64 `json:"size,omitempty"`
}

func (d Items) lane() Lane   { return LaneData }
func (d Items) kind() string { return d.List }

func (d Items) each(p pass) Data {
	treat(p, items, origin{size: d.Size}, &d.Body)
	treat(p, word, origin{}, &d.List)
	treat(p, label, origin{}, &d.UserID, &d.SourceID, &d.RequestID)
	return d
}

// Read gives the items that the record still has, the first ones of the page, and says why
// there are fewer than Count: "cut", "released", or empty.
func (d Items) Read() (list []json.RawMessage, missing string) {
	if d.Body == released {
		return nil, "released"
	}
	in := json.NewDecoder(strings.NewReader(string(d.Body)))
	if start, err := in.Token(); err != nil || start != json.Delim('[') {
		return nil, "cut"
	}
	for in.More() {
		var one json.RawMessage
		if in.Decode(&one) != nil {
			return list, "cut"
		}
		list = append(list, one)
	}
	return list, ""
}
