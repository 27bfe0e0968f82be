package rerun

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/person"
	"winkterm/flow/recording"
)

// Suggest gives what one of the people would have typed to the end that the recording
// shows, by field name; nothing for another intent. s is the state of the session in which
// it is to be typed.
func (a Action) Suggest(f *recording.File, s flow.State, people []wire.Person) map[string]wire.Secret {
	i, _ := a.Intent.(flow.Typed)
	lengths := map[string]int{}
	for name, masked := range i.Values {
		lengths[name] = utf8.RuneCountInString(masked.Reveal())
	}
	var values map[string]string
	switch s.Page { //nolint:exhaustive // the others have a login's form, or none
	case flow.MFA:
		values = answers(f, a, s, people)
	case flow.Invite:
		values = addresses(lengths)
	default:
		values = login(f, a, s, lengths, people)
	}
	out := map[string]wire.Secret{}
	for name, n := range lengths {
		out[name] = wire.Secret(fitted(values[name], n))
	}
	return out
}

// fitted shortens a text that was typed in part. One that is not known is so many dots:
// something is to be in the field.
func fitted(text string, n int) string {
	switch known := utf8.RuneCountInString(text); {
	case n == 0:
		return ""
	case known == 0:
		return strings.Repeat("x", n)
	case n < known && !strings.Contains(text, "_"):
		return string([]rune(text)[:n])
	}
	return text
}

// addresses gives addresses as long as what was typed; a name is made up like all that is
// not known.
func addresses(lengths map[string]int) map[string]string {
	values := map[string]string{}
	for name, n := range lengths {
		if name != "fullName" && n > len("@x") {
			values[name] = strings.Repeat("x", n-len("@x")) + "@x"
		}
	}
	return values
}

// login gives what the person types whose data are as long as what was typed, with the
// password that brings about what became of the account.
func login(f *recording.File, a Action, s flow.State, lengths map[string]int, people []wire.Person) map[string]string {
	var values map[string]string
	best := -1
	for _, p := range person.Fitting(people, s) {
		theirs, _ := person.Login(p, s.Fields())
		same := 0
		for name, n := range lengths {
			if utf8.RuneCountInString(theirs[name]) == n {
				same++
			}
		}
		if same > best {
			values, best = theirs, same
		}
	}
	for _, field := range s.Fields() {
		if field.Kind == wire.FieldPassword && values != nil {
			values[field.Name] = password(outcomeOf(f, a), values[field.Name], lengths[field.Name])
		}
	}
	return values
}

// password gives the one of n characters that leads to an outcome; right is the person's
// own. See docs/sandbox.md.
func password(o outcome, right string, n int) string {
	if o.code == wire.ErrInvalidCredentials && !o.connected && !o.fault {
		return wrong(n)
	}
	magic := "error_" + string(o.code)
	if o.connected {
		magic = "later_" + string(o.code)
	}
	candidates := []string{right, magic}
	if digits := n - len("slow_"); digits > 0 {
		candidates = append(candidates, "slow_"+seconds(o.pending, digits))
	}
	for _, c := range candidates {
		if len(c) == n {
			return c
		}
	}
	if o.code == "" || o.fault || o.asked {
		return right
	}
	return magic
}

// wrong is a text of n characters that is nobody's.
func wrong(n int) string { return strings.Repeat("0", n) }

// usual is what PENDING takes beside what slow_<n> asks for, at most, and slowest the
// largest n that there is.
const (
	usual   = 3 * time.Second
	slowest = 600
)

// seconds is how long a login took beyond the usual, in so many digits.
func seconds(pending time.Duration, digits int) string {
	least, most := 1, 9
	for range digits - 1 {
		least, most = least*10, most*10+9
	}
	return strconv.Itoa(max(least, min(most, slowest, int((pending-usual+time.Second)/time.Second))))
}

// outcome is what became of a login.
type outcome struct {
	// code is why the account failed; connected that it was CONNECTED before, asked that a
	// second step was asked for, fault that somebody had things go wrong meanwhile.
	code                    wire.AccountErrorCode
	connected, asked, fault bool
	pending                 time.Duration
}

// outcomeOf follows the account that comes of a login to its end.
func outcomeOf(f *recording.File, a Action) (o outcome) {
	id := ""
	var begun time.Time
	for i := range f.Len() {
		if lane := f.Meta(i).Lane; lane != journal.LaneNote && lane != journal.LaneStatus {
			continue
		}
		r, err := f.At(i)
		if err != nil {
			return o
		}
		switch d := r.Data.(type) { //nolint:gochecksumtype // the others say nothing of an account
		case journal.Note:
			o.fault = o.fault || d.Fault != nil && strings.HasPrefix(string(d.Fault.Name), "account.")
		case journal.Status:
			if i < a.Index || d.Subject != string(flow.SubjectAccount) || id != "" && id != d.ID {
				continue
			}
			if id == "" {
				id, begun = d.ID, r.At
			} else if o.pending == 0 {
				o.pending = r.At.Sub(begun)
			}
			o.asked = o.asked || d.To == string(wire.StatusAwaitingMFA)
			o.connected = o.connected || d.To == string(wire.StatusConnected)
			if d.To == string(wire.StatusError) {
				o.code = wire.AccountErrorCode(d.ErrorCode)
				return o
			}
		}
	}
	return o
}

// answers gives what the person who has logged in answers, or something else where the
// answer was refused. Of a choice it is the one whose id is as long as what was typed.
func answers(f *recording.File, a Action, s flow.State, people []wire.Person) map[string]string {
	typed, _ := a.Intent.(flow.Typed)
	c := s.Linking.Challenge
	who, ok := person.LoggedIn(people, s)
	values := map[string]string{}
	for name, v := range person.Challenge(who, c) {
		values[name] = v
		if !ok || a.Refused(f) {
			values[name] = wrong(utf8.RuneCountInString(typed.Values[name].Reveal()))
		}
	}
	n := utf8.RuneCountInString(typed.Values[flow.ChoiceField].Reveal())
	at := slices.IndexFunc(c.Choices, func(one wire.ChannelChoice) bool { return utf8.RuneCountInString(one.ID) == n })
	if at >= 0 {
		values[flow.ChoiceField] = c.Choices[at].ID
	}
	return values
}

// Refused says that an answer was a wrong one: the next snapshots of the recording have
// fewer attempts left, or none and the account in ERROR.
func (a Action) Refused(f *recording.File) bool {
	submits := 0
	left := a.State.Linking.Challenge.AttemptsLeft
	for i := a.Index + 1; i < f.Len(); i++ {
		lane := f.Meta(i).Lane
		if lane == journal.LaneIntent {
			if submits++; submits > 1 {
				return false
			}
		}
		if lane == journal.LaneState {
			s, err := stateAt(f, i)
			if err != nil || s.Linking.AccountID != a.State.Linking.AccountID {
				return false
			}
			now := s.Linking.Challenge
			if now.LastError != "" && now.AttemptsLeft < left || left == 1 && s.Linking.Current().ErrorCode() == wire.ErrAccountLocked {
				return true
			}
		}
	}
	return false
}
