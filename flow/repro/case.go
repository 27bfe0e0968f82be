package repro

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/assets"
)

// Case is what is known of an account or archive that is to be brought about again.
type Case struct {
	// Archive says that it is an archive; otherwise it is an account.
	Archive bool
	// ID is its own, empty where it is not known.
	ID string
	// Provider is the account's; its ID alone will do.
	Provider wire.Provider
	// Way is how the user logged in, FileType what an archive was uploaded as; empty
	// where that is not known.
	Way, FileType string
	Ends          End
	// Awaited says that the second step was asked for before the end, Connected that
	// the account was CONNECTED before it. false is also for what is not known.
	Awaited, Connected bool
	// Options, Seed and Now are what the sandbox begins with. Zero values are good: a
	// seed of 1, and the first of January 2026.
	Options Options
	Seed    uint64
	Now     time.Time
	// LeftOut are options of the case that no code carries.
	LeftOut []string
}

// Path is a path to the end of a case.
type Path struct {
	Code Code
	// Remarks say in a sentence each where the path differs from the case.
	Remarks []string
}

// ErrNoEnd says that nothing is known that could be brought about.
var ErrNoEnd = errors.New("there is no account or archive with a status in it: nothing to reproduce")

// CaseNamed is the case of an error code, or of a status that needs none, in any case of
// letters; false for anything else.
func CaseNamed(text string) (Case, bool) {
	text = strings.ToUpper(strings.TrimSpace(text))
	hasCode := text == string(wire.StatusError)
	for _, kind := range []struct {
		archive         bool
		codes, statuses []string
	}{{false, accountCodes(), accountStatuses}, {true, archiveCodes, archiveStatuses}} {
		switch {
		case slices.Contains(kind.codes, text):
			return Case{Archive: kind.archive, Ends: End{string(wire.StatusError), text}}, true
		case slices.Contains(kind.statuses, text) && !hasCode:
			return Case{Archive: kind.archive, Ends: End{Status: text}}, true
		}
	}
	return Case{}, false
}

// usualNow is when the sandbox's clock begins unless the case says otherwise.
var usualNow = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// wrongAnswers is how many lock an account.
const wrongAnswers = 3

// Path gives the shortest path to the end of a case. It fails with ErrNoEnd, and when
// the sandbox has no such status or error code.
func (c Case) Path() (Path, error) {
	if c.Ends.Status == "" {
		return Path{}, ErrNoEnd
	}
	out := Path{Code: Code{Options: c.Options, Seed: cmp.Or(c.Seed, 1), Now: usualNow, Ends: c.Ends}}
	if !c.Now.IsZero() {
		out.Code.Now = c.Now.UTC().Truncate(time.Second)
	}
	if len(c.LeftOut) > 0 {
		out.Remarks = append(out.Remarks, strings.Join(c.LeftOut, ", ")+" of the session is left out: it is no part of a code")
	}
	var err error
	if c.Archive {
		err = c.uploadPath(&out)
	} else {
		err = c.loginPath(&out)
	}
	if err == nil {
		err = out.Code.check()
	}
	return out, err
}

func (c Case) loginPath(out *Path) error {
	mfa := c.Awaited || c.Ends.Status == string(wire.StatusAwaitingMFA)
	provider, why := alike(c, mfa)
	if why != "" {
		out.Remarks = append(out.Remarks, why)
	}
	code := &out.Code
	code.Provider, code.Way = provider.ID, provider.Login[0]
	if slices.Contains(provider.Login, c.Way) {
		code.Way = c.Way
	}
	code.Person = personFor(code.Way).Name
	if code.Options.Has(OnlyProvider) && provider.ID != c.Provider.ID {
		code.Options &^= OnlyProvider | NoConsent
	}
	var err error
	code.Steps, err = c.loginSteps(provider.MFAKind != assets.MFANone)
	return err
}

