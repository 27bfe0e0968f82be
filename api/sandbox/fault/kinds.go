package fault

import (
	"strconv"
	"strings"
	"time"

	"winkterm/api/wire"
)

// kind is one row of the table. What has no moment can only be triggered at once.
type kind struct {
	name  wire.FaultName
	short string
	label string
	at    At
	now   bool
}

const now = true

// table is everything on offer, in the order in which it is listed. The shorts: an
// account's are the letters of the code, f is a file, m an MFA step, s the sync, h
// HTTP, and a status is its first and last digit.
var table = []kind{
	{"account.ACCOUNT_DISABLED", "ad", "the provider has disabled the account", AtLogin, now},
	{"account.ACCOUNT_INACCESSIBLE", "ai", "the account cannot be accessed", AtLogin, now},
	{"account.ACCOUNT_INCOMPLETE", "ac", "the account is not set up completely", AtLogin, now},
	{"account.ACCOUNT_LOCKED", "al", "the provider has locked the account", AtLogin, now},
	{"account.AUTH_REQUIRED", "ar", "no credentials reach the provider", AtLogin, now},
	{"account.EXPIRED_CREDENTIALS", "ec", "the password has expired", AtLogin, now},
	{"account.INVALID_ACCOUNT_TYPE", "it", "the type of account is not supported", AtLogin, now},
	{"account.INVALID_AUTH", "ia", "the login process fails", AtLogin, now},
	{"account.INVALID_CREDENTIALS", "ic", "the user name or password is wrong", AtLogin, now},
	{"account.INVALID_MFA", "im", "the verification code is wrong", AtLogin, now},
	{"account.MFA_TIMEOUT", "mt", "the verification code came too late", AtLogin, now},
	{"account.SERVICE_UNAVAILABLE", "su", "the provider is down", AtLogin, now},
	{"account.SYSTEM_ERROR", "se", "something fails on Smile's side", AtLogin, now},
	{"account.TOS_REQUIRED", "tr", "the provider's terms are not accepted", AtLogin, now},
	{"account.UNSUPPORTED_AUTH_TYPE", "ua", "the way of logging in is not supported", AtLogin, now},
	{"account.UNSUPPORTED_MFA_METHOD", "um", "the verification method is not supported", AtLogin, now},
	{AccountDisconnected, "dc", "the tenant revokes the account", AtNone, now},

	{MFAWrong, "mw", "an answer counts as wrong, whatever it is", AtAnswer, !now},
	{MFARight, "mr", "an answer passes, whatever it is", AtAnswer, !now},
	{MFAExpired, "mx", "the code expires: MFA_TIMEOUT", AtChallenge, now},
	{MFALocked, "mk", "an answer locks the account", AtAnswer, !now},
	{MFALost, "mo", "the code that is sent again never arrives: none is right", AtResend, !now},
	{MFARefused, "me", "the code is not sent again: 400", AtResend, !now},
	{MFALimited, "mi", "the code was sent again too often: 429", AtResend, !now},

	{ArchiveUnsupported, "fu", "the files cannot be analysed", AtUpload, now},
	{"archive.MISSING_MANDATORY_FIELD", "fm", "a field that must be there is not found", AtUpload, now},
	{"archive.INVALID_FIELD_FORMAT", "fi", "a field cannot be read", AtUpload, now},
	{"archive.SYSTEM_ERROR", "fs", "the analysis fails on Smile's side", AtUpload, now},
	{ArchiveRevoked, "fr", "the tenant revokes the archive", AtNone, now},

	{"monitor.ACTIVE", "sa", "the data are synced every month", AtNone, now},
	{MonitorUserActionRequired, "sr", "the sync needs the user", AtSync, now},
	{"monitor.CUSTOMER_DISABLED", "sd", "the tenant has switched the sync off", AtNone, now},
	{"monitor.UNSUPPORTED", "sn", "the provider has no sync", AtNone, now},

	{"http.400", "40", "400 INVALID_PARAMETERS", AtRequest, !now},
	{"http.401", "41", "401 INVALID_TOKEN", AtRequest, !now},
	{"http.403", "43", "403 UNAUTHORIZED_ACCESS", AtRequest, !now},
	{"http.404", "44", "404 MISSING_RESOURCE", AtRequest, !now},
	{"http.415", "45", "415 UNSUPPORTED_TYPE", AtRequest, !now},
	{"http.429", "49", "429 REQUEST_LIMIT_EXCEEDED", AtRequest, !now},
	{"http.500", "50", "500 SERVER_ERROR", AtRequest, !now},
	{"http.501", "51", "501 UNSUPPORTED_METHOD", AtRequest, !now},
	{"http.503", "53", "503 SERVER_UNAVAILABLE", AtRequest, !now},
	{"http.504", "54", "504 TIME_LIMIT_EXCEEDED", AtRequest, !now},
	{Slow, "hs", "the answer comes late", AtRequest, !now},
	{Cut, "hc", "the connection is cut, nothing is done", AtRequest, !now},
	{Lost, "hl", "it is done, but the connection is cut before the answer", AtRequest, !now},
	{Half, "hh", "the connection is cut in the middle of the answer", AtRequest, !now},
	{Broken, "hb", "the answer is broken JSON", AtRequest, !now},
	{HTML, "ht", "the answer is HTML, with status 200", AtRequest, !now},
	{Enum, "he", "a value that no enumeration knows", AtRequest, !now},
	{Field, "hf", "a field is missing in the answer", AtRequest, !now},
	{Limit, "hr", "20 requests a second, until it is cleared", AtRequest, !now},

	{Duplicate, "wd", "the event is sent twice", AtDelivery, !now},
	{Late, "wl", "the event is sent late, others overtake it", AtDelivery, !now},
	{OutOfOrder, "wo", "the event is sent after the next one", AtDelivery, !now},
	{Missing, "wm", "the event is never sent", AtDelivery, !now},
	{BodyCut, "wc", "half of the event's body is sent", AtDelivery, !now},
	{BadSign, "ws", "the signature is made with another secret", AtDelivery, !now},
	{Unsigned, "wu", "the signature is missing", AtDelivery, !now},

	{TokenExpired, "te", "the user's link tokens and sessions end", AtNone, now},
	{ConnectionDrop, "cd", "every open connection is cut", AtNone, now},

	{"clock.5m", "5m", "5 minutes go by: a code expires", AtNone, now},
	{"clock.5h", "5h", "5 hours go by: a link token expires", AtNone, now},
	{"clock.1month", "1m", "a month goes by: data are synced", AtNone, now},
	{"clock.60d", "6d", "60 days go by: data are deleted", AtNone, now},

	{Clear, "cl", "nothing is armed any more", AtNone, now},
	{wire.FaultReset, "rs", "the sandbox starts over", AtNone, now},
}

