package assets

import "winkterm/api/wire"

// FileType is a kind of document that may be uploaded: the Open API's FileType,
// and below it what the specification and the documentation say in other places.
// Labels are ours but for the social security records', the logo addresses lead
// nowhere. OCR says that the specification has an extraction for it.
type FileType struct {
	wire.FileType

	// Widget says that the widget offers it, and not the API alone.
	Widget bool `json:"widget"`
	// Subtypes are those that a file of it may have; often none.
	Subtypes []FileSubtype `json:"subtypes"`
}

// FileSubtype is one side or part of a document.
type FileSubtype struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

var fileTypes = parsed[FileType]("filetypes.json")

// FileTypes gives the file types, those of the widget first. The slice is shared.
func FileTypes() []FileType { return fileTypes() }