// loginSteps are those of an account, at a provider with a second step or without.
func (c Case) loginSteps(mfa bool) ([]Step, error) {
	var passes []Step // the second step
	if mfa {
		passes = []Step{{Answer, Right}}
	}
	right := Step{LogIn, Right}
	switch wire.ConnectionStatus(c.Ends.Status) {
	case wire.StatusPending:
		return []Step{{LogIn, fmt.Sprintf("slow_%d", slowMax)}}, nil
	case wire.StatusAwaitingMFA:
		if c.Ends.ErrorCode == string(wire.ErrInvalidMFA) {
			return []Step{right, {Answer, Wrong}}, nil
		}
		return []Step{right}, nil
	case wire.StatusConnected:
		return append([]Step{right}, passes...), nil
	case wire.StatusDisconnected:
		return append(append([]Step{right}, passes...), Step{Do: Revoke}), nil
	case wire.StatusError:
		return c.errorSteps(mfa, passes)
	}
	return nil, unknown("status", c.Ends.Status, accountStatuses)
}

// errorSteps are those to an error code: by the password, or where the account had come
// further, at the second step or at the first sync.
func (c Case) errorSteps(mfa bool, passes []Step) ([]Step, error) {
	code := c.Ends.ErrorCode
	if !slices.Contains(accountCodes(), code) {
		return nil, unknown("error code", code, accountCodes())
	}
	late := c.Awaited && mfa
	switch {
	case c.Connected:
		return append([]Step{{LogIn, "later_" + code}}, passes...), nil
	case late && code == string(wire.ErrAccountLocked):
		return append([]Step{{LogIn, Right}}, slices.Repeat([]Step{{Answer, Wrong}}, wrongAnswers)...), nil
	case late && code == string(wire.ErrMFATimeout):
		return []Step{{LogIn, Right}, {Trigger, "clock.5m"}}, nil
	case late:
		return []Step{{LogIn, Right}, {Trigger, fault.GroupAccount + "." + code}}, nil
	case code == string(wire.ErrInvalidCredentials):
		return []Step{{LogIn, Wrong}}, nil
	}
	return []Step{{LogIn, "error_" + code}}, nil
}

// uploadPath is that of an archive: what goes wrong with it is armed before.
func (c Case) uploadPath(out *Path) error {
	code := &out.Code
	code.Options |= Upload
	code.Options &^= OnlyProvider | NoConsent
	code.Person = assets.Payslips()[0].Person
	code.FileType = payslip
	offered := slices.ContainsFunc(assets.FileTypes(), func(t assets.FileType) bool { return t.Type == c.FileType && t.Widget && t.Enabled })
	analysed := c.Ends.Status == string(wire.ArchiveAnalyzed) || c.Ends.Status == string(wire.ArchiveRevoked)
	switch {
	case offered && !analysed:
		code.FileType = c.FileType
	case c.FileType != "" && c.FileType != payslip:
		out.Remarks = append(out.Remarks, "a sample payslip is uploaded as "+payslip+": the sandbox analyses nothing else")
	}
	switch wire.ArchiveStatus(c.Ends.Status) {
	case wire.ArchiveStarted, wire.ArchiveAnalyzed:
		code.Steps = []Step{{Do: Send}}
	case wire.ArchiveRevoked:
		code.Steps = []Step{{Do: Send}, {Do: Revoke}}
	case wire.ArchiveUnsupported:
		code.Steps = []Step{{Arm, string(fault.ArchiveUnsupported)}, {Do: Send}}
	case wire.ArchiveError:
		if !slices.Contains(archiveCodes, c.Ends.ErrorCode) {
			return unknown("error code", c.Ends.ErrorCode, archiveCodes)
		}
		code.Steps = []Step{{Arm, fault.GroupArchive + "." + c.Ends.ErrorCode}, {Do: Send}}
	default:
		return unknown("status", c.Ends.Status, archiveStatuses)
	}
	return nil
}

// payslip is the type of the samples.
const payslip = "PAYSLIP"

// unknown refuses a status or error code that the sandbox cannot end in.
func unknown(what, is string, known []string) error {
	if is == "" {
		return fmt.Errorf("the %s is missing: give it, such as %s", what, known[0])
	}
	if nearest, changes := fault.Nearest(is, known); changes <= len(is)/3 {
		return fmt.Errorf("the sandbox has no %s %q: did you mean %s?", what, is, nearest)
	}
	return fmt.Errorf("the sandbox cannot end in the %s %q: it knows %s", what, is, strings.Join(known, ", "))
}
