package session

import (
	"encoding/json"
	"reflect"
	"slices"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/redact"
)

// recordIntent records what the user wanted; i is nil for another event.
func (s *Session) recordIntent(i flow.Intent) {
	if i == nil {
		return
	}
	if added, ok := i.(flow.FileAdded); ok && !added.File.Sample { // it may say whose it is
		s.journal.Redactor().Learn(redact.File, added.File.Name)
	}
	s.journal.Append(journal.Intent{Name: reflect.TypeOf(i).Name(), Args: encode(i)})
}

// isProgress says that more of the same answer follows: a list that or user data
// that are being read, an upload that is being sent.
func isProgress(e flow.Event) bool {
	answer, _ := e.(flow.Answer)
	page, list := answer.Reply.(flow.ProvidersArrived)
	_, upload := answer.Reply.(flow.UploadProgress)
	data, read := answer.Reply.(flow.DataArrived)
	return upload || list && !page.Last || read && !data.Last
}

// recordState records a snapshot of the state, from which its screen can be drawn
// again. Progress is left out: a long list has more of it than the journal keeps
// records. While more steps wait, only those that show a page are recorded, for the
// others lasted too short to be seen.
func (s *Session) recordState(done *step) {
	if done.progress || s.config.NoSnapshots {
		return
	}
	shows := slices.ContainsFunc(done.effects, func(e flow.Effect) bool {
		_, ok := e.(flow.ShowPage)
		return ok
	})
	if s.waiting.Load() > 0 && !shows {
		return
	}
	s.snapshots.Record(s.journal, *done.state, s.catalogue)
}

// encode gives a value of the flow as JSON. All of them can be; the flow's tests write
// and read every one.
func encode(v any) journal.JSON {
	text, _ := json.Marshal(v)
	return journal.JSON(text)
}
