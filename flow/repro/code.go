package repro

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/assets"
)

// Code is a path through the wizard on a sandbox, and what the sandbox begins with. It
// is written by String and read by Parse. Path and FromRecording make one.
type Code struct {
	// Provider is the id of a shipped provider, Way one of its ways to log in; both are
	// empty on a path of documents.
	Provider, Way string
	// Person is the test person who logs in, or whose sample is uploaded.
	Person string
	// FileType is what the sample is uploaded as, on a path of documents.
	FileType string
	Options  Options
	// Seed and Now are what the sandbox begins with; Now is in whole seconds of UTC.
	Seed  uint64
	Now   time.Time
	Steps []Step
	// Ends is what the account or archive ends in.
	Ends End

	// newer are fields that this version does not know.
	newer []field
}

// Newer is how many fields a later version wrote that are not known here: what they
// bring about is left out.
func (c Code) Newer() int { return len(c.newer) }

// End is a status of an account or archive, with its error code if it has one.
type End struct {
	Status    string `json:"status"`
	ErrorCode string `json:"errorCode,omitempty"`
}

// String is the status and the error code, with a blank between them.
func (e End) String() string { return strings.TrimSpace(e.Status + " " + e.ErrorCode) }

// Options are the widget's options that a code carries, as bits.
type Options uint8

// The options.
const (
	Upload Options = 1 << iota
	NoConsent
	NoSearch
	NoTypes
	OnlyProvider // skips the list
	allOptions   = 1<<iota - 1
)

// Has says whether an option is set.
func (o Options) Has(one Options) bool { return o&one != 0 }

// Widget are the options as the flow takes them, for the provider of the code.
func (c Code) Widget() wire.WidgetOptions {
	off := func(one Options) *bool {
		if !c.Options.Has(one) {
			return nil
		}
		return new(bool)
	}
	o := wire.WidgetOptions{
		EnableUpload: c.Options.Has(Upload), EnableConsentPage: off(NoConsent),
		EnableSearchBar: off(NoSearch), EnableTypeBar: off(NoTypes),
	}
	if c.Options.Has(OnlyProvider) {
		o.Providers = []string{c.Provider}
	}
	return o
}

// AsksConsent says that the path begins with the consent page: the option skips it for
// a single provider alone.
func (c Code) AsksConsent() bool { return !c.Options.Has(NoConsent) || !c.Options.Has(OnlyProvider) }

// FailsLater says that the account is CONNECTED first and fails then.
func (c Code) FailsLater() bool {
	return slices.ContainsFunc(c.Steps, func(s Step) bool { return s.Do == LogIn && strings.HasPrefix(s.Arg, "later_") })
}

// Action is what a step does.
type Action uint8

// The actions. Their numbers stand in codes and never get another meaning.
const (
	// LogIn types the person's login and, by Arg, a password: Right, Wrong, or a magic one.
	LogIn Action = iota + 1
	// Answer answers the second step: Right or Wrong.
	Answer
	// Send uploads the person's sample.
	Send
	// Revoke revokes the account or archive.
	Revoke
	// Arm arms the fault that Arg names, once. Trigger triggers it at once.
	Arm
	Trigger
)

// The arguments of LogIn and Answer beside the magic passwords.
const (
	Right = "right"
	Wrong = "wrong"
)

// Step is one thing that a person does on a path. What leads there is not said: to
// consent, to choose the provider and the way to log in.
type Step struct {
	Do  Action
	Arg string
}

// The bounds of a code.
const (
	stepsMax  = 32
	nowMin    = 0             // 1970
	nowMax    = 7_289_654_399 // the end of 2200
	slowMax   = 600
	lengthMax = 1000
)

// check says what in a code cannot be, in this version.
func (c Code) check() error {
	if err := c.checkPlace(); err != nil {
		return err
	}
	if at := c.Now.Unix(); at < nowMin || at > nowMax || c.Now.Nanosecond() != 0 {
		return fmt.Errorf("its time lies outside of 1970 to 2200")
	}
	if c.Options > allOptions || len(c.Steps) > stepsMax {
		return fmt.Errorf("it has options or steps that cannot be")
	}
	for _, s := range c.Steps {
		if !s.possible() {
			return fmt.Errorf("it has a step that is not known here")
		}
	}
	return c.checkEnd()
}

