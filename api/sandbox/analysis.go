package sandbox

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

// analyse says how an archive will end: the first file that is no sample payslip
// decides by its name, see the package comment. Without one, the values are
// those of the first sample. A sample is known by its content, whatever its name.
func analyse(files []file, fileType string) finding {
	for _, f := range files {
		if _, known := samples()[f.content.sum]; !known || fileType != payslipDocument {
			return byName(f.name)
		}
	}
	return finding{status: wire.ArchiveAnalyzed, sample: samples()[files[0].content.sum]}
}

// classify gives the type that files are taken for.
func classify(files []file) string {
	for _, f := range files {
		if _, known := samples()[f.content.sum]; !known {
			return otherDocument
		}
	}
	return payslipDocument
}

// byName reads the magic names of files.
func byName(name string) finding {
	name = strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "unsupported"):
		return finding{status: wire.ArchiveUnsupported}
	case strings.HasPrefix(name, "missing"):
		return finding{status: wire.ArchiveError, code: wire.ErrMissingMandatoryField}
	case strings.HasPrefix(name, "invalid"):
		return finding{status: wire.ArchiveError, code: wire.ErrInvalidFieldFormat}
	}
	return finding{status: wire.ArchiveError, code: wire.ErrArchiveSystemError}
}
