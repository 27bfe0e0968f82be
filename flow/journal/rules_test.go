package journal

import "testing"

func TestKindOfAField(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]Kind{
		"email": KindEmail, "mobile": KindPhone, "ssNumber": KindSSN, "username": KindName,
		"password": KindSecret, "pin": KindSecret, "favouriteColour": KindSecret, "": KindSecret,
	} {
		if got := KindOfField(name); got != want {
			t.Errorf("%q is %s, want %s", name, got, want)
		}
	}
}
