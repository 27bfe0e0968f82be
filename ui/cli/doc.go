// Package cli is the command line: commands, configuration, exit codes. It puts
// the rooms together and is the only one that may know all of them.
//
// It must not decide what a page does or draw one.
package cli
