package report

import (
	"encoding/json"
	"io"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// schemaVersion is that of the JSON. Fields are added under the same one; it grows when
// one goes or means something else.
const schemaVersion = 1

// document is the JSON.
type document struct {
	SchemaVersion int              `json:"schemaVersion"`
	Header        recording.Header `json:"header"`
	Summary       Summary          `json:"summary"`
	// Reproduce are commands for a shell.
	Reproduce []string         `json:"reproduce"`
	Masking   []Masked         `json:"masking"`
	Damage    []string         `json:"damage,omitempty"`
	Records   []journal.Record `json:"records"`
}

// writeJSON writes the summary, the masking report and every record.
func writeJSON(to io.Writer, s *story) error {
	d := document{
		SchemaVersion: schemaVersion, Header: s.header, Summary: s.summary, Reproduce: s.commands(),
		Masking: s.masking, Records: s.records, Damage: s.damage,
	}
	if d.Records == nil {
		d.Records = []journal.Record{}
	}
	enc := json.NewEncoder(to)
	enc.SetIndent("", "  ")
	return enc.Encode(d)
}
