package flow_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow"
)

// describe puts an effect into a line of a transcript.
func describe(e flow.Effect) string {
	switch e := e.(type) {
	case flow.Ask:
		return fmt.Sprintf("ask %d  %s", e.Attempt, describeRequest(e.Request))
	case flow.Cancel:
		return fmt.Sprintf("cancel %d", e.Attempt)
	case flow.ShowPage:
		words := []string{"show", e.Page.String(), string(e.Page.WidgetEvent()), e.ProviderID, e.AccountID, e.FileType, e.ArchiveID}
		return sentence(words...)
	case flow.FireCallback:
		return "callback " + describeCallback(e)
	case flow.RecordStatus:
		return sentence("status", e.ID, e.From, "→", e.To, e.ErrorCode)
	case flow.RecordWidgetCallback:
		return "widget callback " + string(e.Name) + " " + string(e.Data)
	case flow.CloseWidget:
		return "close the widget"
	case flow.RecordNote:
		return "note " + e.Topic + ": " + e.Text
	}
	return "?"
}

func sentence(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

func describeCallback(e flow.FireCallback) string {
	switch args := e.Args.(type) {
	case wire.AccountCallback:
		return sentence(string(e.Name), args.AccountID, args.UserID, args.ProviderID, string(args.ErrorCode))
	case wire.UploadsCallback:
		return sentence(string(e.Name), strings.Join(args.Uploads, ","), args.UserID)
	case wire.CloseCallback:
		return sentence(string(e.Name), string(args.Reason))
	}
	return string(e.Name)
}

// describeRequest leaves the widget's options out: they are the same throughout.
func describeRequest(r flow.Request) string {
	switch r := r.(type) {
	case flow.CreateUser:
		return "CreateUser"
	case flow.FetchToken:
		return "FetchToken " + r.UserID
	case flow.FindOwner:
		return "FindOwner " + string(r.Of.Kind) + " " + r.Of.ID
	case flow.OpenSession:
		return "OpenSession"
	case flow.LoadProvider:
		return "LoadProvider " + r.ID
	case flow.LoadProviders:
		return sentence("LoadProviders", r.Cursor)
	case flow.SearchProviders:
		return "SearchProviders " + r.Query
	case flow.LoadLogin:
		return "LoadLogin " + r.ProviderID
	case flow.CreateAccount:
		return fmt.Sprintf("CreateAccount %s %s %v", r.ProviderID, r.Option, r.Credentials)
	case flow.Poll:
		return sentence("Poll", string(r.Subject.Kind), cmp.Or(r.Subject.ID, r.Subject.UserID)) + pause(r.Round, r.Wait.String())
	case flow.SubmitMFA:
		return fmt.Sprintf("SubmitMFA %s %s (%d left) %+v", r.AccountID, r.Challenge, r.Left, r.Answer)
	case flow.ResendCode:
		return "ResendCode " + r.AccountID
	case flow.Revoke:
		return "Revoke " + string(r.Kind) + " " + r.ID
	case flow.LoadData:
		return sentence("LoadData", r.SourceID, strings.Join(r.Kinds, ","), map[bool]string{true: "counted only"}[r.CountOnly])
	case flow.DisableMonitor:
		return "DisableMonitor " + r.AccountID
	case flow.LoadFileTypes:
		return "LoadFileTypes"
	case flow.CreateArchive:
		return "CreateArchive " + r.FileType + describeFiles(r.Files)
	case flow.LaunchWidget:
		return sentence("LaunchWidget", r.UserID, strings.Join(r.Options.Providers, ","))
	case flow.RenewWidget:
		return "RenewWidget"
	case flow.LoadInviteTemplates:
		return "LoadInviteTemplates"
	case flow.CreateInviteTemplate:
		return "CreateInviteTemplate"
	case flow.SendInvite:
		return fmt.Sprintf("SendInvite %s %v %v", r.TemplateID, r.FullName, r.Email)
	}
	return "?"
}

func describeFiles(files []flow.File) string {
	text := ""
	for _, f := range files {
		text += " " + strings.Trim(f.Name+":"+f.Subtype, ":")
	}
	return text
}

func pause(round int, wait string) string {
	text := fmt.Sprintf(" round %d", round)
	if wait != "0s" {
		text += " after " + wait
	}
	return text
}

var stages = []string{flow.RevokeIdle: "idle", flow.RevokeAsked: "asked", flow.RevokeSent: "sent"}

// documentParts is what the pages of the documents show.
func documentParts(s flow.State) []string {
	var parts []string
	status := string(s.Documents.Current().State.Status)
	switch s.Page {
	case flow.FileTypeList:
		for _, a := range s.Documents.Archives {
			parts = append(parts, a.ID+" "+string(a.State.Status))
		}
	case flow.FileType:
		parts = append(parts, s.Documents.Type.Type+describeFiles(s.Documents.Picked()))
		if s.Calls.Upload != (flow.Progress{}) {
			parts = append(parts, fmt.Sprintf("%d of %d bytes", s.Calls.Upload.Sent, s.Calls.Upload.Total))
		}
	case flow.ArchiveStatus:
		parts = append(parts, status, string(s.Documents.Current().ErrorCode()))
	case flow.ArchiveSuccess:
		parts = append(parts, status, string(s.Documents.Current().Extracted()))
	case flow.RevokeArchive:
		parts = append(parts, status, stages[s.Revocation.Stage])
	case flow.Start, flow.Consent, flow.ProviderList, flow.LoginOptions, flow.Login, flow.EmployerSurvey, flow.Connecting,
		flow.MFA, flow.ConnectSuccess, flow.ConnectError, flow.AccountRevoke, flow.Problem, flow.Closed, flow.Owner:
	case flow.Data:
		parts = append(parts, describeData(s.UserData.Counts))
	case flow.Accounts:
		for _, a := range s.Linking.Accounts {
			parts = append(parts, strings.TrimSpace(a.ID+" "+string(a.ConnectionStatus)+" "+string(a.ErrorCode())))
		}
		for _, a := range s.Documents.Archives {
			parts = append(parts, a.ID+" "+string(a.State.Status))
		}
	case flow.Invite:
		v := s.Invitation
		for _, t := range v.Templates {
			parts = append(parts, t.ID)
		}
		parts = append(parts, strings.TrimSpace(v.Invite.ID+" "+string(v.Invite.Status)))
		for _, l := range v.Log {
			parts = append(parts, "was "+string(l.InviteStatus))
		}
		for _, a := range v.Accounts {
			parts = append(parts, a.ID+" "+string(a.ConnectionStatus))
		}
	case flow.Browsing:
		parts = browserParts(s)
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// pageLine says where the user is and what the page shows.
func pageLine(s flow.State) string {
	parts := []string{"= " + s.Page.String()}
	if len(s.BackStack) > 0 {
		parts = append(parts, fmt.Sprintf("back stack %v", s.BackStack))
	}
	for _, f := range s.Fields() {
		shown := f.Name + " " + s.Value(f.Name).String()
		if wrong := s.Linking.Invalid[f.Name]; wrong != "" {
			shown += "(" + wrong + ")"
		}
		parts = append(parts, strings.TrimSpace(shown))
	}
	if wrong := s.Revocation.Invalid; wrong != "" {
		parts = append(parts, wrong)
	}
	if s.Page == flow.AccountRevoke {
		parts = append(parts, string(s.Linking.Current().ConnectionStatus), stages[s.Revocation.Stage])
	}
	parts = append(parts, documentParts(s)...)
	if s.Page == flow.Problem {
		parts = append(parts, fmt.Sprintf("of %s: %s", s.Calls.Failed.Origin, s.Calls.Failed.Failure.Title))
	}
	if s.Page == flow.Closed {
		parts = append(parts, "by "+string(s.Session.CloseReason))
	}
	if s.Notice.Text != "" {
		parts = append(parts, []string{"info", "warning", "error"}[s.Notice.Level]+": "+s.Notice.Text)
	}
	for l, c := range s.Calls.Slots {
		if c.Attempt != 0 {
			parts = append(parts, slotNames[l]+map[bool]string{true: " held", false: ""}[c.Held])
		}
	}
	return strings.Join(parts, " | ")
}

// describeData is how much of which kind was read.
func describeData(counts []flow.DataCount) string {
	var parts []string
	for _, c := range counts {
		parts = append(parts, fmt.Sprintf("%s %d", c.Kind, c.Count))
	}
	return strings.Join(parts, ", ")
}
