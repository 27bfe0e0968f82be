package setup

// State is how a check came out.
type State string

// The states. Failed is for what does not work as it is configured, Warning for what works
// but should be mended.
const (
	OK      State = "ok"
	Warning State = "warning"
	Failed  State = "failed"
	Skipped State = "skipped"
)

// Cause says whose fault a failure is, the gravest first in Causes.
type Cause string

// The causes of failures.
const (
	CauseConfiguration Cause = "configuration"
	CauseKey           Cause = "key"
	CauseHost          Cause = "host"
	CauseTime          Cause = "time"
)

// Causes are all causes, in the order in which one is chosen for the exit code.
func Causes() []Cause { return []Cause{CauseConfiguration, CauseKey, CauseHost, CauseTime} }

// Finding is what a check found, in sentences without a full stop. Mend says what to do
// about a warning or failure; the sentence of a skipped check is the reason.
type Finding struct {
	Check string `json:"check"`
	State State  `json:"state"`
	Text  string `json:"text"`
	Mend  string `json:"mend,omitempty"`
	Cause Cause  `json:"cause,omitempty"`
}

func ok(text string) Finding            { return Finding{State: OK, Text: text} }
func skipped(reason string) Finding     { return Finding{State: Skipped, Text: reason} }
func warning(text, mend string) Finding { return Finding{State: Warning, Text: text, Mend: mend} }

func failed(cause Cause, text, mend string) Finding {
	return Finding{State: Failed, Text: text, Mend: mend, Cause: cause}
}

// Worst gives the cause that counts most among the findings, "" where nothing failed.
func Worst(all []Finding) Cause {
	for _, cause := range Causes() {
		for _, f := range all {
			if f.State == Failed && f.Cause == cause {
				return cause
			}
		}
	}
	return ""
}
