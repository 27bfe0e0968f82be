package spec

import "winkterm/api/wire"

// Step is one thing that is done. In a file it is a mapping with the name of its Action
// and the common keys, or the name alone where the action needs no more.
type Step struct {
	Pos Pos
	// On is the page that must show and wait for nothing before it is done; without it
	// that is the page of the action (Spec.Pages), and for the others nothing is waited for.
	On Page `yaml:"on,omitempty" doc:"The page that must show first."`
	// Note is for whoever watches a demo.
	Note string `yaml:"note,omitempty" doc:"What a speaker says to it, in a demo."`
	// Do is the action; nil where a step only expects, or only has a note.
	Do Action
	// Expect is what must be true once it is done, and nothing is under way.
	Expect []Expect `yaml:"expect,omitempty" doc:"What must be true after it."`
}

// Action is what a step does: one of the types below.
type Action interface{ action() }

type act struct{}

func (act) action() {}

// Field names marked short take the value when a scalar (or a list) stands in place of
// the mapping: "consent: accept" is "consent: {answer: accept}".
type (
	// Begin starts a new session, after the one before was closed.
	Begin struct{ act }
	// Consent accepts or declines.
	Consent struct {
		act
		Answer string `yaml:"answer,omitempty" short:"true" enum:"accept,decline" doc:"accept or decline; accept if it is left out."`
	}
	// Search types into the search field of the list.
	Search struct {
		act
		Text string `yaml:"text" short:"true" doc:"What is typed."`
	}
	// Filter shows one type of provider, "" for all.
	Filter struct {
		act
		Type string `yaml:"type" short:"true" words:"providerType" doc:"The provider type; empty for all."`
	}
	// Choose picks a provider.
	Choose struct {
		act
		Provider string `yaml:"provider" short:"true" words:"provider" doc:"The provider's id."`
	}
	// Option picks a way to log in.
	Option struct {
		act
		ID string `yaml:"id" short:"true" doc:"The id of the way to log in."`
	}
	// Login types into the login form and sends it. Values go before the person's; a
	// password of "wrong" is one that is refused.
	Login struct {
		act
		Person   string                 `yaml:"person,omitempty" short:"true" words:"person" doc:"Who logs in; the scenario's person if it is left out."`
		Password wire.Secret            `yaml:"password,omitempty" doc:"In place of the person's: a magic one such as error_ACCOUNT_LOCKED, later_…, slow_20, or wrong."`
		Values   map[string]wire.Secret `yaml:"values,omitempty" doc:"What is typed into fields, by field name, in place of the person's."`
	}
	// Type types into fields of the page and sends nothing.
	Type struct {
		act
		Values map[string]wire.Secret `yaml:"values" short:"true" doc:"What is typed, by field name."`
	}
	// Submit sends the form of the page.
	Submit struct{ act }
	// Record takes the social security record that the employer survey offers.
	Record struct{ act }
	// Code types the code of the second step and sends it.
	Code struct {
		act
		Value wire.Secret `yaml:"value,omitempty" short:"true" doc:"The code; right (the person's, if it is left out) or wrong."`
	}
	// Channel chooses where the code is sent.
	Channel struct {
		act
		To string `yaml:"to,omitempty" short:"true" doc:"The id of the channel, such as sms or email."`
	}
	// Answers answers security questions and sends them.
	Answers struct {
		act
		Values map[string]wire.Secret `yaml:"values,omitempty" short:"true" doc:"The answers by the question's id; the person's if they are left out."`
	}
	// Resend asks for another code.
	Resend struct{ act }
	// Another goes on to connect another account, or upload another document.
	Another struct{ act }
	// Account opens the page of the account.
	Account struct {
		act
		ID string `yaml:"id,omitempty" short:"true" doc:"The account; if it is left out the last one on Accounts, the first one above the providers, elsewhere the one just connected."`
	}
	// ShowData shows the data of the account or archive that the page is about.
	ShowData struct{ act }
	// Accounts shows all that the user has linked and uploaded.
	Accounts struct{ act }
	// LoginAgain logs in again where the page's account, which failed, is.
	LoginAgain struct{ act }
	// Documents goes to the document types.
	Documents struct{ act }
	// EmployerMissing is "Can't find your employer?" on the list.
	EmployerMissing struct{ act }
	// FileType picks a document type.
	FileType struct {
		act
		Type string `yaml:"type" short:"true" words:"fileType" doc:"The document type, such as payslip."`
	}
	// File adds a file to the upload.
	File struct {
		act
		Sample string `yaml:"sample,omitempty" short:"true" words:"sample" doc:"One of the samples in the program, see winkterm samples."`
		Path   string `yaml:"path,omitempty" doc:"A file of your own, seen from the scenario file."`
	}
	// RemoveFile takes one out.
	RemoveFile struct {
		act
		Index int `yaml:"index" short:"true" doc:"Which one, counted from 0."`
	}
	// Upload goes to the document types where it is not there yet, picks the type, adds the
	// files and sends them.
	Upload struct {
		act
		Type    string   `yaml:"type" words:"fileType" doc:"The document type."`
		Samples []string `yaml:"samples,omitempty" short:"true" words:"sample" doc:"Samples in the program."`
		Files   []string `yaml:"files,omitempty" doc:"Files of your own, seen from the scenario file."`
	}
	// StopUpload gives up sending.
	StopUpload struct{ act }
	// Archive opens the page on which the archive can be revoked.
	Archive struct {
		act
		ID string `yaml:"id,omitempty" short:"true" doc:"The archive; the last one if it is left out."`
	}
	// Revoke asks to revoke the page's account or archive, and confirms.
	Revoke struct {
		act
		Do string `yaml:"do,omitempty" short:"true" enum:"ask,confirm,both" doc:"ask, confirm, or both, which it is if it is left out."`
	}
	// StopSync disables the account's continuous data sync.
	StopSync struct{ act }
	// Refresh asks again for what the page shows.
	Refresh struct{ act }
	// Retry repeats what failed.
	Retry struct{ act }
	// Back goes one page back.
	Back struct{ act }
	// Done leaves by the button.
	Done struct{ act }
	// Close leaves by the X.
	Close struct{ act }
	// OpenBrowser opens the widget in a browser. In a scenario that is one that does what
	// the Browser steps say.
	OpenBrowser struct{ act }
	// Browser is something that the widget's page in the browser reports.
	Browser struct {
		act
		Page     string         `yaml:"page,omitempty" short:"true" enum:"waiting,open,gone,broken,none" doc:"What became of the page."`
		Callback string         `yaml:"callback,omitempty" words:"callback" doc:"A callback that the widget fires."`
		Data     map[string]any `yaml:"data,omitempty" doc:"The callback's data."`
	}
	// Token gives the widget in the browser a fresh token.
	Token struct{ act }
	// Owner goes on with the user whose account or archive was found.
	Owner struct{ act }
	// Invite goes to the page that sends an invite.
	Invite struct{ act }
	// Template picks an invite template, or makes one.
	Template struct {
		act
		ID string `yaml:"id,omitempty" short:"true" doc:"Its id; if it is left out, the one that ships is made."`
	}
	// Wait lets time pass, for the session and the sandbox.
	Wait struct {
		act
		For Duration `yaml:"for" short:"true" doc:"How long: 300ms, 8s, 5m, 60d."`
	}
	// Until waits until what it names is so. What is left out does not count.
	Until struct {
		act
		Status   string   `yaml:"status,omitempty" short:"true" words:"status" doc:"A status of the account or archive."`
		In       Subject  `yaml:"in,omitempty" doc:"Whose status: account, archive, monitor or task; the one that has such a status if it is left out."`
		Page     Page     `yaml:"page,omitempty" doc:"A page that shows."`
		Callback string   `yaml:"callback,omitempty" words:"callback" doc:"A callback that has not come before this step."`
		Timeout  Duration `yaml:"timeout,omitempty" doc:"How long is waited at most; 2m if it is left out."`
	}
	// Fault arms a fault of the sandbox, or triggers it at once.
	Fault struct {
		act
		wire.Fault `yaml:",inline"`
	}
	// Disarm takes back what is armed, by the fault's name; all of it without one.
	Disarm struct {
		act
		Name string `yaml:"name,omitempty" short:"true" doc:"The fault's name."`
	}
	// Clock moves the sandbox's clock on at once; the session's own time does not pass.
	Clock struct {
		act
		Advance Duration `yaml:"advance" short:"true" doc:"By how much: 5h, 60d."`
	}
	// Resume closes the session and opens another one for what it had linked or sent, as
	// an application does that opens the widget once more.
	Resume struct {
		act
		Of      Subject `yaml:"of,omitempty" short:"true" enum:"account,archive" doc:"account or archive, the last one of which the session opens with; account if it is left out."`
		Unknown bool    `yaml:"unknown,omitempty" doc:"The application does not say whose it is: the flow finds that out and shows it on the page Owner."`
	}
	// RestartHost starts the sandbox over: users, tokens and accounts are gone.
	RestartHost struct{ act }
)
