package wire

import (
	"encoding/json"
	"time"
)

// ArchiveStatus is where an archive stands.
type ArchiveStatus string

// The archive statuses of the specification.
const (
	ArchiveStarted     ArchiveStatus = "STARTED"
	ArchiveAnalyzed    ArchiveStatus = "ANALYZED"
	ArchiveUnsupported ArchiveStatus = "UNSUPPORTED"
	ArchiveError       ArchiveStatus = "ERROR"
	ArchiveRevoked     ArchiveStatus = "REVOKED"
)

// ArchiveErrorCode says why an archive ended in ERROR.
type ArchiveErrorCode string

// The error codes of an archive. The specification also lists the misspelt
// MISSING_MANDATARY_FIELD.
const (
	ErrMissingMandatoryField ArchiveErrorCode = "MISSING_MANDATORY_FIELD"
	ErrInvalidFieldFormat    ArchiveErrorCode = "INVALID_FIELD_FORMAT"
	ErrArchiveSystemError    ArchiveErrorCode = "SYSTEM_ERROR"
)

// The providers of an archive: uploaded in the widget, or by API.
const (
	UserProvided   = "user-provided"
	TenantProvided = "tenant-provided"
)

// FileLimit is how large one uploaded file may be, in bytes: 15 MB.
const FileLimit = 15 << 20

// Archive is one or more files that were uploaded together.
type Archive struct {
	ID             string                 `json:"id"`
	CreatedAt      time.Time              `json:"createdAt"`
	ProviderID     string                 `json:"providerId"`
	UserID         string                 `json:"userId"`
	Type           string                 `json:"type"`
	State          ArchiveState           `json:"state"`
	RawFiles       []RawFile              `json:"rawFiles"`
	Classification *ArchiveClassification `json:"classification,omitempty"`
	Extraction     *ArchiveExtraction     `json:"extraction,omitempty"`
	// Analysis is the deprecated place of what Extraction holds; the examples of
	// the specification use it alone. Read it by Extracted.
	Analysis json.RawMessage `json:"analysis,omitempty"`
}

// ArchiveState is the status with its reason and time, a part of the schema Archive.
type ArchiveState struct {
	Status       ArchiveStatus     `json:"status"`
	ErrorCode    *ArchiveErrorCode `json:"errorCode"`
	ErrorMessage *string           `json:"errorMessage"`
	UpdatedAt    time.Time         `json:"updatedAt"`
}

// RawFile is one file of an archive.
type RawFile struct {
	ID        string     `json:"id"`
	CreatedAt time.Time  `json:"createdAt"`
	Name      string     `json:"name"`
	SubType   *string    `json:"subType"`
	Size      int        `json:"size"` // kilobytes
	Format    FileFormat `json:"format"`
	URL       string     `json:"url"`
}

// FileFormat is what a file may be. TIFF is named by the documentation, but not
// by the specification.
type FileFormat string

// The formats of the specification.
const (
	FormatPDF  FileFormat = "PDF"
	FormatPNG  FileFormat = "PNG"
	FormatJPG  FileFormat = "JPG"
	FormatJPEG FileFormat = "JPEG"
)

// ArchiveClassification is the file type that Smile took an upload for.
type ArchiveClassification struct {
	FileType string `json:"fileType"`
}

// ArchiveExtraction is what was read off the files. Analysis is an object whose
// fields depend on FileType; fields that were not found are null.
type ArchiveExtraction struct {
	FileType string          `json:"fileType"`
	Analysis json.RawMessage `json:"analysis,omitempty"`
}

// ArchiveRequest is the body of POST /archives, the schema ArchiveCreateRequest, and
// of POST /archives/classify. Its files are streamed, so the content is not here: see
// the client.
type ArchiveRequest struct {
	UserID string `json:"userId,omitempty"`
	// FileType is nil to let Smile classify.
	FileType *string      `json:"fileType,omitempty"`
	RawFiles []FileObject `json:"rawFiles"`
}

// FileObject is one file of a request. FileContent is base64.
type FileObject struct {
	FileExtensionType FileFormat `json:"fileExtensionType"`
	FileSubtype       string     `json:"fileSubtype,omitempty"`
	FileName          string     `json:"fileName,omitempty"`
	FileContent       string     `json:"fileContent"`
}

// FileType is a kind of document that may be uploaded.
type FileType struct {
	LogoURL   string   `json:"logoUrl"`
	Type      string   `json:"type"`
	TypeLabel string   `json:"typeLabel"`
	Active    bool     `json:"active"`
	Enabled   bool     `json:"enabled"`
	OCR       bool     `json:"ocr"`
	Supported []string `json:"supported"`
}

// Extracted gives the object of what was read off the files, nil when nothing
// was.
func (a Archive) Extracted() json.RawMessage {
	if x := a.Extraction; x != nil && some(x.Analysis) {
		return x.Analysis
	}
	if some(a.Analysis) {
		return a.Analysis
	}
	return nil
}

func some(values json.RawMessage) bool { return len(values) > 0 && string(values) != "null" }

// ErrorCode gives the reason of an ERROR, empty when there is none.
func (a Archive) ErrorCode() ArchiveErrorCode {
	if a.State.ErrorCode == nil {
		return ""
	}
	return *a.State.ErrorCode
}

// Upload is the deprecated shape of an archive: without what was read off it.
type Upload struct {
	ID         string       `json:"id"`
	CreatedAt  time.Time    `json:"createdAt"`
	ProviderID string       `json:"providerId"`
	UserID     string       `json:"userId"`
	Type       string       `json:"type"`
	State      ArchiveState `json:"state"`
	RawFiles   []RawFile    `json:"rawFiles"`
}
