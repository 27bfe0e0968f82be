// Package recording keeps a session in a file: a line of JSON that says what the
// session was (Header), and then a line for each record of its journal, masked as they
// are there.
//
// A Writer writes each record before the next one is taken, so that a process that is
// killed loses at most the one that it was writing. Open reads a file back, as far as it
// is whole: it keeps where each record begins and a few facts about it (Meta), and
// decodes a record when it is asked for. Folder is where the user's recordings are.
// Facts is the one reading of what became of a session.
//
// It must not mask, decide what is worth keeping, or know a screen.
package recording
