package derive

import (
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/person"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/spec"
)

// typed is what was typed: with the intent that sent it, if that comes next, a login or an
// answer to the second step.
func (d *draft) typed(a rerun.Action) spec.Action {
	values := a.Suggest(d.file, a.State, assets.People())
	var do spec.Action
	if d.sent() {
		switch a.State.Page { //nolint:exhaustive // the others have no such step
		case flow.Login:
			do = login(a.State, values)
		case flow.MFA:
			do = answer(a, values, a.Refused(d.file))
		}
	}
	if do == nil {
		return spec.Type{Values: values}
	}
	d.actions = d.actions[1:]
	return do
}

// sent says that the next action sends what was typed, and that it left: that the fields
// were right.
func (d *draft) sent() bool {
	if len(d.actions) == 0 || d.actions[0].Intent != flow.Intent(flow.Submitted{}) {
		return false
	}
	for i := d.actions[0].Index + 1; i < d.file.Len() && d.file.Meta(i).Lane != journal.LaneIntent; i++ {
		if m := d.file.Meta(i); m.Lane == journal.LaneHTTP && strings.HasPrefix(m.Kind, "POST /accounts") {
			return true
		}
	}
	return false
}

// login is that of a test person, nil where the form was not filled in as a whole. The
// password is named where it is not the person's: a magic one, or wrong.
func login(s flow.State, values map[string]wire.Secret) spec.Action {
	for _, p := range person.Fitting(assets.People(), s) {
		theirs, _ := person.Login(p, s.Fields())
		do, theirOwn := spec.Login{Person: p.Name}, true
		for _, field := range s.Fields() {
			secret, typed := values[field.Name]
			value := secret.Reveal()
			switch {
			case !typed && field.Required:
				return nil
			case field.Kind != wire.FieldPassword:
				theirOwn = theirOwn && strings.HasPrefix(theirs[field.Name], value)
			case strings.Trim(value, "0") == "":
				do.Password = "wrong"
			case strings.Contains(value, "_"):
				do.Password = secret
			}
		}
		if theirOwn {
			return do
		}
	}
	return nil
}

// answer is that to a second step.
func answer(a rerun.Action, values map[string]wire.Secret, wrong bool) spec.Action {
	switch kind := a.State.Linking.Challenge.Kind; {
	case kind == wire.MFAChoice:
		return spec.Channel{To: values[flow.ChoiceField].Reveal()}
	case kind == wire.MFAQuestions && wrong:
		return spec.Answers{Values: values}
	case kind == wire.MFAQuestions:
		return spec.Answers{}
	case wrong:
		return spec.Code{Value: "wrong"}
	}
	return spec.Code{}
}
