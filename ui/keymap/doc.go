// Package keymap holds every key of the wizard in one struct, and draws the
// help from the same struct, so that the help cannot say what is not so. A page
// copies Keys and disables what it has no use for; a disabled key neither
// matches nor shows.
//
// The keys are ones that every terminal sends: no function is on a modified
// arrow, a key above F4, ctrl+z, or the prefixes of tmux and screen alone.
// ctrl+o and ctrl+s are kept free for browser and save.
//
// It must not act on a key, apart from the help that it draws, or import more of ours
// than theme and widget.
package keymap
