package journal

import "winkterm/flow/redact"

// Unmasked says whether a redactor would mask anything in a record that is kept, and
// gives the placeholder that is missing there. A record that the same redactor has
// masked has nothing of the kind, unless the redactor has learned a value since.
func Unmasked(r *redact.Redactor, rec Record) (placeholder string, found bool) {
	masks := masking(r)
	rec.Data.each(func(text string, is sort, from origin) string {
		switch {
		case found:
		case is == snapshot:
			placeholder, found = r.SnapshotHolds(text, stateShape)
		default:
			placeholder, found = redact.NewPlaceholder(text, masks(text, is, from))
		}
		return text
	})
	return placeholder, found
}

// Masked gives a record as a redactor masks it now. Numbers and times stay.
func Masked(r *redact.Redactor, rec Record) Record {
	rec.Data = rec.Data.each(masking(r))
	rec.Kind = rec.Data.kind()
	return rec
}
