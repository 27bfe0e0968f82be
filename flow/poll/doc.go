// Package poll is how often a host is asked: the growing pauses between two polls
// of one thing, and the limiter that all requests of a session or a follower pass.
//
// It must not make a request, know what is asked or what an answer means, or read
// the machine's clock.
package poll
