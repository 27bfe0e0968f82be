package accessible

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/search"
	"winkterm/ui/screen"
)

// began is the time at which every test begins.
var began = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// host is a session whose answers the test gives.
type host struct {
	state     flow.State
	catalogue *search.Index
	changed   chan struct{}
	done      chan struct{}
	wanted    []flow.Intent
}

func (h *host) Watch() (flow.State, <-chan struct{}) { return h.state, h.changed }
func (h *host) Done() <-chan struct{}                { return h.done }
func (h *host) Catalogue() *search.Index             { return h.catalogue }

func (h *host) Do(i flow.Intent) error {
	h.wanted = append(h.wanted, i)
	next, _, err := flow.Step(h.state, i)
	if err == nil {
		h.state = next
		close(h.changed)
		h.changed = make(chan struct{})
	}
	return err
}

// bench is a talk with such a host, and a clock that the test moves.
type bench struct {
	*Talk
	host    *host
	now     time.Time
	said    *strings.Builder
	journal *journal.Journal
}

func newBench(s flow.State) *bench {
	b := &bench{host: &host{state: s, catalogue: search.New(), changed: make(chan struct{}), done: make(chan struct{})}, now: began, said: &strings.Builder{}}
	b.journal = journal.New(func() time.Time { return b.now })
	b.Talk = New(b.config())
	return b
}

func (b *bench) config() Config {
	c := Config{}
	c.Session, c.Journal, c.Now, c.Out = b.host, b.journal, func() time.Time { return b.now }, b.said
	c.Host, c.People, c.NoFaults = "seed 7", assets.People(), "faults need a sandbox"
	return c
}

// lines refreshes, and gives what was said since the last time.
func (b *bench) lines() string {
	b.Refresh()
	text := b.said.String()
	b.said.Reset()
	return text
}

func (b *bench) says(t *testing.T, wanted ...string) {
	t.Helper()
	text := b.lines()
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not said:\n%s", w, text)
		}
	}
}

// at is a state with a linked account.
func at(p flow.Page) flow.State {
	return flow.State{
		Page: p, Options: flow.Options{Native: true}, Session: flow.Session{UserID: "u-1", Mode: wire.ModeSandbox},
		BackStack: []flow.Page{flow.Consent, flow.ProviderList},
	}
}

func login() flow.State {
	s := at(flow.Login)
	s.Linking.Provider = wire.Provider{ID: "sss_ph", Name: "Social Security System"}
	s.Linking.Form = wire.LoginForm{Options: []wire.LoginOption{{ID: "one", Fields: []wire.Field{
		{Name: "ssNumber", Label: "SS number", Kind: wire.FieldNumber}, {Name: "password", Label: "Password", Kind: wire.FieldPassword},
	}}}}
	s.Linking.Option = "one"
	return s
}

func TestAFormIsAskedForFieldByField(t *testing.T) {
	t.Parallel()
	b := newBench(login())
	var shown []bool
	b.Hide = func(hidden bool) { shown = append(shown, hidden) }
	b.says(t, "Log in to Social Security System", "SS number")
	if b.Hidden() {
		t.Error("the number is hidden")
	}
	b.Answer("3300000008", b.Question())
	if b.says(t, "Password, not shown as you type: "); !b.Hidden() {
		t.Error("the password is not hidden")
	}
	b.Answer("hush-hush", b.Question())
	if last := b.host.wanted[len(b.host.wanted)-1]; last != (flow.Submitted{}) {
		t.Errorf("%T is wanted last", last)
	}
	if text := b.lines(); strings.Contains(text, "hush-hush") {
		t.Errorf("the password is said: %s", text)
	}
	if !slices.Equal(shown, []bool{true}) {
		t.Errorf("what is typed is hidden: %v", shown)
	}
}

// A word is one on every question, and an equals sign has it taken as it is.
func TestWordsAndTheEqualsSign(t *testing.T) {
	t.Parallel()
	b := newBench(login())
	b.lines()
	b.Answer("=status", b.Question())
	if got := b.host.state.Value("ssNumber"); got.Reveal() != "status" {
		t.Errorf("the field has %q", got.Reveal())
	}
	b.lines()
	b.Answer("=else", b.Question()) // is no word
	if got := b.host.state.Value("password"); got.Reveal() != "=else" {
		t.Errorf("the field has %q", got.Reveal())
	}
	for word, wanted := range map[string]string{
		"status": "The user is u-1.", "?": "ctrl+t", "callbacks": "0 so far", "faults": "faults need a sandbox", "faults http.503": "faults need a sandbox",
		"about 1": "no such row", "data": "Not now: ", "ticket": "Nothing is written down", "again": "Log in to",
	} {
		b := newBench(login())
		b.lines()
		b.Answer(word, b.Question())
		b.says(t, wanted)
	}
}

