package wire

import "time"

// ExportType is the format of an export.
type ExportType string

// The export formats of the specification.
const (
	ExportPDF ExportType = "PDF"
	ExportCSV ExportType = "CSV"
)

// ExportRequest is the body of POST /accounts/{id}/exports/generate, the schema
// AccountExportGenerateRequest.
type ExportRequest struct {
	ExportExtensionType ExportType `json:"exportExtensionType"`
}

// AccountExport is a file with an account's data, to be downloaded for as long
// as the data are kept. MD5 is the file's digest in hexadecimal.
type AccountExport struct {
	ID                  string     `json:"id"`
	CreatedAt           time.Time  `json:"createdAt"`
	AccountID           string     `json:"accountId"`
	ExportExtensionType ExportType `json:"exportExtensionType"`
	MD5                 string     `json:"md5"`
	DownloadURL         string     `json:"downloadUrl"`
}

// Known says whether the format is one of the specification's.
func (t ExportType) Known() bool { return t == ExportPDF || t == ExportCSV }
