package document

import (
	"crypto/sha256"
	"slices"
	"strings"
	"sync"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// The types that an upload without one is taken for.
const (
	payslipDocument = "PAYSLIP"
	otherDocument   = "OTHERS"
)

// samples are the shipped payslips by the hash of their content.
var samples = sync.OnceValue(func() map[[sha256.Size]byte]assets.Payslip {
	known := map[[sha256.Size]byte]assets.Payslip{}
	for _, p := range assets.Payslips() {
		known[sha256.Sum256(p.Content())] = p
	}
	return known
})

// samplesOnly says whether all files are sample payslips, known by their content.
func samplesOnly(files []file) bool {
	return !slices.ContainsFunc(files, func(f file) bool {
		_, known := samples()[f.content.sum]
		return !known
	})
}

// analyse says how an archive will end: with a code, empty if it is ANALYZED, and
// then with the values of a sample. A magic name is asked for and comes before what
// is in the files; then all must be samples, and the values are those of the first.
func analyse(files []file, fileType string) (code, sample string) {
	for _, f := range files {
		for start, end := range magicNames {
			if strings.HasPrefix(strings.ToLower(f.name), start) {
				return end, ""
			}
		}
	}
	if fileType != payslipDocument || !samplesOnly(files) {
		return string(wire.ErrArchiveSystemError), ""
	}
	return "", samples()[files[0].content.sum].Name
}

// magicNames are the ends by what the names of files begin with.
var magicNames = map[string]string{
	"unsupported": string(wire.ArchiveUnsupported),
	"missing":     string(wire.ErrMissingMandatoryField),
	"invalid":     string(wire.ErrInvalidFieldFormat),
}

// endOf is the end that a code stands for, which may be UNSUPPORTED as well.
func endOf(at time.Time, code string) step {
	switch code {
	case "":
		return step{At: at, Status: wire.ArchiveAnalyzed}
	case string(wire.ArchiveUnsupported):
		return step{At: at, Status: wire.ArchiveUnsupported}
	}
	return step{At: at, Status: wire.ArchiveError, Code: wire.ArchiveErrorCode(code)}
}
