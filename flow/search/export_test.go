package search

// Initials is for the tests beside this package.
func Initials(text string) string { return string(appendInitials(nil, []byte(text))) }
