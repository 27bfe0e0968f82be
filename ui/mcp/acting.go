package mcp

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/scenario/derive"
	"winkterm/flow/scenario/spec"
)

// newSession is what every session is begun with.
type newSession struct {
	Person string `json:"person,omitempty" words:"person" default:"\"George\"" doc:"The test person who logs in."`
	Seed   uint64 `json:"seed,omitempty" range:"0,9007199254740991" doc:"What ids, waits and data are made of: the same seed, the same values. The number of the session where it is left out."`
}

type linkArgs struct {
	newSession
	Provider    string                 `json:"provider" words:"provider" doc:"Where the account is."`
	Password    wire.Secret            `json:"password,omitempty" doc:"In place of the person's: wrong; error_CODE for a login that ends in that error code, such as error_ACCOUNT_LOCKED; later_CODE for one that does so after it was connected."`
	Credentials map[string]wire.Secret `json:"credentials,omitempty" doc:"What is typed into fields of the login form, by their names, in place of the person's."`
	Code        wire.Secret            `json:"code,omitempty" doc:"At the second step, in place of the person's: wrong, or a code."`
	StopAt      string                 `json:"stop_at,omitempty" words:"status" default:"\"CONNECTED\"" doc:"The status at which it ends; one behind which no other comes ends it as well."`
	Fault       any                    `json:"fault,omitempty" types:"string,object" doc:"A fault that is armed before, as fault_arm takes it."`
}

func link(c *call, in linkArgs) (answer, error) {
	steps, err := derive.Link{Provider: in.Provider, Person: in.Person, Password: in.Password, Code: in.Code, Values: in.Credentials}.Steps()
	if err != nil {
		return answer{}, err
	}
	steps = append([]spec.Step{{Do: spec.Consent{}}}, steps...)
	if in.Fault != nil {
		armed, err := step("fault", in.Fault)
		if err != nil {
			return answer{}, err
		}
		steps = append(armed, steps...)
	}
	l, done, err := c.begin(&spec.Scenario{Person: in.Person, Seed: in.Seed})
	if err != nil {
		return answer{}, err
	}
	defer done()
	reached, err := l.link(c, in.StopAt, steps)
	if err != nil {
		return answer{}, err
	}
	now := l.stands()
	now.Reached = &reached
	text := now.text()
	if !reached {
		text = in.StopAt + " was not reached: " + text
	}
	return answer{text: text, data: now}, nil
}

// link does the steps of a link until the account stands at a status, and says whether it
// does. Where it comes out otherwise the steps that are left are not done.
func (l *live) link(c *call, stop string, steps []spec.Step) (reached bool, err error) {
	at := func(s flow.State) bool { return string(s.Linking.Current().ConnectionStatus) == stop }
	if err := l.do(c, rests); err != nil {
		return false, err
	}
	for _, one := range steps {
		state := l.play.Session().State()
		if pages := one.Pages(); len(pages) > 0 && !slices.Contains(pages, spec.Page(state.Page.String())) {
			break
		}
		if err := l.do(c, func(s flow.State) bool { return at(s) || rests(s) }, one); err != nil {
			return false, err
		}
		if at(l.play.Session().State()) {
			return true, nil
		}
	}
	over := func(s flow.State) bool {
		status := s.Linking.Current().ConnectionStatus
		return at(s) || status == wire.StatusError || status == wire.StatusDisconnected || rests(s) && s.Page != flow.ConnectSuccess
	}
	err = l.do(c, over)
	return at(l.play.Session().State()), err
}

type startArgs struct {
	newSession
	Providers []string `json:"providers,omitempty" words:"provider" doc:"Shows only these; a single one skips the list."`
	Upload    bool     `json:"upload,omitempty" doc:"Lets documents be uploaded."`
	Company   string   `json:"company,omitempty" doc:"The company that asks for consent."`
}

func startSession(c *call, in startArgs) (answer, error) {
	return c.first(&spec.Scenario{Person: in.Person, Seed: in.Seed, Options: spec.Options{Providers: in.Providers, EnableUpload: in.Upload, CompanyName: in.Company}})
}

// first begins a session, does the first steps in it, and says where it stands.
func (c *call) first(sc *spec.Scenario, steps ...spec.Step) (answer, error) {
	l, done, err := c.begin(sc)
	if err != nil {
		return answer{}, err
	}
	defer done()
	if err := l.do(c, rests, steps...); err != nil {
		return answer{}, err
	}
	return l.answer(), nil
}

// ofSession is the session that a tool acts on.
type ofSession struct {
	Session string `json:"session,omitempty" doc:"The session, such as s1; the newest where it is left out."`
}

func (o ofSession) id() string { return o.Session }

// within makes a tool that does something in a session, and says where that stands then.
func within[In interface{ id() string }](do func(*call, *live, In) error) func(*call, In) (answer, error) {
	return func(c *call, in In) (answer, error) {
		l, done, err := c.use(in.id())
		if err != nil {
			return answer{}, err
		}
		defer done()
		if err := do(c, l, in); err != nil {
			return answer{}, err
		}
		return l.answer(), nil
	}
}

// step is one step of the scenario language, from its action's name and arguments.
func step(name string, arguments any) ([]spec.Step, error) {
	text, _ := json.Marshal(map[string]any{name: arguments}) // they came as JSON
	return spec.Steps(text)
}

