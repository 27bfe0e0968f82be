package wire

// The channels of a UserSession: a Wink site, or any other way.
const (
	ChannelWinkSite = "WinkSite"
	ChannelDefault  = "Default"
)

// The statuses of a UserSession.
const (
	SessionInProgress = "IN_PROGRESS"
	SessionCompleted  = "COMPLETED"
	SessionRevoked    = "REVOKED"
)
