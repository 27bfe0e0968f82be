package report

import (
	"encoding/json"
	"slices"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// Summary is what happened, in short. It is the same in every format.
type Summary struct {
	// Sentence says it in one.
	Sentence string    `json:"sentence"`
	Started  time.Time `json:"started"`
	Ended    time.Time `json:"ended"`
	// Mode is SANDBOX or PRODUCTION, empty where no callback said it.
	Mode string `json:"mode,omitempty"`
	// Users, Accounts, Archives and Providers are ids, in the order in which they came.
	Users     []string `json:"users"`
	Accounts  []string `json:"accounts"`
	Archives  []string `json:"archives"`
	Providers []string `json:"providers"`
	// Subjects are the accounts and archives as they stood last, tasks where there is nothing
	// else.
	Subjects []Subject `json:"subjects"`
	// Codes are the error codes that came, explained where that is known.
	Codes []Code `json:"codes"`
	// CloseReason is that of the last onClose, empty where there was none.
	CloseReason string `json:"closeReason,omitempty"`
	// TokenExpired counts onTokenExpired.
	TokenExpired int `json:"tokenExpired"`
	// LastPage is the page before the session was closed.
	LastPage      string `json:"lastPage,omitempty"`
	LastRequestID string `json:"lastRequestId,omitempty"`
}

// Subject is an account or archive, or a task.
type Subject struct {
	// Kind is "account", "archive" or "task".
	Kind       string `json:"kind"`
	ID         string `json:"id"`
	ProviderID string `json:"providerId,omitempty"`
	Status     string `json:"status"`
	ErrorCode  string `json:"errorCode,omitempty"`
	// Path are its statuses, each as "FROM → TO, CODE".
	Path []string `json:"path"`
}

// Code is an error code that came.
type Code struct {
	Code string `json:"code"`
	// Of is whose code it is: account, archive, or envelope for the API's answers.
	Of          assets.ExplanationKind `json:"of"`
	Times       int                    `json:"times"`
	Explanation *assets.Explanation    `json:"explanation,omitempty"`
}

func (s *story) summarise() Summary {
	facts := recording.FactsOf(s.header, s.records...)
	m := Summary{
		Started: s.start, Ended: s.end, Users: facts.IDs(recording.KindUser), Accounts: facts.IDs(recording.KindAccount),
		Archives: facts.IDs(recording.KindArchive), Providers: facts.IDs(recording.KindProvider), Subjects: []Subject{}, Codes: []Code{},
		LastPage: facts.Screen.Page, LastRequestID: facts.RequestID,
	}
	for _, r := range s.records {
		switch d := r.Data.(type) {
		case journal.Callback:
			m.callback(d)
		case journal.HTTP:
			if d.Status >= 400 {
				m.code(d.Code, assets.ExplainsEnvelope, 1)
			}
		case journal.Status:
			m.status(d)
		case journal.Screen, journal.Launch, journal.Note, journal.State, journal.Intent, journal.Webhook, journal.Items, journal.Unknown:
		}
	}
	for _, of := range reported(facts.Changed()) {
		end := of.Status()
		subject := Subject{Kind: of.Kind, ID: of.ID, ProviderID: of.ProviderID, Status: end.To, ErrorCode: end.ErrorCode}
		for _, d := range of.Statuses {
			subject.Path = append(subject.Path, transition(d))
		}
		m.Subjects = append(m.Subjects, subject)
	}
	m.Sentence = s.sentence(m)
	return m
}

// reported leaves tasks out where there is what they worked on.
func reported(changed []recording.Subject) []recording.Subject {
	linked := slices.DeleteFunc(slices.Clone(changed), func(of recording.Subject) bool {
		return of.Kind != recording.KindAccount && of.Kind != recording.KindArchive
	})
	if len(linked) == 0 {
		return changed
	}
	return linked
}

// args are those of all callbacks.
type args struct {
	wire.AccountCallback
	Uploads                 []string
	EventName, Mode, Reason string
}

func argsOf(d journal.Callback) (a args) {
	_ = json.Unmarshal([]byte(d.Args), &a) // what is not understood is left out
	return a
}

func (m *Summary) callback(d journal.Callback) {
	a := argsOf(d)
	if a.Mode != "" {
		m.Mode = a.Mode
	}
	switch wire.CallbackName(d.Name) {
	case wire.OnClose:
		m.CloseReason = a.Reason
	case wire.OnTokenExpired:
		m.TokenExpired++
	case wire.OnAccountError:
		m.code(string(a.ErrorCode), assets.ExplainsAccount, 0)
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountRemoved, wire.OnUploadsCreated, wire.OnUploadsRemoved, wire.OnUIEvent:
	}
}

func (m *Summary) status(d journal.Status) {
	kind := assets.ExplanationKind(d.Subject)
	m.code(d.ErrorCode, kind, 1)
	if d.To == string(wire.ArchiveUnsupported) && d.ErrorCode == "" {
		m.code(d.To, kind, 1)
	}
}

// code counts an error code, and explains one that is new.
func (m *Summary) code(code string, of assets.ExplanationKind, times int) {
	if code == "" {
		return
	}
	i := slices.IndexFunc(m.Codes, func(c Code) bool { return c.Code == code && c.Of == of })
	if i < 0 {
		m.Codes = append(m.Codes, Code{Code: code, Of: of})
		i = len(m.Codes) - 1
		for _, e := range assets.ExplainAll(code) {
			if e.Kind == of {
				m.Codes[i].Explanation = &e
			}
		}
	}
	m.Codes[i].Times += times
}