func TestTryTypesInWhatTheTestPersonWould(t *testing.T) {
	t.Parallel()
	b := newBench(login())
	b.lines()
	b.Answer("try", b.Question())
	b.says(t, "1. SS number: 3300000008", "2. Password: what is there", "Enter to log in")
	b.Answer("1", b.Question())
	b.says(t, "SS number, Enter keeps 3300000008")
}

// A person who answers as the page changes has read another question.
func TestAnAnswerToAnotherQuestionIsNotUsed(t *testing.T) {
	t.Parallel()
	for person, wanted := range map[bool]int{true: 0, false: 1} {
		b := newBench(at(flow.ConnectSuccess))
		b.Person = person
		b.lines()
		asked := b.Question()
		b.host.state.Page, b.host.state.ViewCount = flow.Consent, 1
		b.Answer("2", asked)
		if len(b.host.wanted) != wanted {
			t.Errorf("person %v: %v is wanted", person, b.host.wanted)
		}
		if person {
			b.says(t, "the answer was not used", "Your choice? ")
		}
	}
}

// A question for a secret that comes while a line is being read that shows is not answered
// by that line.
func TestASecretIsNotTakenFromALineThatShowed(t *testing.T) {
	t.Parallel()
	b := newBench(login())
	b.Person = true
	b.lines()
	b.Answer("3300000008", b.Question())
	b.lines()
	b.Answer("hush-hush", "") // begun while the page before waited
	if got := b.host.state.Value("password"); got != "" {
		t.Errorf("the field has %q", got.Reveal())
	}
	b.says(t, "not used", "Password")
}

// A word that fits everywhere is done also where the question changed meanwhile.
func TestAWordIsTakenWhateverIsAsked(t *testing.T) {
	t.Parallel()
	b := newBench(login())
	b.Person = true
	b.lines()
	b.Answer("status", "an older question? ")
	b.says(t, "The page is Login.")
	b.Answer("try", "an older question? ")
	b.says(t, "not used")
	b.Answer("esc", b.Question())
	if n := len(b.host.wanted); n == 0 || b.host.wanted[n-1] != (flow.Back{}) {
		t.Errorf("esc wants %v", b.host.wanted)
	}
}

// Who hears the lines hears an id in full once; a program reads it in full always.
func TestIDsAreSaidInFullOnce(t *testing.T) {
	t.Parallel()
	const id = "a-09f8e2c717f6918872e6b8daf5861d66"
	for _, person := range []bool{true, false} {
		b := newBench(at(flow.Consent))
		b.Person = person
		b.lines()
		for _, to := range []string{"PENDING", "AWAITING_MFA"} {
			b.journal.Append(journal.Status{Subject: "account", ID: id, To: to})
		}
		text := b.lines()
		if n := strings.Count(text, id); person && (n != 1 || !strings.Contains(text, "Account a-09f8e…1d66 is now AWAITING_MFA.")) || !person && n != 2 {
			t.Errorf("person %v: %s", person, text)
		}
	}
}

func TestTheTimeIsSaidOnceAndWhenItIsShort(t *testing.T) {
	t.Parallel()
	s := at(flow.MFA)
	s.Session.ExpiresAt = began.Add(30 * time.Minute)
	s.Linking.Challenge = wire.Challenge{Kind: wire.MFAOTP, Length: 4, Prompt: "Enter the code", ExpiresAt: began.Add(5 * time.Minute), AttemptsLeft: 3}
	b := newBench(s)
	b.says(t, "The link token is good for 30 minutes.", "The code is good for 5 minutes.", "Attempts left: 3", "The host's mode is SANDBOX.")
	if got := b.next(); got != 4*time.Minute {
		t.Errorf("the next is in %v", got)
	}
	b.now = began.Add(2 * time.Minute)
	if text := b.lines(); text != "" {
		t.Errorf("said again: %q", text)
	}
	b.now = began.Add(4*time.Minute + 20*time.Second)
	b.says(t, "The code is good for 40 seconds.")
	if text := b.lines(); text != "" {
		t.Errorf("said again: %q", text)
	}
}

