package compare

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// theOption is the way to log in that is taken, another one is there beside it
// where the widget offers several.
const (
	theOption    = "one"
	anotherWay   = "another"
	someEmployer = "(some employer)"
)

// begin opens the widget.
func begin(p *position, _ goal) { p.do(flow.Begin{}) }

func beginWith(to flow.Page) func(*position, goal) {
	return func(p *position, g goal) {
		p.form = g.form(to)
		p.do(flow.Begin{})
	}
}

func consent(to flow.Page) func(*position, goal) {
	return func(p *position, g goal) {
		p.form = g.form(to)
		p.do(flow.ConsentGiven{})
	}
}

// take takes a provider of the list.
func take(to flow.Page) func(*position, goal) {
	return func(p *position, g goal) {
		p.form = g.form(to)
		id := someEmployer
		if to != flow.EmployerSurvey {
			id = g.login.provider
		}
		p.do(flow.ProviderChosen{Provider: provider(id)})
	}
}

// record takes the record that the survey offers.
func record(to flow.Page) func(*position, goal) {
	return func(p *position, g goal) {
		p.form = g.form(to)
		p.do(flow.RecordChosen{})
	}
}

// form is a login form that leads to a page.
func (g goal) form(to flow.Page) wire.LoginForm {
	one, two := wire.LoginOption{ID: theOption}, wire.LoginOption{ID: anotherWay}
	switch {
	case to == flow.LoginOptions:
		return wire.LoginForm{Options: []wire.LoginOption{one, two}}
	case to != flow.EmployerSurvey:
		return wire.LoginForm{Options: []wire.LoginOption{one}}
	case g.login != nil:
		return wire.LoginForm{SocialSecurity: g.login.provider}
	}
	return wire.LoginForm{}
}

// says does what takes no more than a word.
func says(i flow.Intent) func(*position, goal) { return func(p *position, _ goal) { p.do(i) } }

func documents(p *position, _ goal) { p.do(flow.UploadWanted{}) }

// logIn sends the credentials.
func logIn(p *position, g goal) {
	p.login, p.lived = g.login, 0
	p.do(flow.Submitted{})
}

// lives lets the account live up to a status.
func lives(to wire.ConnectionStatus) func(*position, goal) {
	return func(p *position, _ goal) { p.liveTo(to) }
}

func chooseType(p *position, g goal) {
	p.do(flow.FileTypeChosen{Type: wire.FileType{Type: g.upload.fileType}})
}

// send sends a file.
func send(p *position, g goal) {
	p.upload, p.lived = g.upload, 0
	if len(p.state.Documents.Picked()) == 0 {
		p.do(flow.FileAdded{File: flow.File{Path: "file", Name: "file", Size: 1, Format: wire.FormatPDF}})
	}
	p.do(flow.Submitted{})
}

func becomes(to wire.ArchiveStatus) func(*position, goal) {
	return func(p *position, _ goal) { p.archiveTo(to) }
}

// giveUp goes on with another document after this one could not be read.
func giveUp(p *position, _ goal) {
	p.archiveTo(wire.ArchiveError)
	p.do(flow.AnotherWanted{})
}

func openArchive(p *position, g goal) { p.do(flow.ArchiveWanted{ID: g.upload.archive}) }
