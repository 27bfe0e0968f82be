package journal

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"winkterm/api/wire"
)

// Line is a record in a plain line: a page, a status, a callback with its arguments, a
// call with its status, a note. It is empty for what the user wanted and for snapshots.
// What it holds is masked, and may have control characters.
func (r Record) Line() string {
	var words []string
	switch d := r.Data.(type) {
	case Screen:
		words = []string{cmp.Or(d.Event, d.Page), d.ProviderID, d.AccountID, d.FileType, d.ArchiveID}
	case Status:
		words = []string{d.To, d.ErrorCode, d.ID}
	case Callback:
		words = []string{d.Name, string(d.Args)}
		var page wire.UIEvent
		if d.Name == string(wire.OnUIEvent) && json.Unmarshal([]byte(d.Args), &page) == nil {
			words = []string{d.Name, string(page.EventName)} // the rest stands in the page's line
		}
	case HTTP:
		words = []string{r.Kind, strconv.Itoa(d.Status), d.Code, d.Err}
	case Note:
		words = []string{d.Topic, d.Text}
	case Webhook:
		words = []string{d.kind(), d.ErrorCode, d.SubjectID, strings.Join(d.Marks, ", ")}
	case Items:
		words = []string{d.List, strconv.Itoa(d.Count), d.SourceID}
	case Intent, Launch, State, Unknown:
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
