package document

import (
	"encoding/json"
	"fmt"
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/wire"
	"winkterm/assets"
)

// Archive is one upload. Like an account it is moved by nothing but its history.
type Archive struct {
	state.Entry
	UserID, ProviderID string
	FileType           string // what it is or will be taken for
	Classified         bool   // by the analysis, for the upload named none
	History            []step
	Files              []wire.RawFile
	// Sample is the name of the sample payslip whose values were found, empty for
	// anything else.
	Sample string
	// Work is the type of the task that goes with it.
	Work wire.TaskType

	noted int        // steps of the history that have become events
	next  event.Next // when the next does
}

// over is when what was uploaded is deleted.
func (a *Archive) over() time.Time { return a.CreatedAt.Add(task.DataLife) }

// Owners are the user.
func (a *Archive) Owners() []string { return []string{a.UserID} }

// step is one status from a moment on.
type step struct {
	At     time.Time
	Status wire.ArchiveStatus
	Code   wire.ArchiveErrorCode // of an ERROR
}

// index returns the step that holds at a moment.
func (a *Archive) index(now time.Time) int {
	i := 0
	for i+1 < len(a.History) && !a.History[i+1].At.After(now) {
		i++
	}
	return i
}

// Status is that of a moment.
func (a *Archive) Status(now time.Time) wire.ArchiveStatus { return a.History[a.index(now)].Status }

// typeAt is the archive's type as of a step: with none named it is any other
// document until the analysis is through.
func (a *Archive) typeAt(i int) string {
	if a.Classified && i == 0 {
		return otherDocument
	}
	return a.FileType
}

// show returns the archive as of a step of its history. Once its data are gone,
// nothing is said of the files, not even their names.
func (a *Archive) show(i int) wire.Archive {
	at := a.History[i]
	out := wire.Archive{
		ID: a.ID, CreatedAt: a.CreatedAt, ProviderID: a.ProviderID, UserID: a.UserID, Type: a.typeAt(i),
		State: wire.ArchiveState{Status: at.Status, UpdatedAt: at.At}, RawFiles: []wire.RawFile{},
	}
	if at.Code != "" {
		out.State.ErrorCode = new(at.Code)
		out.State.ErrorMessage = new(errorMessages[at.Code])
	}
	if at.Status == wire.ArchiveRevoked {
		return out
	}
	out.RawFiles = a.Files
	if a.Classified && i > 0 {
		out.Classification = &wire.ArchiveClassification{FileType: a.FileType}
	}
	if sample, ok := a.extracted(i); ok {
		out.Analysis = analysis(sample.Values)
		out.Extraction = &wire.ArchiveExtraction{FileType: a.FileType, Analysis: out.Analysis}
	}
	return out
}

// extracted returns the sample whose values were found, as of a step.
func (a *Archive) extracted(i int) (assets.Payslip, bool) {
	if a.History[i].Status != wire.ArchiveAnalyzed || a.Work != wire.TaskAnalyzeArchive {
		return assets.Payslip{}, false
	}
	for _, p := range assets.Payslips() {
		if p.Name == a.Sample {
			return p, true
		}
	}
	return assets.Payslip{}, false
}

// read is show for the present.
func (a *Archive) read(now time.Time) wire.Archive { return a.show(a.index(now)) }

// analysis is what was read off a sample, as the specification spells it.
func analysis(v wire.PayslipValues) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil { // plain text and numbers
		panic(fmt.Sprintf("sandbox: the values of a sample cannot be written: %v", err))
	}
	return data
}

// Origin says where data of the archive come from.
func (a *Archive) Origin() wire.ItemMetadata {
	return wire.ItemMetadata{SourceID: a.ID, SourceType: wire.SourceArchive, UserID: a.UserID, ProviderID: a.ProviderID}
}

// Done says when the analysis was through, and what it found.
func (a *Archive) Done(now time.Time) (time.Time, []wire.Datapoint, bool) {
	i := a.index(now)
	if i == 0 {
		return time.Time{}, nil, false
	}
	if _, ok := a.extracted(1); !ok {
		return a.History[1].At, nil, true
	}
	return a.History[1].At, fileDatapoints(a.FileType), true
}

// errorMessages are the texts beside the error codes.
var errorMessages = map[wire.ArchiveErrorCode]string{
	wire.ErrMissingMandatoryField: "A mandatory field was not found on the document",
	wire.ErrInvalidFieldFormat:    "A field of the document has an invalid format",
	wire.ErrArchiveSystemError:    "Something went wrong while analysing the document",
}

// Fill sets what user data are made from, and says whether there are any: values
// were found, and the archive is not revoked.
func (a *Archive) Fill(out *data.Source, now time.Time) bool {
	i := a.index(now)
	sample, ok := a.extracted(i)
	if ok {
		out.FileType, out.Payslip, out.Since = a.FileType, &sample.Values, a.History[i].At
		out.Provider.Supported = fileDatapoints(a.FileType)
	}
	return ok
}

// AnalysedAfter says whether an archive of a user was analysed after a moment, and
// not revoked since.
func (s *Archives) AnalysedAfter(tx *state.Tx, userID string, since time.Time) bool {
	for _, a := range s.Rows.Owned(tx, userID) {
		if at := a.History[a.index(tx.Now)]; at.Status == wire.ArchiveAnalyzed && at.At.After(since) {
			return true
		}
	}
	return false
}

// End brings an archive to an end now, that of a fault of this name.
func (s *Archives) End(tx *state.Tx, a *Archive, name wire.FaultName) {
	if name == fault.ArchiveRevoked {
		s.revoke(tx, a)
		return
	}
	_, code := fault.Split(name)
	over := a.History[len(a.History)-1]
	a.History = append(a.History[:a.index(tx.Now)+1], endOf(tx.Now, code), over)
	s.Rows.Changed(tx, a)
}
