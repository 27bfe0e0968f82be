package assets

import (
	"fmt"
	"slices"
	"sync"
)

// Life is what providers know of one of the test people beside the published
// facts. All of it is made up. Days and months are as of the years 2026 to 2035;
// nothing lies after 2025.
type Life struct {
	// Person is the user name of whose life it is; see People.
	Person        string        `json:"person"`
	FirstName     string        `json:"firstName"`
	MiddleName    string        `json:"middleName"` // often empty
	LastName      string        `json:"lastName"`
	Suffix        string        `json:"suffix"` // often empty
	Gender        string        `json:"gender"`
	MaritalStatus string        `json:"maritalStatus"`
	Born          string        `json:"born"` // YYYY-MM-DD
	Address       Address       `json:"address"`
	SocialProfile SocialProfile `json:"socialProfile"`
	// Swing is by how many percent what is paid beside the base may fall behind
	// that of the sample payslip.
	Swing int `json:"swing"`
	// Jobs begins with the first one; the last is the present one.
	Jobs   []Job   `json:"jobs"`
	Papers []Paper `json:"papers"`
	// Payslip is the person's sample that the present job is taken from.
	Payslip Payslip `json:"-"`
}

// Address is where a person lives.
type Address struct {
	House     int    `json:"house"`
	Line1     string `json:"line1"` // the street alone
	Line2     string `json:"line2"`
	City      string `json:"city"`
	Region    string `json:"region"`
	Zip       string `json:"zip"`
	Latitude  string `json:"latitude"`
	Longitude string `json:"longitude"`
}

// SocialProfile is a person's page on a social network, of the specification's
// types. The address leads nowhere.
type SocialProfile struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

// Job is one job of a person. The present one has employer and title from the
// payslip, so that they are said once.
type Job struct {
	Employer    string `json:"employer"`
	Title       string `json:"title"`
	Department  string `json:"department"`
	Work        string `json:"work"`
	Description string `json:"description"`
	From        string `json:"from"` // YYYY-MM, from its first day on
	To          string `json:"to"`   // YYYY-MM, to its last day; empty of the present job
	// Pay is the base pay in percent of the present job's of the same year.
	Pay int `json:"pay"`
}

// Paper is a document of a person.
type Paper struct {
	Name string `json:"name"`
	// Type is one of the specification's document types.
	Type string `json:"type"`
	// Number has a digit for each #, a letter for each @.
	Number string `json:"number"`
	Issued string `json:"issued"` // YYYY-MM-DD
	// Years is how long it is valid; 0 is for good.
	Years   int    `json:"years"`
	Status  string `json:"status"`
	Remarks string `json:"remarks"`
}

var lives = sync.OnceValue(func() []Life {
	list := parsed[Life]("lives.json")()
	for i := range list {
		list[i].employ()
	}
	return list
})

// employ completes the present job from the first sample payslip of the person.
func (l *Life) employ() {
	i := slices.IndexFunc(payslips(), func(p Payslip) bool { return p.Person == l.Person })
	if i < 0 || len(l.Jobs) == 0 {
		panic(fmt.Sprintf("assets: the embedded lives.json is broken: %q has no payslip or no job", l.Person))
	}
	l.Payslip = payslips()[i]
	now := &l.Jobs[len(l.Jobs)-1]
	now.Employer, now.Title = *l.Payslip.Values.EmployerName, l.Payslip.Page.Position
}

// Lives gives the lives of the test people, in the order of People. The slice is
// shared.
func Lives() []Life { return lives() }
