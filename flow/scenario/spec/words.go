package spec

// Page is a page of the flow, by its name there.
type Page string

// Subject is what has a status.
type Subject string

// The subjects.
const (
	OfAccount Subject = "account"
	OfArchive Subject = "archive"
	OfMonitor Subject = "monitor"
	OfTask    Subject = "task"
)
