// Package ui is the Bubble Tea app: it passes notes between the keys, the
// screens, the session and the inspector, and puts what they draw into one
// window.
//
// It is a router and nothing else: it must not decide what a page does, draw a
// page, call an API, or know whether the host is the sandbox. What a page asks
// about the disk it has ui/files look up in a command, never in Update or View;
// what is chosen in the palette of faults goes to Config.Faults in the same way.
package ui
