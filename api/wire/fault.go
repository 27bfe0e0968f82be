package wire

// FaultName names one thing that a sandbox can be told to do: a way in which
// something goes wrong ("account.ACCOUNT_LOCKED", "http.503"), or a turn of its
// affairs ("clock.5h", "sandbox.reset"). The part before the dot is its group.
type FaultName string

// FaultReset starts the sandbox over; whoever has a session there has none after it.
const FaultReset FaultName = "sandbox.reset"

// FaultKind describes one of them to whoever picks it.
type FaultKind struct {
	Name FaultName `json:"name"`
	// Short are two lower-case letters or digits that no other kind has.
	Short string `json:"short"`
	// Group is the part of the name before the dot.
	Group string `json:"group"`
	// Label says in a few words what happens.
	Label string `json:"label"`
	// Moment says what an armed one waits for ("the next login"); empty for one
	// that cannot wait.
	Moment string `json:"moment,omitempty"`
	// Now says that it can be triggered at once.
	Now bool `json:"now,omitempty"`
}

// Fault is one of them as asked for: armed for a moment, or triggered at once.
// POST /_sandbox/faults takes it, and so do the file of --faults and scenarios, which
// show the docs and take the name alone in short.
type Fault struct {
	// ID is given by the sandbox to what is armed.
	ID   string    `json:"id,omitempty" yaml:"-"`
	Name FaultName `json:"name" yaml:"name" short:"true" doc:"Which fault: a name of winkterm sandbox's table, such as http.503."`
	// Now triggers it at once, on what the user of When did last.
	Now bool `json:"now,omitempty" yaml:"now,omitempty" doc:"Triggers it at once."`
	// When narrows the moments that fit; the zero value takes any.
	When FaultWhen `json:"when,omitzero" yaml:"when,omitempty" doc:"What narrows the moments at which it triggers."`
	// Times is how often it triggers before it is gone; 0 is every time.
	Times int `json:"times,omitempty" yaml:"times,omitempty" doc:"How often it triggers before it is gone; every time if it is left out."`
	// Delay is the wait of http.slow, a Go duration ("2s") of real time, and that of
	// webhook.late, by the sandbox's clock; with DelayMax it lies anywhere between the two.
	Delay    string `json:"delay,omitempty" yaml:"delay,omitempty" doc:"The wait of http.slow and webhook.late, such as 2s."`
	DelayMax string `json:"delayMax,omitempty" yaml:"delayMax,omitempty" doc:"The longest wait, where it varies."`
	// RetryAfter is for http.429 and http.503, a Go duration of whole seconds.
	RetryAfter string `json:"retryAfter,omitempty" yaml:"retryAfter,omitempty" doc:"For http.429 and http.503: whole seconds, such as 2s."`
	// Field is the one that http.field leaves out and http.enum spoils.
	Field string `json:"field,omitempty" yaml:"field,omitempty" doc:"The field that http.field leaves out and http.enum spoils."`
	// Triggered is how often it has triggered so far.
	Triggered int `json:"triggered,omitempty" yaml:"-"`
}

// FaultWhen narrows the moments at which a fault triggers. All that is set must fit.
type FaultWhen struct {
	// Operation is a method and a path as the documentation has it:
	// "GET /v1/accounts/{id}".
	Operation  string `json:"operation,omitempty" yaml:"operation,omitempty" doc:"Method and path, such as GET /v1/accounts/{id}."`
	UserID     string `json:"userId,omitempty" yaml:"userId,omitempty" doc:"The user whom it meets."`
	ProviderID string `json:"providerId,omitempty" yaml:"providerId,omitempty" doc:"The provider at which it triggers."`
	// Nth is which of the moments that fit, counted from 1 when the fault is
	// armed; 0 is every one.
	Nth int `json:"nth,omitempty" yaml:"nth,omitempty" doc:"Which of the moments that fit, counted from 1; every one if it is left out."`
	// Chance is how likely it triggers, from 0 for never to 1, decided by the seed;
	// nil is always.
	Chance *float64 `json:"chance,omitempty" yaml:"chance,omitempty" doc:"How likely it triggers, from 0 to 1."`
}

// SandboxFaults is what GET /_sandbox/faults answers.
type SandboxFaults struct {
	Offered []FaultKind `json:"offered"`
	Armed   []Fault     `json:"armed"`
	// Spent are the last that can trigger no more, with how often they did.
	Spent []Fault `json:"spent"`
}

// FaultDone is what POST /_sandbox/faults answers: the fault as it is armed, or
// what triggering it did, in one line.
type FaultDone struct {
	Fault Fault  `json:"fault"`
	Done  string `json:"done"`
}
