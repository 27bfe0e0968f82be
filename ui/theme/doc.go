// Package theme turns a name and "is the terminal dark" into roles: a style for a title, a
// muted word, an error, a status, a lane. The rest of the ui names roles and
// never colours, so this is the only place that makes styles.
//
// A role never speaks by colour alone. Every state that a colour marks has a
// sign beside it (see Symbols), so that NO_COLOR and sixteen colours lose
// nothing. The colours come from the palette of 256; Bubble Tea reduces them to
// what the terminal has, and the tests keep the reduced ones apart as well. A brand's
// colours (With) take the place of some roles, never of one with a meaning.
//
// It must not import anything of ours, draw parts, or ask the terminal.
package theme