type actArgs struct {
	ofSession
	Step   any  `json:"step" types:"string,object,array" doc:"One step, or a list: an action's name where it needs no arguments, else {action: arguments}, such as {\"choose\": \"sss_ph\"}."`
	AtOnce bool `json:"at_once,omitempty" doc:"Lets no time pass behind it."`
}

func act(c *call, l *live, in actArgs) error {
	text, _ := json.Marshal(in.Step) // it came as JSON
	steps, err := spec.Steps(text)
	if err != nil {
		return err
	}
	return l.do(c, map[bool]func(flow.State) bool{false: rests}[in.AtOnce], steps...)
}

type answerArgs struct {
	ofSession
	Code    wire.Secret            `json:"code,omitempty" doc:"The code that was sent: right, which it is where it is left out, wrong, or digits."`
	Channel string                 `json:"channel,omitempty" doc:"Where the code is to be sent; the first channel where it is left out."`
	Answers map[string]wire.Secret `json:"answers,omitempty" doc:"Answers to security questions by their ids; the person's where they are left out."`
}

func answerStep(c *call, l *live, in answerArgs) error {
	var do spec.Action = spec.Code{Value: in.Code}
	switch l.play.Session().State().Linking.Challenge.Kind {
	case wire.MFAChoice:
		do = spec.Channel{To: in.Channel}
	case wire.MFAQuestions:
		do = spec.Answers{Values: in.Answers}
	case wire.MFAOTP, wire.MFANone: // of which the step says so
	}
	return l.do(c, rests, spec.Step{Do: do})
}

type uploadArgs struct {
	ofSession
	Samples []string `json:"samples" words:"sample" doc:"Samples in the program; no other file is read."`
	Type    string   `json:"file_type,omitempty" words:"fileType" default:"\"PAYSLIP\"" doc:"The document type."`
}

// upload uploads in a session that was started for it, in a new one where none is named.
func upload(c *call, in uploadArgs) (answer, error) {
	upload := spec.Step{Do: spec.Upload{Type: in.Type, Samples: in.Samples}}
	if in.Session == "" {
		return c.first(&spec.Scenario{Options: spec.Options{EnableUpload: true}}, spec.Step{Do: spec.Consent{}}, upload)
	}
	return within(func(c *call, l *live, _ uploadArgs) error { return l.do(c, rests, upload) })(c, in)
}

type clockArgs struct {
	ofSession
	By          string `json:"by,omitempty" doc:"How long, such as 8s, 5m or 60d; what happens meanwhile happens at its own moment. Without it, up to the next thing that happens."`
	SandboxOnly bool   `json:"sandbox_only,omitempty" doc:"Moves the sandbox's clock alone, and at once: for days."`
}

// nextMost is how far the clock is moved for the next thing that happens.
const nextMost = time.Hour

func clock(c *call, l *live, in clockArgs) error {
	if in.By == "" {
		return l.until(c, nextMost, func(flow.State) bool {
			return slices.ContainsFunc(l.play.Outcome().Records[l.seen:], happened)
		})
	}
	steps, err := step(map[bool]string{false: "wait", true: "clock"}[in.SandboxOnly], in.By)
	if err != nil {
		return err
	}
	return l.do(c, nil, steps...)
}

func reset(c *call, l *live, _ ofSession) error {
	return l.do(c, rests, spec.Step{Do: spec.RestartHost{}})
}

func finish(c *call, in ofSession) (answer, error) {
	l, done, err := c.use(in.Session)
	if err != nil {
		return answer{}, err
	}
	a := l.answer()
	done()
	c.end(l.id, "it was finished")
	return a, nil
}

func faults(c *call, in ofSession) (answer, error) {
	l, done, err := c.use(in.Session)
	if err != nil {
		return answer{}, err
	}
	defer done()
	list, err := l.play.Session().Faults().List()
	if err != nil {
		return answer{}, err
	}
	armed := named(list.Armed, func(f wire.Fault) string { return string(f.Name) })
	return answer{text: fmt.Sprintf("%d faults on offer; armed: %s", len(list.Offered), strings.Join(armed, ", ")), data: list}, nil
}

type faultArgs struct {
	ofSession
	Fault any `json:"fault" types:"string,object" doc:"The fault's name, such as account.ACCOUNT_LOCKED or http.503, or {name, times?, when?: {operation?, providerId?, userId?, nth?, chance?}, delay?, delayMax?, retryAfter?, field?}; faults lists the names."`
}

// arm makes the tools that arm a fault, and trigger one at once.
func arm(now bool) func(*call, *live, faultArgs) error {
	return func(c *call, l *live, in faultArgs) error {
		fault, ok := in.Fault.(map[string]any)
		if !ok {
			fault = map[string]any{"name": in.Fault}
		}
		fault["now"] = now
		steps, err := step("fault", fault)
		if err != nil {
			return err
		}
		return l.do(c, map[bool]func(flow.State) bool{true: rests}[now], steps...)
	}
}

type clearArgs struct {
	ofSession
	Name string `json:"name,omitempty" doc:"The fault's name; all that is armed where it is left out."`
}

func clearFaults(c *call, l *live, in clearArgs) error {
	return l.do(c, nil, spec.Step{Do: spec.Disarm{Name: in.Name}})
}
