package journal

import (
	"reflect"

	"winkterm/flow/redact"
)

// Unmasked says whether a redactor would mask anything in a record that is kept, and
// gives the placeholder that is missing there. A record that the same redactor has
// masked has nothing of the kind, unless the redactor has learned a value since.
func Unmasked(r *redact.Redactor, rec Record) (placeholder string, found bool) {
	masked := rec.Data.each(masking(r))
	if reflect.DeepEqual(masked, rec.Data) {
		return "", false
	}
	texts, now := textsOf(rec.Data), textsOf(masked)
	for i := range min(len(texts), len(now)) {
		if placeholder, found = redact.NewPlaceholder(texts[i], now[i]); found {
			return placeholder, true
		}
	}
	if rec.Lane == LaneState || rec.Lane == LaneIntent { // there dots stand for a value
		return redact.Secret.Bare(), true
	}
	return "", false
}

// textsOf are all texts of a record's data, in their order.
func textsOf(d Data) (all []string) {
	d.each(func(text string, _ sort, _ origin) string {
		all = append(all, text)
		return text
	})
	return all
}
