// Package session is the flow without a screen: it puts the clients of a host, a
// sandbox of its own where no host is named, the journal, the driver and the flow
// together. The wizard is one user of it; whatever walks the flow without a
// terminal is another.
//
// Open begins a session, Do gives it an intent, Wait waits until the state is as
// wanted, State and Records say what has become of it. Calls go on in the
// background, and every effect is performed there: Do decides and returns.
//
// It must not draw, read settings, or decide what a page does next.
package session
