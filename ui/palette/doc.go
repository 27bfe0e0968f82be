// Package palette is the overlay in which a sandbox's faults are looked up, armed
// and triggered: a search field, what is armed, and everything on offer by group.
//
// A message goes in and what the user chose comes out; the app does it and tells
// the palette what came of it. The palette keeps nothing but what it shows: it
// must not call the sandbox, know whether there is one, touch the page below, or
// know what a fault does.
package palette
