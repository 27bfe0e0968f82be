// Package inspector is the half of the window that shows what happened: the
// journal's records in tabs, the newest at the end, and each of them whole.
//
// The app feeds it, gives it keys and clicks with coordinates of its own block,
// and performs the Action that comes back; the inspector does not write to the
// clipboard. It keeps the numbers of records, and reads the records when it draws.
// All it shows has been masked by the journal's redactor and is cleaned before it
// is drawn.
//
// What a widget in the browser sent stands beside what is expected of it on the
// same path, by package flow/compare. This too is read off the
// records alone, and computed when they arrive, while the tab for it shows.
//
// It must not change what it shows, keep records of its own, switch over the types
// of data (a lane is a file and a line in lane.go), call an API, or draw rows that
// are out of sight.
package inspector