// What happens is said as it happens, masked by the journal.
func TestWhatHappensIsSaid(t *testing.T) {
	t.Parallel()
	b := newBench(at(flow.Connecting))
	b.says(t, "The provider is being asked. Please wait.")
	if b.Question() != "" {
		t.Errorf("asked while it waits: %q", b.Question())
	}
	b.journal.Append(journal.Status{Subject: "account", ID: "a-1234", From: "PENDING", To: "AWAITING_MFA", Since: 1200 * time.Millisecond})
	b.journal.Append(journal.Status{Subject: "account", ID: "a-1234", To: "ERROR", ErrorCode: "ACCOUNT_LOCKED"})
	b.journal.Append(journal.Callback{Name: "onAccountCreated", Args: `{"accountId":"a-1234","userId":"u-1","fullName":"Juan dela Cruz"}`})
	b.journal.Append(journal.Callback{Name: "onClose", Source: journal.SourceWidget, Args: `"exit"`})
	b.journal.Append(journal.Webhook{Type: "ACCOUNT_CONNECTED", SubjectID: "a-1234", Marks: []string{"late"}})
	b.journal.Append(journal.Note{Topic: "fault", Text: "armed \x1b[31mred"})
	b.journal.Append(journal.HTTP{Method: "GET", URL: "http://127.0.0.1/v1/accounts", Status: 200})
	text := b.lines()
	want := "Account a-1234 is now AWAITING_MFA, 1.2 seconds after PENDING.\n" +
		"Account a-1234 is now ERROR with the error code ACCOUNT_LOCKED.\n" +
		"Callback: onAccountCreated, accountId a-1234, fullName [NAME_1]\n" +
		"Callback: onClose from the widget in the browser, reason exit\n" +
		"Webhook: ACCOUNT_CONNECTED, a-1234, late\n" +
		"Note: fault armed red\n"
	if text != want {
		t.Errorf("said:\n%s\nwant:\n%s", text, want)
	}
}

// What a page offers by keys alone is said once, and done by its words.
func TestWhatKeysDoIsSaidAndDone(t *testing.T) {
	t.Parallel()
	s := at(flow.ProviderList)
	s.Options.Widget.EnableUpload, s.Catalogue.Complete = true, true
	b := newBench(s)
	b.says(t, "You can also answer: ", "documents", "type", "Can't find your employer?")
	b.Answer("documents", b.Question())
	if _, ok := b.host.wanted[0].(flow.UploadWanted); !ok {
		t.Errorf("%v is wanted", b.host.wanted)
	}
	if text := b.lines(); strings.Contains(text, "You can also answer") {
		t.Errorf("said again: %s", text)
	}
}

// Nothing that a host says reaches the terminal as a control character.
func TestWhatIsSaidIsPlain(t *testing.T) {
	t.Parallel()
	s := at(flow.Consent)
	s.Session.UserID = "u-1\x1b[31m\r\a"
	b := newBench(s)
	b.lines()
	b.Answer("status", b.Question())
	if text := b.lines(); strings.ContainsAny(text, "\x1b\r\a") || !strings.Contains(text, "u-1") {
		t.Errorf("said: %q", text)
	}
}

// A letter is a key only where nothing is typed.
func TestALetterIsTypedWhereThereIsAField(t *testing.T) {
	t.Parallel()
	b := newBench(at(flow.Consent))
	look := screen.Entry{Kind: screen.Action, Label: "look again", Key: "r", Do: func() screen.Out { return screen.Out{} }}
	b.outline = []screen.Entry{look}
	if b.special("r") == nil {
		t.Error("r does nothing")
	}
	if b.outline = []screen.Entry{look, {Kind: screen.Field}}; b.special("r") != nil || b.special("look again") == nil {
		t.Error("r is a key in a field, or its word is none")
	}
}

// While the host is asked for what the user wants, no further answer is taken.
func TestNothingIsAskedWhileTheHostIs(t *testing.T) {
	t.Parallel()
	s := at(flow.EmployerSurvey)
	s.Linking.Form.SocialSecurity = "sss_ph"
	b := newBench(s)
	b.lines()
	b.Answer("1", b.Question())
	if b.lines(); !b.host.state.Calls.Busy() || b.Question() != "" {
		t.Errorf("busy %v, asked %q", b.host.state.Calls.Busy(), b.Question())
	}
}

