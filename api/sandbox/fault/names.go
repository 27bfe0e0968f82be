package fault

import (
	"strings"

	"winkterm/api/wire"
)

// The groups: the part of a name before the dot.
const (
	GroupAccount    = "account"    // the rest is an error code, or DISCONNECTED
	GroupMFA        = "mfa"        // the outcomes of an answer, and of having the code sent again
	GroupArchive    = "archive"    // the rest is an error code, UNSUPPORTED or REVOKED
	GroupMonitor    = "monitor"    // the rest is a monitor status
	GroupHTTP       = "http"       // what becomes of a request, see NewPlan
	GroupWebhook    = "webhook"    // what becomes of a POST to a webhook
	GroupToken      = "token"      // link tokens and the sessions they began
	GroupConnection = "connection" // open network connections
	GroupClock      = "clock"      // see Advance
	GroupSandbox    = "sandbox"    // the sandbox itself
)

// The names that stand for themselves. The others are a group with a code or
// status of the specification, or an HTTP status.
const (
	AccountDisconnected wire.FaultName = "account.DISCONNECTED" // the tenant revokes

	MFAWrong   wire.FaultName = "mfa.wrong"   // the answer counts as wrong, whatever it is
	MFARight   wire.FaultName = "mfa.right"   // the answer passes, whatever it is
	MFAExpired wire.FaultName = "mfa.expired" // the code expires, MFA_TIMEOUT
	MFALocked  wire.FaultName = "mfa.locked"  // the answer locks the account

	MFALost    wire.FaultName = "mfa.lost"    // the code that is sent again never arrives
	MFARefused wire.FaultName = "mfa.refused" // it is not sent again, 400
	MFALimited wire.FaultName = "mfa.limited" // nor for a while, 429

	ArchiveUnsupported wire.FaultName = "archive.UNSUPPORTED" // a status, no error code
	ArchiveRevoked     wire.FaultName = "archive.REVOKED"

	MonitorUserActionRequired wire.FaultName = "monitor.USER_ACTION_REQUIRED"

	Slow   wire.FaultName = "http.slow"   // the answer comes late
	Cut    wire.FaultName = "http.cut"    // the connection ends before anything is done
	Lost   wire.FaultName = "http.lost"   // it is done, but no answer comes
	Half   wire.FaultName = "http.half"   // the answer breaks off in the middle
	Broken wire.FaultName = "http.broken" // the answer is no JSON
	HTML   wire.FaultName = "http.html"   // the answer is a web page, with status 200
	Enum   wire.FaultName = "http.enum"   // a value that no specification knows
	Field  wire.FaultName = "http.field"  // a field is left out
	Limit  wire.FaultName = "http.limit"  // RateLimit holds

	Duplicate  wire.FaultName = "webhook.duplicate"    // the POST comes twice
	Late       wire.FaultName = "webhook.late"         // it comes after Delay, when others have come
	OutOfOrder wire.FaultName = "webhook.out_of_order" // it comes after the next one
	Missing    wire.FaultName = "webhook.missing"      // it never comes
	BodyCut    wire.FaultName = "webhook.cut"          // half of the body comes
	BadSign    wire.FaultName = "webhook.signature"    // the signature is of another secret
	Unsigned   wire.FaultName = "webhook.unsigned"     // there is no signature

	TokenExpired   wire.FaultName = "token.expired"
	ConnectionDrop wire.FaultName = "connection.drop"
	Clear          wire.FaultName = "sandbox.clear" // nothing is armed any more
)

// RateLimit is how many requests a second http.limit lets through, as Smile does
// per address.
const RateLimit = 20

// Split gives the group of a name and what stands behind it.
func Split(name wire.FaultName) (group, rest string) {
	group, rest, _ = strings.Cut(string(name), ".")
	return group, rest
}
