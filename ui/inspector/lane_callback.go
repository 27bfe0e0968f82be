package inspector

import (
	"cmp"
	"encoding/json"
	"strings"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

type callbackView struct{ d journal.Callback }

func (v callbackView) row(th theme.Theme, kind string) string {
	text := joinText(kind, th.Muted.Render(shortIDs(gist(string(v.d.Args)))))
	if v.d.Source == journal.SourceWidget {
		text = th.Info.Render(th.Symbols.Widget) + " " + text
	}
	return text
}

func (v callbackView) facts() []widget.Pair { return facts("sent by", sender(v.d)) }

func (v callbackView) sections() []section { return []section{{title: "data", body: string(v.d.Args)}} }

func (v callbackView) words() string { return v.d.Source + " " + string(v.d.Args) }

func (v callbackView) text(kind string) Action { return action(string(v.d.Args), kind+" data") }

func (v callbackView) id() Action {
	d, ok := readCallback(string(v.d.Args))
	if !ok {
		return Action{}
	}
	upload, _, _ := strings.Cut(strings.Join(d.Uploads, " "), " ")
	return cmp.Or(
		action(cmp.Or(d.AccountID, d.Account.AccountID), "account id"), action(cmp.Or(d.Archive.ArchiveID, upload), "archive id"),
		action(cmp.Or(d.ProviderID, d.Account.ProviderID), "provider id"), action(d.UserID, "user id"),
	)
}

// callbackData is the fields of all callbacks that rows and copies use.
type callbackData struct {
	EventName  string `json:"eventName"`
	Reason     string `json:"reason"`
	ErrorCode  string `json:"errorCode"`
	AccountID  string `json:"accountId"`
	ProviderID string `json:"providerId"`
	UserID     string `json:"userId"`
	Account    struct {
		AccountID  string `json:"accountId"`
		ProviderID string `json:"providerId"`
	} `json:"account"`
	Archive struct {
		FileType  string `json:"fileType"`
		ArchiveID string `json:"archiveId"`
	} `json:"archive"`
	Uploads []string `json:"uploads"`
}

func readCallback(args string) (d callbackData, ok bool) {
	return d, json.Unmarshal([]byte(args), &d) == nil
}

// gist is what one wants to see of a callback's data in a row.
func gist(args string) string {
	d, ok := readCallback(args)
	if !ok {
		return widget.Clean(args)
	}
	account := cmp.Or(joinText(d.AccountID, d.Account.AccountID), joinText(d.ProviderID, d.Account.ProviderID))
	archive := cmp.Or(joinText(d.Archive.ArchiveID, strings.Join(d.Uploads, " ")), d.Archive.FileType)
	return widget.Clean(joinText(d.EventName, d.Reason, d.ErrorCode, account, archive))
}
