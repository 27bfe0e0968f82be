package assets

import "io/fs"

// Scenarios gives the scenario files that ship with the program, side by side at its root:
// NAME.yaml, each of a subject, and shared.yaml, whose steps the others share.
func Scenarios() fs.FS {
	sub, err := fs.Sub(files, "scenarios")
	if err != nil { // a constant name that is valid
		panic(err)
	}
	return sub
}
