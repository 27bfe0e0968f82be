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

// Lines are the steps of the path as a person follows them in the wizard, a sentence or
// two each, once Start has begun it.
func (c Code) Lines() (lines []string) {
	if c.AsksConsent() {
		lines = append(lines, "enter consents.")
	}
	lines = append(lines, c.placeLines()...)
	for _, s := range c.Steps {
		lines = append(lines, c.line(s))
	}
	return lines
}

// Start is the command that begins the path by hand.
func (c Code) Start() string {
	args := []string{"winkterm --sandbox", "--seed " + strconv.FormatUint(c.Seed, 10), "--now " + c.Now.Format(time.RFC3339)}
	for _, option := range []struct {
		is   Options
		flag string
	}{
		{OnlyProvider, "--provider " + c.Provider},
		{Upload, "--upload"}, {NoConsent, "--no-consent"}, {NoSearch, "--no-search"}, {NoTypes, "--no-types"},
	} {
		if c.Options.Has(option.is) {
			args = append(args, option.flag)
		}
	}
	return strings.Join(args, " ")
}

// placeLines lead to the login, or to the picker.
func (c Code) placeLines() (lines []string) {
	if c.FileType != "" {
		label := c.FileType
		for _, t := range assets.FileTypes() {
			if t.Type == c.FileType {
				label = t.TypeLabel
			}
		}
		return []string{"ctrl+d goes to the documents; choose " + label + "."}
	}
	p, _ := shipped(c.Provider)
	if !c.Options.Has(OnlyProvider) {
		lines = append(lines, fmt.Sprintf("Choose %s (%s): type its name, enter takes it.", p.Name, p.ID))
	}
	if len(p.Login) > 1 {
		lines = append(lines, "Choose to log in by "+c.Way+".")
	}
	return lines
}

func (c Code) line(s Step) string {
	switch s.Do {
	case LogIn:
		return c.loginLine(s.Arg)
	case Answer:
		p, _ := shipped(c.Provider)
		what, wrong := "the code", "a wrong code, such as 9999"
		switch p.MFAKind {
		case assets.MFAQuestions:
			what, wrong = "the answers", "a wrong answer"
		case assets.MFACode6:
			wrong = "a wrong code, such as 999999"
		}
		if s.Arg == Wrong {
			return "Type " + wrong + "; enter sends it."
		}
		return "ctrl+t fills in " + what + ", enter sends it."
	case Send:
		return fmt.Sprintf("Take %s's sample; enter sends it.", c.Person)
	case Revoke:
		return "s, x and y revoke it."
	case Arm, Trigger:
		return faultLine(s)
	}
	return ""
}

func (c Code) loginLine(password string) string {
	login := "ctrl+t fills in " + c.Person
	if first := slices.Index(c.fitting(), c.Person); first > 0 {
		login = fmt.Sprintf("ctrl+t, %d times, fills in %s", first+1, c.Person)
	}
	if password == Right {
		return login + "; enter logs in."
	}
	if password == Wrong {
		password = "a wrong one"
	}
	return fmt.Sprintf("%s; ctrl+u clears the password, type %s there; enter logs in.", login, password)
}

// fitting are the people whom ctrl+t offers, in its order.
func (c Code) fitting() (names []string) {
	for _, p := range assets.People() {
		if c.Way != assets.LoginSSNumber || p.SSNumber != "" {
			names = append(names, p.Name)
		}
	}
	return names
}

func faultLine(s Step) string {
	k, _ := fault.Find(wire.FaultName(s.Arg))
	does, key := "arms", "enter"
	if s.Do == Trigger {
		does, key = "triggers", "ctrl+n"
	}
	if k.Moment == "" {
		key = "enter"
	}
	return fmt.Sprintf("ctrl+f, %s, %s %s %s: %s. esc closes the list.", strings.Join(strings.Split(k.Short, ""), " "), key, does, k.Name, k.Label)
}
