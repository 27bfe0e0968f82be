// Package webhooks is the screen of winkterm webhooks listen: the deliveries as they come,
// each whole on a key, and what came of forwarding them.
//
// It shows the records of a journal by the inspector, so all of it is masked but for the
// delivery that the user has it show in full. It must not receive, forward or keep
// anything, and nothing that it shows in full is copied or recorded.
package webhooks
