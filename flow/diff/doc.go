// Package diff compares two recordings: where they first differ, and then lane by lane.
//
// What is different each time is left aside unless it is asked for: moments and lengths of
// time, request ids, and the ids of what a session made, which are matched by their role:
// the first account of one with the first account of the other. How often something was
// polled with the same answer is a matter of time as well.
//
// It must not open files, draw, or decide what a difference means.
package diff
