package sandbox

import (
	"encoding/json"
	"fmt"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// dataLife is how long the data of an archive are kept, from its upload.
const dataLife = 60 * 24 * time.Hour

// archive is one upload. Like an account it is moved by nothing but its line.
type archive struct {
	entry
	id, userID, providerID string
	fileType               string // what it is or will be taken for
	classified             bool   // by the analysis, for the upload named none
	line                   []archiveStep
	files                  []wire.RawFile
	finding                finding
	// work is the type of the task that goes with it.
	work wire.TaskType
}

// archiveStep is one status of an archive from a moment on.
type archiveStep struct {
	at     time.Time
	status wire.ArchiveStatus
	code   wire.ArchiveErrorCode // of an ERROR
}

// index gives the step that holds at a moment.
func (a *archive) index(now time.Time) int {
	i := 0
	for i+1 < len(a.line) && !a.line[i+1].at.After(now) {
		i++
	}
	return i
}

func (a *archive) status(now time.Time) wire.ArchiveStatus { return a.line[a.index(now)].status }

// typeAt is the archive's type as of a step: with none named it is any other
// document until the analysis is through.
func (a *archive) typeAt(i int) string {
	if a.classified && i == 0 {
		return otherDocument
	}
	return a.fileType
}

// show gives the archive as of a step of its line. Once its data are gone,
// nothing is told of the files, not even their names.
func (a *archive) show(i int) wire.Archive {
	at := a.line[i]
	out := wire.Archive{
		ID: a.id, CreatedAt: a.createdAt, ProviderID: a.providerID, UserID: a.userID, Type: a.typeAt(i),
		State: wire.ArchiveState{Status: at.status, UpdatedAt: at.at}, RawFiles: []wire.RawFile{},
	}
	if at.code != "" {
		out.State.ErrorCode = new(at.code)
		out.State.ErrorMessage = new(archiveErrorMessage(at.code))
	}
	if at.status == wire.ArchiveRevoked {
		return out
	}
	out.RawFiles = a.files
	if a.classified && i > 0 {
		out.Classification = &wire.ArchiveClassification{FileType: a.fileType}
	}
	if at.status == wire.ArchiveAnalyzed && a.work == wire.TaskAnalyzeArchive {
		out.Extraction = &wire.ArchiveExtraction{FileType: a.fileType, Analysis: analysis(a.finding.sample.Values)}
	}
	return out
}

// read is show for the present.
func (a *archive) read(now time.Time) wire.Archive { return a.show(a.index(now)) }

// analysis is what was read off a sample, as the specification spells it.
func analysis(v assets.PayslipValues) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil { // plain text and numbers
		panic(fmt.Sprintf("sandbox: the values of a sample cannot be written: %v", err))
	}
	return data
}

func (a *archive) origin() wire.ItemMetadata {
	return wire.ItemMetadata{SourceID: a.id, SourceType: wire.SourceArchive, UserID: a.userID, ProviderID: a.providerID}
}

// done says when the analysis was through, and what it found.
func (a *archive) done(now time.Time) (time.Time, []wire.Datapoint, bool) {
	i := a.index(now)
	if i == 0 {
		return time.Time{}, nil, false
	}
	if a.line[1].status != wire.ArchiveAnalyzed || a.work != wire.TaskAnalyzeArchive {
		return a.line[1].at, nil, true
	}
	return a.line[1].at, fileDatapoints(a.fileType), true
}

func archiveErrorMessage(code wire.ArchiveErrorCode) string {
	switch code {
	case wire.ErrMissingMandatoryField:
		return "A mandatory field was not found on the document"
	case wire.ErrInvalidFieldFormat:
		return "A field of the document has an invalid format"
	case wire.ErrArchiveSystemError:
		return "Something went wrong while analysing the document"
	}
	return string(code)
}