// checkPlace wants one of the two paths, with somebody who can walk it.
func (c Code) checkPlace() error {
	if !slices.ContainsFunc(assets.People(), func(p assets.Person) bool { return p.Name == c.Person }) {
		return fmt.Errorf("it names a test person who is not known here")
	}
	if c.FileType != "" {
		offered := slices.ContainsFunc(assets.FileTypes(), func(t assets.FileType) bool { return t.Type == c.FileType && t.Widget })
		if !offered || c.Provider != "" || c.Way != "" || !c.Options.Has(Upload) || c.Options.Has(OnlyProvider) {
			return fmt.Errorf("it uploads what the sandbox does not take")
		}
		return nil
	}
	p, known := shipped(c.Provider)
	if !known {
		return fmt.Errorf("it names a provider that this version of the sandbox does not have")
	}
	if !slices.Contains(p.Login, c.Way) {
		return fmt.Errorf("it logs in at %s in a way that is not offered there", p.ID)
	}
	return nil
}

func (c Code) checkEnd() error {
	statuses, codes := c.ends()
	if !slices.Contains(statuses, c.Ends.Status) || c.Ends.ErrorCode != "" && !slices.Contains(codes, c.Ends.ErrorCode) {
		return fmt.Errorf("it ends in a status or an error code that is not known here")
	}
	return nil
}

// ends are the statuses and error codes of what the path is about, in an order that
// codes rely on: whatever is added goes to the end.
func (c Code) ends() (statuses, codes []string) {
	if c.FileType != "" {
		return archiveStatuses, archiveCodes
	}
	return accountStatuses, accountCodes()
}

var (
	accountStatuses = texts(wire.StatusPending, wire.StatusAwaitingMFA, wire.StatusConnected, wire.StatusError, wire.StatusDisconnected)
	archiveStatuses = texts(wire.ArchiveStarted, wire.ArchiveAnalyzed, wire.ArchiveUnsupported, wire.ArchiveError, wire.ArchiveRevoked)
	archiveCodes    = texts(wire.ErrMissingMandatoryField, wire.ErrInvalidFieldFormat, wire.ErrArchiveSystemError)
)

func accountCodes() []string { return texts(wire.AccountErrorCodes()...) }

func texts[T ~string](values ...T) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = string(v)
	}
	return all
}

// possible says that a step is one that the sandbox knows.
func (s Step) possible() bool {
	switch s.Do {
	case LogIn:
		return s.Arg == Right || s.Arg == Wrong || magic(s.Arg)
	case Answer:
		return s.Arg == Right || s.Arg == Wrong
	case Send, Revoke:
		return s.Arg == ""
	case Arm, Trigger:
		k, known := fault.Find(wire.FaultName(s.Arg))
		return known && slices.Contains(faultGroups, k.Group) && (s.Do == Arm && k.Moment != "" || s.Do == Trigger && k.Now)
	}
	return false
}

// faultGroups are the groups of faults that need nothing but their name.
var faultGroups = []string{fault.GroupAccount, fault.GroupMFA, fault.GroupArchive, fault.GroupMonitor, fault.GroupToken, fault.GroupClock}

// magic says whether a password is one of the sandbox's: error_CODE, later_CODE, slow_N.
func magic(password string) bool {
	kind, arg, _ := strings.Cut(password, "_")
	switch kind {
	case "error", "later":
		return slices.Contains(accountCodes(), arg)
	case "slow":
		n, err := strconv.Atoi(arg)
		return err == nil && n > 0 && n <= slowMax && strconv.Itoa(n) == arg
	}
	return false
}

// shipped finds a provider of the shipped catalogue.
func shipped(id string) (assets.Provider, bool) {
	all := assets.Providers()
	i := slices.IndexFunc(all, func(p assets.Provider) bool { return p.ID == id })
	if i < 0 {
		return assets.Provider{}, false
	}
	return all[i], true
}
