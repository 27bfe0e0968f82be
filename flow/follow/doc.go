// Package follow watches what becomes of users: it polls their accounts,
// archives and tasks, and reports every change once.
//
// Diff and Until are pure: two polls in, transitions out. The Follower plans the
// polls: the lists of everybody where they take fewer calls, else one poll of a user
// at a time, those with something open more often than quiet ones; and one limiter
// that every request passes, so that any number of users stays under Smile's 20
// requests a second. It makes GET calls alone, through the small interface API.
//
// It must not draw, print, know a screen or a client, or change anything at the
// host.
package follow
