// Package suite plays many scenarios: it chooses them, puts them in their order, plays
// some at once, repeats them, and says what began and what came of each. Of a scenario
// that was reported it keeps nothing but the count.
//
// It must not read files, play a scenario itself, write reports, print, or draw.
package suite