// Kinds lists everything on offer, group by group.
func Kinds() []wire.FaultKind {
	var kinds []wire.FaultKind
	for _, k := range table {
		kinds = append(kinds, k.show())
	}
	return kinds
}

// Find gives the kind of that name, if there is one.
func Find(name wire.FaultName) (wire.FaultKind, bool) {
	k, err := find(name)
	return k.show(), err == nil
}

func (k kind) show() wire.FaultKind {
	group, _ := Split(k.name)
	return wire.FaultKind{Name: k.name, Short: k.short, Group: group, Label: k.label, Moment: k.at.String(), Now: k.now}
}

// slot is the part of its moment that it takes.
func (k kind) slot() slot {
	if k.name == Slow {
		return slotWait
	}
	if k.name == Limit {
		return slotLimit
	}
	return slotOnly
}

// Advance says how far a fault of the clock group moves the sandbox's clock on from
// now; false for any other. A month goes by the calendar: it ends on the same day
// of the next one, as the monthly sync counts, or behind its end where that day
// does not exist. Beside those of the table any time up to MaxAdvance will do, as a Go
// duration or in days: clock.90m, clock.30d.
func Advance(name wire.FaultName, now time.Time) (time.Duration, bool) {
	group, text := Split(name)
	if group != GroupClock {
		return 0, false
	}
	if text == "1month" {
		return now.AddDate(0, 1, 0).Sub(now), true
	}
	d, err := time.ParseDuration(text)
	if days, ok := strings.CutSuffix(text, "d"); ok {
		var n uint64
		n, err = strconv.ParseUint(days, 10, 16)
		d = time.Duration(n) * 24 * time.Hour
	}
	return d, err == nil && d > 0 && d <= MaxAdvance
}