// run runs the wizard on lines, and gives what it said.
func (b *bench) run(t *testing.T, production bool, lines ...string) (string, error) {
	t.Helper()
	c := b.config()
	c.Production, c.Begun = production, true
	c.Read = func() (string, error) {
		if len(lines) == 0 {
			return "", io.EOF
		}
		line := lines[0]
		lines = lines[1:]
		return line + "\n", nil
	}
	err := Run(t.Context(), c)
	return b.said.String(), err
}

func TestTheEndOfTheAnswersClosesTheWidget(t *testing.T) {
	t.Parallel()
	b := newBench(at(flow.Consent))
	text, err := b.run(t, false, "again")
	if err != nil || b.host.state.Page != flow.Closed || b.host.state.Session.CloseReason != wire.CloseX {
		t.Errorf("%v, on %s", err, b.host.state.Page)
	}
	if begins := "This is the sandbox in the binary with the seed 7, nothing is real.\n"; !strings.HasPrefix(text, begins) || strings.Count(text, "Your choice?") != 2 {
		t.Errorf("said:\n%s", text)
	}
}

func TestProductionIsConfirmedByItsWordFirst(t *testing.T) {
	t.Parallel()
	for word, begins := range map[string]bool{"production": true, "yes": false, "": false} {
		b := newBench(at(flow.Consent))
		text, err := b.run(t, true, word)
		if errors.Is(err, ErrNotConfirmed) == begins || strings.Contains(text, "Continue") != begins || len(b.host.wanted) > 0 != begins {
			t.Errorf("%q: %v, %v is wanted, said:\n%s", word, err, b.host.wanted, text)
		}
		if !strings.HasPrefix(text, "This is production at ") {
			t.Errorf("said:\n%s", text)
		}
	}
}

func TestASignalClosesTheWidget(t *testing.T) {
	t.Parallel()
	b := newBench(at(flow.Consent))
	c := b.config()
	c.Begun, c.Person = true, true
	ctx, stop := context.WithCancel(t.Context())
	reading := make(chan struct{})
	c.Read = func() (string, error) {
		stop()
		<-reading // nobody types
		return "", io.EOF
	}
	defer close(reading)
	if err := Run(ctx, c); err != nil || b.host.state.Page != flow.Closed {
		t.Errorf("%v, on %s", err, b.host.state.Page)
	}
}

// What happens while somebody is asked has lines of its own, and the question comes again.
func TestAQuestionComesAgainBehindWhatHappens(t *testing.T) {
	t.Parallel()
	b := newBench(at(flow.Consent))
	b.Person = true
	b.says(t, "Your choice? ")
	b.journal.Append(journal.Note{Topic: "fault", Text: "armed"})
	if text := b.lines(); !strings.HasPrefix(text, "\n") || !strings.HasSuffix(text, "armed\nYour choice? ") || strings.Contains(text, "Continue") {
		t.Errorf("said: %q", text)
	}
	if text := b.lines(); text != "" {
		t.Errorf("said again: %q", text)
	}
	b.Answer("status", b.Question())
	if text := b.lines(); strings.HasPrefix(text, "\n") {
		t.Errorf("behind an answer: %q", text)
	}
}

// What the end of the answers is about is said, unless it is their end.
func TestAnswersThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, why := range []error{io.ErrNoProgress, io.EOF} {
		b := newBench(at(flow.Consent))
		c := b.config()
		c.Begun, c.Read = true, func() (string, error) { return "", why }
		if err := Run(t.Context(), c); err != nil || b.host.state.Page != flow.Closed {
			t.Errorf("%v, on %s", err, b.host.state.Page)
		}
		if says := strings.Contains(b.said.String(), why.Error()); says == errors.Is(why, io.EOF) {
			t.Errorf("of %v is said:\n%s", why, b.said)
		}
	}
}

// broken is a terminal that is gone.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWhereNobodyReadsItEnds(t *testing.T) {
	t.Parallel()
	b := newBench(at(flow.Consent))
	c := b.config()
	c.Begun, c.Out = true, broken{}
	c.Read = func() (string, error) { return "c", nil }
	if err := Run(t.Context(), c); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%v", err)
	}
}
