package document

import (
	"crypto/sha256"
	"strings"
	"sync"

	"winkterm/api/wire"
	"winkterm/assets"
)

// The types that an upload without one is taken for.
const (
	payslipDocument = "PAYSLIP"
	otherDocument   = "OTHERS"
)

// finding is what the analysis comes to.
type finding struct {
	status wire.ArchiveStatus
	code   wire.ArchiveErrorCode // of an ERROR
	sample assets.Payslip        // of what is ANALYZED as a payslip
}

// samples are the shipped payslips by the hash of their content.
var samples = sync.OnceValue(func() map[[sha256.Size]byte]assets.Payslip {
	known := map[[sha256.Size]byte]assets.Payslip{}
	for _, p := range assets.Payslips() {
		known[sha256.Sum256(p.Content())] = p
	}
	return known
})

// analyse says how an archive will end. A magic name is asked for and comes before
// what is in the file; then every file must be a sample payslip, known by its
// content, and the values are those of the first.
func analyse(files []file, fileType string) finding {
	for _, f := range files {
		if end, asked := byName(f.name); asked {
			return end
		}
	}
	for _, f := range files {
		if _, known := samples()[f.content.sum]; !known || fileType != payslipDocument {
			return finding{status: wire.ArchiveError, code: wire.ErrArchiveSystemError}
		}
	}
	return finding{status: wire.ArchiveAnalyzed, sample: samples()[files[0].content.sum]}
}

// classify returns the type that files are taken for.
func classify(files []file) string {
	for _, f := range files {
		if _, known := samples()[f.content.sum]; !known {
			return otherDocument
		}
	}
	return payslipDocument
}

// byName reads the magic names of files; it is false for any other name.
func byName(name string) (finding, bool) {
	name = strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "unsupported"):
		return finding{status: wire.ArchiveUnsupported}, true
	case strings.HasPrefix(name, "missing"):
		return finding{status: wire.ArchiveError, code: wire.ErrMissingMandatoryField}, true
	case strings.HasPrefix(name, "invalid"):
		return finding{status: wire.ArchiveError, code: wire.ErrInvalidFieldFormat}, true
	}
	return finding{}, false
}
