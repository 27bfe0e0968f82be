// Package invite invites people by an invite template: who they are, read out of a file of
// CSV, the texts that they get, and sending so that nobody is invited twice, however often
// an answer is lost or the program is run again.
//
// It must not read a file, know a command or the screen, or keep anything.
package invite
