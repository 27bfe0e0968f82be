package redact

import "testing"

func TestKindOfAField(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]Kind{
		"email": Email, "mobile": Phone, "ssNumber": SSN, "username": Name,
		"password": Secret, "pin": Secret, "favouriteColour": Secret, "": Secret,
	} {
		if got := KindOfField(name); got != want {
			t.Errorf("%q is %s, want %s", name, got, want)
		}
	}
}
