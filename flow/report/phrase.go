package report

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"winkterm/flow/journal"
)

// phrases say of each intent what the user did; those that are not here say their name.
var phrases = map[string]string{
	"Begin": "", "ConsentGiven": "agreed", "ConsentDeclined": "declined", "Searched": searched,
	"TypeFiltered": "filtered by type", "ProviderChosen": "chose", "OptionChosen": "chose to log in by",
	"Typed": "typed", "Submitted": "sent it", "ResendWanted": "asked for another code",
	"RecordChosen": "took the social security record", "AnotherWanted": "went on to another one",
	"AccountWanted": "opened the account", "LoginWanted": "logged in again", "UploadWanted": "went to the documents",
	"FileTypeChosen": "chose the document type", "FileAdded": "added a file", "FileRemoved": "took a file out",
	"UploadStopped": "stopped the upload", "ArchiveWanted": "opened the upload", "RevokeWanted": "asked to revoke",
	"RevokeConfirmed": "confirmed revoking", "SyncStopWanted": "stopped the data sync", "Refreshed": "looked again",
	"Retried": "tried again", "Back": "went back", "BrowserWanted": "opened the widget in the browser",
	"TokenWanted": "gave the widget a fresh token", "Done": "left by the button", "Close": "closed",
}

// searched begins what is said of a search.
const searched = "searched “"

// phrase says what the user did.
func phrase(d journal.Intent) string {
	text, known := phrases[d.Name]
	if !known {
		return d.Name
	}
	var args struct {
		Query, ID string
		Provider  struct{ ID, Name string }
		Type      json.RawMessage
		File      struct{ Name, Format string }
		Values    map[string]string
	}
	_ = json.Unmarshal([]byte(d.Args), &args) // what is not understood is left out
	switch d.Name {
	case "Searched":
		return searched + args.Query + "”"
	case "ProviderChosen":
		return joined(" ", text, args.Provider.Name, bracketed(args.Provider.ID))
	case "Typed":
		return joined(" ", text, strings.Join(slices.Sorted(maps.Keys(args.Values)), ", "))
	case "FileTypeChosen", "TypeFiltered":
		return joined(" ", text, typeName(args.Type))
	case "FileAdded":
		return joined(" ", text, bracketed(args.File.Format))
	}
	return joined(" ", text, args.ID)
}

// typeName is the name of a type that is a word, or an object with the word in it.
func typeName(raw json.RawMessage) (word string) {
	if json.Unmarshal(raw, &word) == nil {
		return word
	}
	var object struct{ Type string }
	_ = json.Unmarshal(raw, &object)
	return object.Type
}

func bracketed(text string) string {
	if text == "" {
		return ""
	}
	return "(" + text + ")"
}
