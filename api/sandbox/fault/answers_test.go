package fault_test

import (
	"testing"

	"winkterm/api/sandbox/fault"
)

func TestFieldsOfAnswers(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]bool{
		"id": true, "connection.status": true, "options.fields.kind": true, "code": true, "items": true, "nextCursor": true,
		"data.items.status": true, "data": true, "analysis.anything": true, "externalMetadata.ref": true, "token.expiresAt": true, "challenge.choices.label": true,
		"connection.statos": false, "id.more": false, "createdAt.year": false, "items.": false, "": false,
		"data.data": true, "ID": false, "Status": false,
	} {
		if got := fault.Answered(field); got != want {
			t.Errorf("%q: %t, want %t", field, got, want)
		}
	}
}
