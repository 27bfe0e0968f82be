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
	UserID, ProviderID string
	FileType           string // what it is or will be taken for
	Classified         bool   // by the analysis, for the upload named none
	Line               []archiveStep
	Files              []wire.RawFile
	// Sample is the name of the sample payslip whose values were found, empty for
	// anything else.
	Sample string
	// Work is the type of the task that goes with it.
	Work wire.TaskType
}

// over is when what was uploaded is deleted.
func (a *archive) over() time.Time { return a.CreatedAt.Add(dataLife) }

func (a *archive) owners() []string { return []string{a.UserID} }

// archiveStep is one status of an archive from a moment on.
type archiveStep struct {
	At     time.Time
	Status wire.ArchiveStatus
	Code   wire.ArchiveErrorCode // of an ERROR
}

// index gives the step that holds at a moment.
func (a *archive) index(now time.Time) int {
	i := 0
	for i+1 < len(a.Line) && !a.Line[i+1].At.After(now) {
		i++
	}
	return i
}

func (a *archive) status(now time.Time) wire.ArchiveStatus { return a.Line[a.index(now)].Status }

// typeAt is the archive's type as of a step: with none named it is any other
// document until the analysis is through.
func (a *archive) typeAt(i int) string {
	if a.Classified && i == 0 {
		return otherDocument
	}
	return a.FileType
}

// show gives the archive as of a step of its line. Once its data are gone,
// nothing is told of the files, not even their names.
func (a *archive) show(i int) wire.Archive {
	at := a.Line[i]
	out := wire.Archive{
		ID: a.ID, CreatedAt: a.CreatedAt, ProviderID: a.ProviderID, UserID: a.UserID, Type: a.typeAt(i),
		State: wire.ArchiveState{Status: at.Status, UpdatedAt: at.At}, RawFiles: []wire.RawFile{},
	}
	if at.Code != "" {
		out.State.ErrorCode = new(at.Code)
		out.State.ErrorMessage = new(archiveErrorMessage(at.Code))
	}
	if at.Status == wire.ArchiveRevoked {
		return out
	}
	out.RawFiles = a.Files
	if a.Classified && i > 0 {
		out.Classification = &wire.ArchiveClassification{FileType: a.FileType}
	}
	if sample, ok := a.extracted(i); ok {
		out.Extraction = &wire.ArchiveExtraction{FileType: a.FileType, Analysis: analysis(sample.Values)}
	}
	return out
}

// extracted gives the sample whose values were found, as of a step.
func (a *archive) extracted(i int) (assets.Payslip, bool) {
	if a.Line[i].Status != wire.ArchiveAnalyzed || a.Work != wire.TaskAnalyzeArchive {
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
	return wire.ItemMetadata{SourceID: a.ID, SourceType: wire.SourceArchive, UserID: a.UserID, ProviderID: a.ProviderID}
}

// done says when the analysis was through, and what it found.
func (a *archive) done(now time.Time) (time.Time, []wire.Datapoint, bool) {
	i := a.index(now)
	if i == 0 {
		return time.Time{}, nil, false
	}
	if _, ok := a.extracted(1); !ok {
		return a.Line[1].At, nil, true
	}
	return a.Line[1].At, fileDatapoints(a.FileType), true
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
