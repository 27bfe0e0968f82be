// Package document is uploads: archives of files, what is found in them, and how
// both APIs show them.
//
// An archive is STARTED for a while and then ends by its files:
//
//	unsupported…              UNSUPPORTED
//	missing…                  ERROR, MISSING_MANDATORY_FIELD
//	invalid…                  ERROR, INVALID_FIELD_FORMAT
//	a sample payslip          ANALYZED with the values that are printed on it
//	anything else             ERROR, SYSTEM_ERROR
//
// The beginning of the name counts, in any case, whatever is in the file; of
// several files the first with such a name decides. The samples are those of
// assets.Payslips, known by their content and uploaded as PAYSLIP, and all files
// of an archive must be some.
//
// An upload without fileType, and every one to /archives/classify, is
// classified: samples are a PAYSLIP, anything else is OTHERS, which is also the
// type of the archive until then. Classifying alone extracts nothing, so there
// anything else is ANALYZED as well.
//
// A file may have 15 MB and an archive ten files. Sixty days after the upload the
// archive is REVOKED by the clock, as if it had been deleted: it stays listed with
// its id, its user and its type, and its files, their names, what was extracted and
// its tasks are gone.
//
// In a session the file types are those of the widget, and there are none, nor
// is an upload taken, unless the session was opened with enableUpload.
//
// POST /archives/-/payslips/uploadRawFile is an upload of one PAYSLIP, and a
// prediction is what was extracted of an archive, from its ANALYZED on. Of the
// match scores there is that of the social security number, for the test people
// have no other. A manual result is checked and forgotten.
//
// # What it must not do
//
// It keeps no content: what was uploaded is digested as it comes in, so its size
// costs no memory.
package document
